"""Lakes to be read again or compacted: what they hold, in whatever order, and how two of them differ."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from toll import lake, statistics
from toll.settings import Settings
from toll.statistics import Session
from toll.tables import TABLES, Table

Rows = list[dict[str, Any]]


def copy(settings: Settings, to: Path) -> Settings:
    """The whole data folder once more."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(settings.data, to, symlinks=True)
    return replace(settings, data=to)


def tables(settings: Settings) -> dict[str, list[str]]:
    """The rows of every table, and what every standing question is answered."""
    with Session(settings) as session:
        answers = {asked.name: session.run(f"FROM {asked.view}") for asked in statistics.questions()}
    return {name: told(rows) for name, rows in ({t.name: lake.read(settings, t) for t in TABLES} | answers).items()}


def told(rows: pa.Table) -> list[str]:
    """The rows in an order of their own."""
    return sorted(map(repr, rows.to_pylist()))


def put(settings: Settings, table: Table, part: str, rows: Sequence[dict[str, Any]]) -> None:
    """Make `rows` the part `part` of `table`."""
    lake.publish(settings, table, part, pa.Table.from_pylist(list(rows), schema=table.schema))


def no_drafts(settings: Settings) -> bool:
    """Whether nothing that is only half made lies about."""
    return not [path for path in settings.lakes.iterdir() if path.is_dir() and not path.name.isdigit()]
