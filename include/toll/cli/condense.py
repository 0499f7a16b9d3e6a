"""Answers for people: three bounds as one figure, two days as one date, words where a value is not told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from toll.cli.figures import days, figure
from toll.cli.formats import cell, numeric
from toll.sheets import plain

if TYPE_CHECKING:
    import pyarrow as pa

NOT_TOLD = "not told"

_MERGED = {"low": ("low", "best", "high"), "start": ("start", "end")}
_TITLES = {"date": "when"}
_ID_SHOWN = 8


def condensed(rows: pa.Table) -> pa.Table:
    """`rows` with `x_low`, `x_best` and `x_high` as one column `x`, `x_start` and `x_end` likewise, and ids cut short.

    The code of a country stands only where its name does not.
    """
    import pyarrow as pa

    groups = dict(_groups(rows.column_names))
    absorbed = {name for names in groups.values() for name in names[1:]}
    kept = [name for name in rows.column_names if name not in absorbed]
    titles = [_title(re.sub("_(low|start)$", "", name) if name in groups else name) for name in kept]
    return pa.table([_merge(rows, groups[n]) if n in groups else _column(rows, n) for n in kept], titles)


def _groups(names: list[str]) -> Iterator[tuple[str, list[str]]]:
    if {"country", "country_code"} <= set(names):
        yield "country", ["country", "country_code"]
    for name in names:
        head, _, end = name.rpartition("_")
        group = [f"{head}_{other}" for other in _MERGED.get(end, ())]
        if head and group and set(group) <= set(names):
            yield name, group


def _title(name: str) -> str:
    return _TITLES.get(name, name.removesuffix("_id").removeprefix("n_").replace("_", " "))


def _merge(rows: pa.Table, group: list[str]) -> pa.Array:
    import pyarrow as pa

    values = zip(*(rows[name].to_pylist() for name in group), strict=True)
    return pa.array([_merged(group[0], bounds) or NOT_TOLD for bounds in values], pa.string())


def _merged(name: str, values: tuple[Any, ...]) -> str | None:
    if name == "country":
        return next((str(value) for value in values if value), None)
    return days(*values) if name.endswith("_start") else figure(*values)


def _column(rows: pa.Table, name: str) -> pa.Array:
    import pyarrow as pa

    if numeric(rows.schema.field(name).type):
        return rows[name]
    shown = [cell(plain(value)) for value in rows[name].to_pylist()]
    if name.endswith("_id"):
        shown = [text[:_ID_SHOWN] for text in shown]
    return pa.array([text.replace("_", " ") or NOT_TOLD for text in shown], pa.string())
