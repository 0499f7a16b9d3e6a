"""The suites of all tables put to the gate, and each answer with the rows and values that broke the expectation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from toll.tables import JUDGED
from toll.validate.gate import Gate, Outcome
from toll.validate.helpers import HELPERS
from toll.validate.parts import Parts
from toll.validate.suites import Expectation, suite
from toll.validate.verdict import Check, Example

EXAMPLES = 5
"""Rows shown for each expectation that failed."""

WORDS = 120
"""Characters of a value shown."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A check, the positions of the rows that broke it, and the columns that it looked at."""

    check: Check
    rows: tuple[int, ...]
    seen: pa.Table

    def reason(self, row: int) -> str:
        """Why the row broke it: what was expected, and the values that were found."""
        return f"{self.check.says}; found {_values(self.seen, row)}"


def ask(
    gate: Gate, parts: Mapping[str, pa.Table], beside: Mapping[str, pa.Table], *, batch_id: str
) -> Iterator[Answer]:
    """The answers to all expectations on the tables `parts`, in the order of their suites."""
    suites = {name: suite(name, batch_id=batch_id) for name in parts}
    wide = _with_helpers(parts, beside, suites)
    outcomes = gate.evaluate(wide, [expectation for asked in suites.values() for expectation in asked])
    for name, asked in suites.items():
        for expectation in asked:
            seen = wide[name].select(list(expectation.columns))
            yield _answer(expectation, parts[name], seen, outcomes[expectation.name])


def _answer(expectation: Expectation, part: pa.Table, seen: pa.Table, outcome: Outcome) -> Answer:
    shown = tuple(_example(expectation.table, part, seen, row) for row in outcome.rows[:EXAMPLES])
    if expectation.level == "table" and not outcome.passed and not shown:
        shown = (Example("", f"found {outcome.observed}"),)
    n_failed = len(outcome.rows) if expectation.level == "row" else int(not outcome.passed)
    return Answer(expectation.check(n_rows=part.num_rows, n_failed=n_failed, examples=shown), outcome.rows, seen)


def _with_helpers(
    parts: Mapping[str, pa.Table], beside: Mapping[str, pa.Table], suites: Mapping[str, Sequence[Expectation]]
) -> Mapping[str, pa.Table]:
    # The Python lists that the helpers share go before anything is asked.
    columns = Parts({**beside, **parts})
    wanted = {
        name: {column for expectation in asked for column in expectation.columns} for name, asked in suites.items()
    }
    return {name: _wide(name, part, columns, wanted[name]) for name, part in parts.items()}


def _wide(name: str, part: pa.Table, columns: Parts, wanted: set[str]) -> pa.Table:
    wide = part.select([column for column in part.column_names if column in wanted])
    for helper in HELPERS[name]:
        if helper.name in wanted:
            wide = wide.append_column(helper.name, pa.array(helper.compute(columns), helper.type))
    return wide


def _example(name: str, part: pa.Table, seen: pa.Table, row: int) -> Example:
    key = next(table.key for table in JUDGED if table.name == name)
    return Example(" ".join(str(part.column(column)[row].as_py()) for column in key), _values(seen, row))


def _values(seen: pa.Table, row: int) -> str:
    return ", ".join(f"{column}={_short(seen.column(column)[row].as_py())}" for column in seen.column_names)


def _short(value: object) -> str:
    text = f"“{' '.join(value.split())}”" if isinstance(value, str) else "null" if value is None else str(value)
    return text if len(text) <= WORDS else f"{text[: WORDS - 1]}…"
