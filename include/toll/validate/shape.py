"""Whether each part has the columns and types that `tables.py` declares: asked first, all else rests on it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest

import pyarrow as pa

from toll.tables import JUDGED
from toll.validate.answers import EXAMPLES
from toll.validate.gate import Gate, Outcome
from toll.validate.suites import Expectation
from toll.validate.verdict import Check, Example

ABSENT = "(absent)"


def shapes(gate: Gate, parts: Mapping[str, pa.Table]) -> tuple[Check, ...]:
    """The check of the columns of each of `parts` against the declaration of its table, in order."""
    pairs = {name: pa.table(_pairs(name, part), ["declared", "found"]) for name, part in parts.items()}
    asked = [_expectation(name) for name in parts]
    outcomes = gate.evaluate(pairs, asked)
    return tuple(_check(e, parts[e.table], pairs[e.table], outcomes[e.name]) for e in asked)


def _expectation(name: str) -> Expectation:
    return Expectation(
        name=f"{name}.columns_as_declared",
        table=name,
        level="table",
        expect="ExpectColumnPairValuesToBeEqual",
        arguments={"column_A": "declared", "column_B": "found", "ignore_row_if": "neither"},
        says="the part has the declared columns, in order and type",
        why="Every other check, the views and the union of all parts rest on one schema (tables.py).",
    )


def _pairs(name: str, part: pa.Table) -> list[tuple[str, ...]]:
    both = zip_longest(_columns(_declared(name)), _columns(part.schema), fillvalue=ABSENT)
    return list(zip(*both, strict=True))


def _check(asked: Expectation, part: pa.Table, pairs: pa.Table, outcome: Outcome) -> Check:
    wrong = pairs.take(list(outcome.rows[:EXAMPLES])).to_pylist() if outcome.rows else []
    examples = tuple(Example("", f"{pair['declared']} declared, {pair['found']} found") for pair in wrong)
    return asked.check(n_rows=part.num_rows, n_failed=int(not outcome.passed), examples=examples)


def _declared(name: str) -> pa.Schema:
    return next(table.schema for table in JUDGED if table.name == name)


def _columns(schema: pa.Schema) -> list[str]:
    return [f"{field.name} {field.type}" for field in schema]
