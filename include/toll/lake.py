"""Parquet in and out of the lake: parts that appear whole under `lake/<table>/<part>.parquet`, equal rows equal bytes.

A part is named by what made it, so making it again replaces and never doubles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from toll import durable
from toll.settings import Settings
from toll.tables import TABLES, Table

EMPTY = "_schema"
"""Name of the part without rows that every table has, so that it can be asked before anything is published."""


def initialise(settings: Settings) -> None:
    """Make every folder that users and stages need, and an empty part in each table."""
    for folder in (settings.inbox, settings.processing, settings.archive, settings.quarantine, settings.reports):
        folder.mkdir(parents=True, exist_ok=True)
    missing = [table for table in TABLES if not part(settings, table, EMPTY).is_file()]
    if missing:
        with writing(settings):
            for table in missing:
                write(part(settings, table, EMPTY), table.schema.empty_table())


@contextmanager
def writing(settings: Settings, what: str = "tables") -> Iterator[None]:
    """Keep every other writer of `what` out until the block ends; readers are not held up."""
    with durable.locked(settings.lake / f".{what}.lock"):
        yield


def part(settings: Settings, table: Table, name: str) -> Path:
    """Where the part `name` of `table` stands."""
    return settings.lake / table.name / f"{name}.parquet"


def publish(settings: Settings, table: Table, name: str, rows: pa.Table) -> None:
    """Make `rows` the part `name` of `table`, in place of what it was; without rows there is no part."""
    if rows.num_rows:
        write(part(settings, table, name), rows)
    else:
        part(settings, table, name).unlink(missing_ok=True)


def write(path: Path, rows: pa.Table, *, synced: bool = True) -> None:
    """Write `rows` to `path` as zstd Parquet, whole or not at all; `synced` as in `durable.replacing`."""
    with durable.replacing(path, synced=synced) as aside:
        pq.write_table(rows, aside, compression="zstd")


def read(settings: Settings, table: Table, columns: Sequence[str] | None = None, without: str = EMPTY) -> pa.Table:
    """All rows of `table` but those of the part `without`, in the order of the parts' names."""
    wanted = table.schema.names if columns is None else columns
    schema = pa.schema([table.schema.field(name) for name in wanted], metadata=table.schema.metadata)
    paths = sorted(path for path in (settings.lake / table.name).glob("[!.]*.parquet") if path.stem != without)
    return pa.concat_tables([schema.empty_table(), *(load(path, schema) for path in paths)])


def load(path: Path, schema: pa.Schema) -> pa.Table:
    """The rows of the one Parquet file `path`, with the columns of `schema`."""
    # Parquet names the members of a list its own way; the cast gives them Arrow's name back.
    return pq.read_table(path, columns=schema.names, partitioning=None).cast(schema)
