"""A lake of any size for measurements: rows made up by arithmetic from their number, the same on every machine.

One conflict in Toll's own layout: articles of 4 events in 3, events of 5 claims in 2, incidents of 2 events each.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

from toll import lake
from toll.settings import Settings
from toll.tables import TABLES, Table

ARTICLES, EVENTS, INCIDENTS, BEHIND, STEPS = 0.3, 0.4, 0.2, 0.4, 0.3
"""Rows of a table for each claim: incident_claims is BEHIND, incident_history STEPS."""

PARTS = 100
"""Parts of the tables that batches bring; the tables of incidents are one part each, as the pipeline writes them."""

SHARE = {
    "articles": (ARTICLES, PARTS),
    "events": (EVENTS, PARTS),
    "claims": (1.0, PARTS),
    "incidents": (INCIDENTS, 1),
    "incident_events": (EVENTS, 1),
    "incident_claims": (BEHIND, 1),
    "incident_history": (STEPS, 1),
    "rejected": (0.001, 1),
}

_FILE = Path(__file__).with_suffix(".sql")


def build(settings: Settings, claims: int) -> dict[str, int]:
    """Write a lake of so many claims into `settings.lake`; returns the rows of each table."""
    lake.initialise(settings)
    with duckdb.connect() as connection:
        connection.execute(_FILE.read_text(encoding="utf-8"))
        return {table.name: _table(connection, settings, table, claims) for table in TABLES}


def _table(connection: duckdb.DuckDBPyConnection, settings: Settings, table: Table, claims: int) -> int:
    share, parts = SHARE[table.name]
    rows = int(claims * share)
    for number in range(parts):
        first, last = rows * number // parts, rows * (number + 1) // parts
        made = connection.sql(f"FROM {table.name}_rows({first}, {last})").to_arrow_table()
        lake.write(lake.part(settings, table, f"part{number:04}"), _complete(table, made), synced=False)
    return rows


def _complete(table: Table, made: pa.Table) -> pa.Table:
    columns = [
        made[field.name].cast(field.type) if field.name in made.column_names else pa.nulls(made.num_rows, field.type)
        for field in table.schema
    ]
    return pa.Table.from_arrays(columns, schema=table.schema)
