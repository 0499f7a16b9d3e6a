"""Equal questions about several columns, put once over those columns one below the other.

Great Expectations spends about 6 ms on an expectation however few the rows are, and the suites ask some questions of
forty columns. An expectation that judges each row by itself finds the same rows in a stack as in the columns apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pyarrow as pa

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


def equal_questions(part: pa.Table, expectations: Sequence[Expectation]) -> tuple[tuple[Expectation, ...], ...]:
    """The expectations in groups that ask the same of columns of the same type."""
    groups: dict[object, list[Expectation]] = {}
    for expectation in expectations:
        groups.setdefault(_question(part, expectation), []).append(expectation)
    return tuple(tuple(group) for group in groups.values())


def _question(part: pa.Table, expectation: Expectation) -> object:
    if expectation.level == "table" or expectation.expect not in ROW_BY_ROW:
        return expectation.name
    others = sorted((key, repr(value)) for key, value in expectation.arguments.items() if key not in COLUMNS)
    types = [str(part.schema.field(column).type) for column in expectation.columns]
    return (expectation.expect, *others, *types)


def stacked(part: pa.Table, group: Sequence[Expectation]) -> tuple[pa.Table, Expectation]:
    """The columns of a group one below the other, and the one expectation to put to them."""
    roles = [role for role in COLUMNS if role in group[0].arguments]
    columns = {role: _below_each_other(part, [e.arguments[role] for e in group]) for role in roles}
    return pa.table(columns), replace(group[0], arguments={**group[0].arguments, **{role: role for role in roles}})


def _below_each_other(part: pa.Table, names: Sequence[str]) -> pa.ChunkedArray:
    return pa.chunked_array([chunk for name in names for chunk in part.column(name).chunks], part.field(names[0]).type)


def unstacked(rows: Sequence[int], group: Sequence[Expectation], n_rows: int) -> Mapping[str, tuple[int, ...]]:
    """Positions in the stack as positions in the table, for each expectation of the group."""
    found: dict[str, list[int]] = {expectation.name: [] for expectation in group}
    for row in rows:
        found[group[row // n_rows].name].append(row % n_rows)
    return {name: tuple(positions) for name, positions in found.items()}
