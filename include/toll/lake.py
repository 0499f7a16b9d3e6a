"""Parquet in and out of the lake: parts that appear whole under `lake/<table>/<part>.parquet`, equal rows equal bytes.

A part is named by what made it, so making it again replaces and never doubles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from toll import durable, generations
from toll.settings import Settings
from toll.tables import TABLES, Table

EMPTY = "_schema"
"""Name of the part without rows that every table has, so that it can be asked before anything is published."""

WRITERS = ("incidents", "tables", "statistics", "views")
"""What is written under a lock of its own, in the order in which who needs several takes them."""

_NOTE = b"note"


def initialise(settings: Settings) -> None:
    """Make every folder that users and stages need, and an empty part in each table."""
    generations.begin(settings)
    for folder in (settings.inbox, settings.processing, settings.archive, settings.quarantine, settings.reports):
        folder.mkdir(parents=True, exist_ok=True)
    missing = [table for table in TABLES if not _is_told(settings, table)]
    if missing:
        with writing(settings):
            for table in missing:
                write(part(settings, table, EMPTY), table.schema.empty_table())


def _is_told(settings: Settings, table: Table) -> bool:
    """Whether the empty part tells the columns of `table`: that of an older version lacks those that came since."""
    empty = part(settings, table, EMPTY)
    return empty.is_file() and pq.read_schema(empty).names == table.schema.names


@contextmanager
def writing(settings: Settings, what: str = "tables") -> Iterator[None]:
    """Keep every other writer of `what` out until the block ends; readers are not held up."""
    with durable.locked(settings.locks / f".{what}.lock"):
        yield


@contextmanager
def all_writing(settings: Settings, but: Sequence[str] = ()) -> Iterator[None]:
    """Keep every writer out of the whole lake until the block ends, so that another can take its place.

    `but` names what the caller keeps writers from already.
    """
    with ExitStack() as held:
        for what in WRITERS:
            if what not in but:
                held.enter_context(writing(settings, what))
        yield


def part(settings: Settings, table: Table, name: str) -> Path:
    """Where the part `name` of `table` stands."""
    return _path(settings, table.name, name)


def _path(settings: Settings, table: str, name: str) -> Path:
    return settings.lake / table / f"{name}.parquet"


def parts(settings: Settings, table: Table) -> tuple[str, ...]:
    """The names of the parts of `table`, sorted, without the empty one."""
    return tuple(sorted(path.stem for path in _paths(settings, table) if path.stem != EMPTY))


def note(settings: Settings, table: Table, name: str) -> str:
    """What was noted with the part `name` of `table` when it was published; empty where there is no part or no note."""
    path = part(settings, table, name)
    noted = pq.read_schema(path).metadata if path.is_file() else {}
    return str((noted or {}).get(_NOTE, b""), "utf-8")


def publish(settings: Settings, table: Table, name: str, rows: pa.Table, note: str = "") -> None:
    """Make `rows` the part `name` of `table`, in place of what it was; without rows or a note there is no part."""
    made = Part(table, name, rows, note)
    if made.is_there:
        write(part(settings, table, name), made.noted)
    else:
        part(settings, table, name).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Part:
    """`rows` that are to become the part `name` of `table`, with a note for whoever looks at the part."""

    table: Table
    name: str
    rows: pa.Table
    note: str = ""

    @property
    def is_there(self) -> bool:
        """Whether there is anything to write: without rows or a note there is no part."""
        return bool(self.rows.num_rows or self.note)

    @property
    def noted(self) -> pa.Table:
        """The rows, and the note in their schema."""
        metadata = self.rows.schema.metadata
        return self.rows.replace_schema_metadata({**(metadata or {}), _NOTE: self.note} if self.note else metadata)


@dataclass(frozen=True, slots=True)
class Encoded:
    """The content of what is to become the part `name` of the table called `table`; empty where there is to be none."""

    table: str
    name: str
    content: bytes


def encoded(part: Part) -> Encoded:
    """`part` as `publish` would write it."""
    sink = pa.BufferOutputStream()
    if part.is_there:
        _write(sink, part.noted)
    return Encoded(part.table.name, part.name, sink.getvalue().to_pybytes())


def publish_all(settings: Settings, *rounds: Sequence[Encoded]) -> None:
    """Publish many parts, those of each of `rounds` when the round before is safe on the disk.

    As `publish` does it part by part, at the price of one sync for each round in place of two for each part.
    """
    for one in chain(*rounds):
        if one.content:
            durable.aside(_path(settings, one.table, one.name)).write_bytes(one.content)
    durable.flush()
    for parts_of_round in rounds:
        for one in parts_of_round:
            path = _path(settings, one.table, one.name)
            if one.content:
                durable.aside(path).replace(path)
            else:
                path.unlink(missing_ok=True)
        durable.flush()


def write(path: Path, rows: pa.Table, *, synced: bool = True) -> None:
    """Write `rows` to `path` as zstd Parquet, whole or not at all; `synced` as in `durable.replacing`."""
    with durable.replacing(path, synced=synced) as aside:
        _write(aside, rows)


def _write(to: Path | pa.NativeFile, rows: pa.Table) -> None:
    pq.write_table(rows, to, compression="zstd")


def read(
    settings: Settings,
    table: Table,
    columns: Sequence[str] | None = None,
    without: str = EMPTY,
    where: pc.Expression | None = None,
) -> pa.Table:
    """The rows of `table` that are `where`, in the order of the parts' names, but those of the part `without`."""
    wanted = table.schema.names if columns is None else columns
    schema = pa.schema([table.schema.field(name) for name in wanted], metadata=table.schema.metadata)
    paths = sorted(path for path in _paths(settings, table) if path.stem != without)
    return pa.concat_tables([schema.empty_table(), *(load(path, schema, where) for path in paths)])


def count(settings: Settings, table: Table) -> int:
    """How many rows `table` has; no row is read."""
    return sum(pq.read_metadata(path).num_rows for path in _paths(settings, table))


def load_part(settings: Settings, table: Table, name: str) -> pa.Table:
    """The rows of the part `name` of `table`, none where there is no such part."""
    path = part(settings, table, name)
    return load(path, table.schema) if path.is_file() else table.schema.empty_table()


def load(path: Path, schema: pa.Schema, where: pc.Expression | None = None) -> pa.Table:
    """The rows of the one Parquet file `path`, with the columns of `schema`; null where it is too old to have one."""
    rows = _all(path, schema) if where is None else _some(path, schema, where)
    for place, field in enumerate(schema):
        if field.name not in rows.column_names:
            rows = rows.add_column(place, field.name, pa.nulls(rows.num_rows, field.type))
    # Parquet names the members of a list its own way; the cast gives them Arrow's name back.
    return rows.cast(schema)


def _all(path: Path, schema: pa.Schema) -> pa.Table:
    """All rows, in half the time that a data set of the one file takes."""
    with pq.ParquetFile(path) as file:
        return file.read(schema.names)


def _some(path: Path, schema: pa.Schema, where: pc.Expression) -> pa.Table:
    return pq.read_table(path, columns=schema.names, partitioning=None, filters=where)


def _paths(settings: Settings, table: Table) -> Iterable[Path]:
    return (generations.pinned(settings).lake / table.name).glob("[!.]*.parquet")
