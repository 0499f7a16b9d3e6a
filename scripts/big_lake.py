"""A lake of any size for measurements: rows made up by arithmetic from their number, the same on every machine.

One conflict in Toll's own layout: articles of 4 events in 3, events of 5 claims in 2, incidents of 2 events each.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from toll import incidents, lake, tables
from toll.settings import Settings
from toll.tables import TABLES, Table

ARTICLES, EVENTS, INCIDENTS, BEHIND, STEPS = 0.3, 0.4, 0.2, 0.4, 0.3
"""Rows of a table for each claim: incident_claims is BEHIND, incident_history STEPS."""

AT_ONCE = 50_000
"""Incidents whose sources are told at once."""

PARTS = 100
"""Parts of the tables that batches bring; the tables of incidents are one part each, as the pipeline writes them."""

SHARE = {
    "articles": (ARTICLES, PARTS),
    "events": (EVENTS, PARTS),
    "claims": (1.0, PARTS),
    "article_copies": (0.01, 1),
    "article_revisions": (0.001, 1),
    "incidents": (INCIDENTS, 1),
    "incident_events": (EVENTS, 1),
    "incident_claims": (BEHIND, 1),
    "incident_history": (STEPS, 1),
    "rejected": (0.001, 1),
}

_FILE = Path(__file__).with_suffix(".sql")


def build(settings: Settings, claims: int, *, anew: bool = True) -> dict[str, int]:
    """Write a lake of so many claims into `settings.lake`; returns the rows of each table that was written.

    Not `anew`, only the parts that are not there yet.
    """
    lake.initialise(settings)
    with duckdb.connect() as connection:
        connection.execute(_FILE.read_text(encoding="utf-8"))
        wanted = [table for table in TABLES if anew or not lake.parts(settings, table)]
        return {table.name: _table(connection, settings, table, claims) for table in wanted}


def _table(connection: duckdb.DuckDBPyConnection, settings: Settings, table: Table, claims: int) -> int:
    if table is tables.INCIDENT_SOURCES:
        return _sources(connection, settings, int(claims * INCIDENTS))
    share, parts = SHARE.get(table.name, (0.0, 0))  # nobody has corrected anything in it
    rows = int(claims * share)
    for number in range(parts):
        made = _made(connection, table, rows * number // parts, rows * (number + 1) // parts)
        lake.write(lake.part(settings, table, f"part{number:04}"), made, synced=False)
    return rows


def _sources(connection: duckdb.DuckDBPyConnection, settings: Settings, last: int) -> int:
    """What sources say, told by the function that tells it in the pipeline, a part a country."""
    lots = [_said(connection, begin, min(begin + AT_ONCE, last)) for begin in range(0, last, AT_ONCE)]
    said = pa.concat_tables(lots)
    for code in pc.unique(said["country_code"]).to_pylist():
        rows = said.filter(pc.equal(said["country_code"], code))
        order = pc.sort_indices(rows, [(name, "ascending") for name in ("victim_group", "incident_id", "number")])
        lake.write(lake.part(settings, tables.INCIDENT_SOURCES, code), rows.take(order), synced=False)
    return int(said.num_rows)


def _said(connection: duckdb.DuckDBPyConnection, begin: int, end: int) -> pa.Table:
    return incidents.incident_sources(
        _made(connection, tables.INCIDENTS, begin, end),
        _made(connection, tables.INCIDENT_EVENTS, 2 * begin, 2 * end),
        _made(connection, tables.CLAIMS, 5 * begin, 5 * end),
        _made(connection, tables.ARTICLES, 2 * begin * 3 // 4, (2 * end - 1) * 3 // 4 + 1),
    )


def _made(connection: duckdb.DuckDBPyConnection, table: Table, first: int, last: int) -> pa.Table:
    return _complete(table, connection.sql(f"FROM {table.name}_rows({first}, {last})").to_arrow_table())


def _complete(table: Table, made: pa.Table) -> pa.Table:
    columns = [
        made[field.name].cast(field.type) if field.name in made.column_names else _blank(field, made.num_rows)
        for field in table.schema
    ]
    return pa.Table.from_arrays(columns, schema=table.schema)


def _blank(field: pa.Field, rows: int) -> pa.Array:
    """What a column that no macro makes up holds: nulls, or zeros where bytes are required."""
    if pa.types.is_fixed_size_binary(field.type):
        return pa.array([bytes(field.type.byte_width)] * rows, field.type)
    return pa.nulls(rows, field.type)
