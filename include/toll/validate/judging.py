"""The judgement over a batch: which rows fall, which fall with them, and when nothing of the batch may be published."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import pyarrow as pa

from toll.tables import JUDGED
from toll.validate.answers import Answer, ask
from toll.validate.cascade import Fall, Falls, fall_with
from toll.validate.gate import Gate
from toll.validate.shape import shapes
from toll.validate.verdict import Check, RejectedRow, Verdict


def judge(
    parts: Mapping[str, pa.Table],
    *,
    batch_id: str,
    max_rejected_share: float,
    beside: Mapping[str, pa.Table] = MappingProxyType({}),
) -> Verdict:
    """The verdict on the staged tables of one batch: articles, claims and events, or those of all batches together.

    `beside` are published tables that the rows point to and that are not judged themselves.

    A row that breaks an expectation is rejected, and with it every row that leans on it. Where an expectation on a
    whole table fails, or more than `max_rejected_share` of a table's rows break one themselves, all is refused.
    Raises ConfigurationError where an expectation cannot be evaluated.
    """
    gate = Gate()
    checks = shapes(gate, parts)
    answers: tuple[Answer, ...] = ()
    if all(check.passed for check in checks):
        answers = tuple(ask(gate, parts, beside, batch_id=batch_id))
        checks += tuple(answer.check for answer in answers)
    falls = _falls(parts, answers)
    refused = _refusal(parts, checks, falls, max_rejected_share)
    falls = fall_with(parts, falls)
    return Verdict(
        batch_id=batch_id,
        accepted={name: part.slice(0, 0) if refused else _stay(part, falls[name]) for name, part in parts.items()},
        rejected=tuple(row for name, part in parts.items() for row in _rejected(name, part, falls[name])),
        refused=refused,
        checks=checks,
        n_rows={name: part.num_rows for name, part in parts.items()},
    )


def _falls(parts: Mapping[str, pa.Table], answers: tuple[Answer, ...]) -> Falls:
    falls: dict[str, dict[int, Fall]] = {name: {} for name in parts}
    for answer in answers:
        rows = falls[answer.check.table]
        for row in answer.rows if answer.check.level == "row" else ():
            first = rows.get(row)
            reason = f"{first.reason}; also {answer.check.name}" if first else answer.reason(row)
            rows[row] = Fall(first.expectation if first else answer.check.name, reason)
    return falls


def _refusal(parts: Mapping[str, pa.Table], checks: tuple[Check, ...], falls: Falls, share: float) -> str | None:
    for check in checks:
        if check.level == "table" and not check.passed:
            found = "; ".join(example.found for example in check.examples)
            return f"{check.name} failed on the whole table: {check.says} ({found})"
    for name, part in parts.items():
        if len(falls[name]) > share * part.num_rows:
            return _too_many(name, part.num_rows, falls[name], share)
    return None


def _too_many(name: str, rows: int, fallen: Mapping[int, Fall], share: float) -> str:
    (worst, times), *_ = Counter(fall.expectation for fall in fallen.values()).most_common(1)
    example = next(fall.reason for fall in fallen.values() if fall.expectation == worst)
    return (
        f"{len(fallen)} of {rows} rows of {name} broke an expectation, more than the {share:.0%} allowed; "
        f"most often {worst} ({times}), for example: {example}"
    )


def _stay(part: pa.Table, fallen: Mapping[int, Fall]) -> pa.Table:
    return part.filter(pa.array([row not in fallen for row in range(part.num_rows)])) if fallen else part


def _rejected(name: str, part: pa.Table, fallen: Mapping[int, Fall]) -> Iterator[RejectedRow]:
    key = next(table.key for table in JUDGED if table.name == name)
    rows = part.take(list(fallen)).to_pylist() if fallen else []
    for row, fall in zip(rows, fallen.values(), strict=True):
        yield RejectedRow(
            table=name,
            key=" ".join(str(row[column]) for column in key if column in row),
            expectation=fall.expectation,
            reason=fall.reason,
            row_json=json.dumps(row, ensure_ascii=False, default=_told),
        )


def _told(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
