"""Views over the stored tables: what of their Parquet parts a reader sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from toll.codes import IncidentStatus
from toll.statistics.made import literal
from toll.tables import ARTICLE_COPIES, ARTICLE_REVISIONS, ARTICLES, INCIDENTS, Column, Table

READINGS = "incident_readings"
"""The view of every reading of an incident, past ones and tombstones too."""

_PRESENT = "One row a real-world event, reconciled over all articles that tell of it: the present readings alone."
"""Whoever sums the view `incidents` must not count the dead of two readings."""

_INNER = {ARTICLES.name: ("fingerprint",)}
"""Columns of the Parquet files that their view leaves out: bytes that nobody reads."""

_LENT = {ARTICLES.name: {"duplicate_of": ARTICLE_COPIES, "superseded_by": ARTICLE_REVISIONS}}
"""By view, the columns that other tables, of the same key, add to it: the parts of a batch are never written again."""


def definitions(lake: Path, table: Table) -> tuple[str, ...]:
    """The SQL of the views over `table`: one, and for `incidents` one of the present readings and one of all."""
    if table is INCIDENTS:
        where = f" WHERE status = {literal(IncidentStatus.CURRENT.value)}"
        return (_view(lake, table, table.name, where), _view(lake, table, READINGS))
    return (_view(lake, table, table.name),)


def meanings(table: Table) -> Mapping[str, str]:
    """What each view over `table` holds, by its name."""
    return {table.name: _PRESENT, READINGS: table.meaning} if table is INCIDENTS else {table.name: table.meaning}


def shown(table: Table) -> Iterator[Column]:
    """The columns of the views over `table`."""
    yield from (column for column in table.columns if column.name not in _INNER.get(table.name, ()))
    for lent, lender in _LENT.get(table.name, {}).items():
        yield next(column for column in lender.columns if column.name == lent)


def selection(lake: Path, table: Table, files: Sequence[Path]) -> str:
    """The SELECT of the view over `table`, over these of its parts alone."""
    listed = ", ".join(literal(str(file)) for file in files)
    return _selection(lake, table, f"read_parquet([{listed}], union_by_name = true)")


def _view(lake: Path, table: Table, name: str, where: str = "") -> str:
    return f"CREATE VIEW {name} AS {_selection(lake, table, _parts(lake, table))}{where}"


def _selection(lake: Path, table: Table, rows: str) -> str:
    if table.name in _LENT:
        return _lending(lake, table, rows)
    columns = ", ".join(f'"{column.name}"' for column in shown(table))
    return f"FROM {rows} SELECT {columns}"


def _lending(lake: Path, table: Table, rows: str) -> str:
    lent, key = _LENT[table.name], table.key[0]
    columns = ", ".join(f'{"lent" if c.name in lent else "own"}."{c.name}"' for c in shown(table))
    lenders = " UNION ALL BY NAME ".join(f"FROM {_parts(lake, by)} SELECT {key}, {name}" for name, by in lent.items())
    # Grouped and joined once, the lenders are known to add no rows, and DuckDB leaves them unread where nobody asks.
    once = f"FROM ({lenders}) SELECT {key}, {', '.join(f'any_value({name}) AS {name}' for name in lent)} GROUP BY {key}"
    return f"FROM {rows} AS own LEFT JOIN ({once}) AS lent ON lent.{key} = own.{key} SELECT {columns}"


def _parts(lake: Path, table: Table) -> str:
    parts = f"coalesce(getvariable('toll_lake'), {literal(str(lake))}) || {literal(f'/{table.name}/')}"
    parts += " || coalesce(getvariable('toll_parts'), '*') || '.parquet'"
    return f"read_parquet({parts}, union_by_name = true)"
