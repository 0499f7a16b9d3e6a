"""Whether a part has the columns and types that `tables.py` declares: asked first, all else rests on it."""

from __future__ import annotations

from itertools import zip_longest

import pyarrow as pa

from toll.tables import JUDGED
from toll.validate.answers import EXAMPLES
from toll.validate.gate import Gate
from toll.validate.suites import Expectation
from toll.validate.verdict import Check, Example

ABSENT = "(absent)"


def shape(gate: Gate, name: str, part: pa.Table) -> Check:
    """The check of the columns of `part` against the declaration of the table `name`, in order."""
    asked = Expectation(
        name=f"{name}.columns_as_declared",
        table=name,
        level="table",
        expect="ExpectColumnPairValuesToBeEqual",
        arguments={"column_A": "declared", "column_B": "found", "ignore_row_if": "neither"},
        says="the part has the declared columns, in order and type",
        why="Every other check, the views and the union of all parts rest on one schema (tables.py).",
    )
    pairs = list(zip_longest(_columns(_declared(name)), _columns(part.schema), fillvalue=ABSENT))
    frame = pa.table({"declared": [pair[0] for pair in pairs], "found": [pair[1] for pair in pairs]})
    outcome = gate.evaluate(frame, [asked])[asked.name]
    wrong = tuple(Example("", f"{pairs[row][0]} declared, {pairs[row][1]} found") for row in outcome.rows[:EXAMPLES])
    return asked.check(n_rows=part.num_rows, n_failed=int(not outcome.passed), examples=wrong)


def _declared(name: str) -> pa.Schema:
    return next(table.schema for table in JUDGED if table.name == name)


def _columns(schema: pa.Schema) -> list[str]:
    return [f"{field.name} {field.type}" for field in schema]
