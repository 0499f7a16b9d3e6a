"""Small lakes for tests: rows given by the columns that matter, the rest from tests/sql/defaults.yaml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from toll import incidents, lake, rows
from toll.settings import Settings
from toll.tables import ARTICLES, CLAIMS, INCIDENT_EVENTS, INCIDENT_SOURCES, INCIDENTS, TABLES, Table

DEFAULTS = Path(__file__).parent / "sql" / "defaults.yaml"

Rows = Sequence[Mapping[str, Any]]


def make(data: Path, tables: Mapping[str, Rows] | None = None) -> Settings:
    """A lake in `data` with these rows, each table with its empty part; what sources say is told by the claims."""
    settings = Settings(data=data)
    for table in TABLES:
        folder = settings.lake / table.name
        folder.mkdir(parents=True, exist_ok=True)
        pq.write_table(table.schema.empty_table(), folder / "_schema.parquet")
    for name, given in (tables or {}).items():
        add(settings, name, given)
    if "incident_sources" not in (tables or {}):
        parts = (lake.read(settings, table) for table in (INCIDENTS, INCIDENT_EVENTS, CLAIMS, ARTICLES))
        lake.publish(settings, INCIDENT_SOURCES, "part", incidents.incident_sources(*parts))
    return settings


def add(settings: Settings, name: str, given: Rows, part: str = "part") -> None:
    """One more part of the table `name`."""
    table = next(table for table in TABLES if table.name == name)
    written = rows.arrow(table, [_filled(table, row, number) for number, row in enumerate(given)])
    pq.write_table(written, settings.lake / name / f"{part}.parquet")


@cache
def _defaults() -> Mapping[str, Mapping[str, Any]]:
    defaults: Mapping[str, Mapping[str, Any]] = yaml.safe_load(DEFAULTS.read_text(encoding="utf-8"))
    return defaults


def _filled(table: Table, row: Mapping[str, Any], number: int) -> dict[str, Any]:
    columns = {column.name for column in table.columns}
    sketches = {c.name: bytes(c.type.byte_width) for c in table.columns if pa.types.is_fixed_size_binary(c.type)}
    defaults = _defaults()[table.name]
    if unknown := row.keys() - columns:
        raise KeyError(f"{table.name} has no column {', '.join(sorted(unknown))}")
    keys = {key: f"{table.name}-{number}" for key in table.key if key.endswith("_id")}
    return dict.fromkeys(columns) | sketches | keys | defaults | row


def load(data: Path, file: Path) -> Settings:
    """A lake in `data` with the rows of a YAML file that maps tables to rows."""
    return make(data, yaml.safe_load(file.read_text(encoding="utf-8")))
