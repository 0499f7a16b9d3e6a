"""A table's suite put to the gate, and each answer with the rows and values that broke the expectation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from toll.tables import JUDGED
from toll.validate.gate import Gate
from toll.validate.helpers import HELPERS
from toll.validate.parts import Parts
from toll.validate.suites import suite
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


def ask(gate: Gate, name: str, part: pa.Table, columns: Parts, *, batch_id: str) -> Iterator[Answer]:
    """The answers to all expectations on the table `name`, in the order of its suite."""
    expectations = suite(name, batch_id=batch_id)
    wide = _with_helpers(name, part, columns, {c for e in expectations for c in e.columns})
    outcomes = gate.evaluate(wide, expectations)
    for expectation in expectations:
        outcome = outcomes[expectation.name]
        seen = wide.select(list(expectation.columns))
        shown = tuple(_example(name, part, seen, row) for row in outcome.rows[:EXAMPLES])
        if expectation.level == "table" and not outcome.passed and not shown:
            shown = (Example("", f"found {outcome.observed}"),)
        n_failed = len(outcome.rows) if expectation.level == "row" else int(not outcome.passed)
        yield Answer(expectation.check(n_rows=part.num_rows, n_failed=n_failed, examples=shown), outcome.rows, seen)


def _with_helpers(name: str, part: pa.Table, columns: Parts, wanted: set[str]) -> pa.Table:
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
