"""Equal questions about several columns, of whatever tables, put once over those columns one below the other.

Great Expectations spends about 4 ms on an expectation however few the rows are, and the suites ask some questions of
forty columns. An expectation that judges each row by itself finds the same rows in a stack as in the columns apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import pyarrow as pa
import pyarrow.compute as pc

from toll.validate.suites import Expectation

ROW_BY_ROW = frozenset(
    {
        "ExpectColumnValuesToNotBeNull",
        "ExpectColumnValuesToBeNull",
        "ExpectColumnValuesToBeInSet",
        "ExpectColumnValuesToBeBetween",
        "ExpectColumnValuesToMatchRegex",
        "ExpectColumnPairValuesToBeEqual",
        "ExpectColumnPairValuesAToBeGreaterThanB",
    }
)
"""Expectations that judge each row by itself, unlike those on uniqueness or on a whole column."""

COLUMNS = ("column", "column_A", "column_B")


@dataclass(frozen=True, slots=True)
class Stack:
    """Equal questions put as the one `question`: `rows` are those of the first of `asked`, below them the next one's.

    `rows` have the columns alone that are asked about: Great Expectations copies all columns that it is given.
    """

    question: Expectation
    rows: pa.Table
    asked: tuple[Expectation, ...]
    starts: tuple[int, ...]
    """Where in `rows` those of each of `asked` begin."""

    def apart(self, rows: Sequence[int]) -> Mapping[str, tuple[int, ...]]:
        """Positions in the stack as positions in the tables, by the name of each that is asked."""
        found: dict[str, list[int]] = {expectation.name: [] for expectation in self.asked}
        for row in rows:
            which = bisect_right(self.starts, row) - 1
            found[self.asked[which].name].append(row - self.starts[which])
        return {name: tuple(positions) for name, positions in found.items()}


def stacks(parts: Mapping[str, pa.Table], expectations: Sequence[Expectation]) -> Iterator[Stack]:
    """The expectations on the tables `parts`, those together that ask the same of columns of the same type."""
    groups: dict[object, list[Expectation]] = {}
    for expectation in expectations:
        groups.setdefault(_question(parts[expectation.table], expectation), []).append(expectation)
    return (_stacked(parts, group) for group in groups.values())


def _question(part: pa.Table, expectation: Expectation) -> object:
    if expectation.expect not in ROW_BY_ROW:
        return expectation.name
    others = sorted((key, repr(value)) for key, value in expectation.arguments.items() if key not in COLUMNS)
    types = [str(_told_as(part.schema.field(column).type)) for column in expectation.columns]
    return (expectation.expect, *others, *types)


def _stacked(parts: Mapping[str, pa.Table], group: Sequence[Expectation]) -> Stack:
    first = group[0]
    if first.expect not in ROW_BY_ROW:
        return Stack(first, _asked_about(parts[first.table], first), (first,), (0,))
    roles = [role for role in COLUMNS if role in first.arguments]
    rows = pa.table({role: _below_each_other(parts, group, role) for role in roles})
    starts = accumulate((parts[expectation.table].num_rows for expectation in group[:-1]), initial=0)
    question = replace(first, arguments={**first.arguments, **{role: role for role in roles}})
    return Stack(question, rows, tuple(group), tuple(starts))


def _asked_about(part: pa.Table, expectation: Expectation) -> pa.Table:
    columns = list(dict.fromkeys(expectation.columns))
    return pa.table({name: _told(part.column(name)) for name in columns}) if columns else part


def _below_each_other(parts: Mapping[str, pa.Table], group: Sequence[Expectation], role: str) -> pa.ChunkedArray:
    columns = [_told(parts[expectation.table].column(expectation.arguments[role])) for expectation in group]
    return pa.chunked_array([chunk for column in columns for chunk in column.chunks], columns[0].type)


def _told(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return (pc.list_value_length(column) if pa.types.is_list(column.type) else column).cast(_told_as(column.type))


def _told_as(kind: pa.DataType) -> pa.DataType:
    """Integers of every width as one type; a list as its length, since pandas turns lists into objects."""
    return pa.int64() if pa.types.is_integer(kind) or pa.types.is_list(kind) else kind
