"""The views: one for each table of the lake, one for each shared selection, one for each standing question and export.

`lake/toll.duckdb` holds them and no rows. Its paths are absolute, so that any DuckDB client reads it from any folder;
where the lake is seen under another path (a container's mount), `SET VARIABLE toll_lake = '/its/path/here'` moves them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

from toll import durable, generations, lake
from toll.errors import ConfigurationError, QueryError, StorageError
from toll.settings import Settings
from toll.statistics import made, stored
from toll.statistics.made import literal
from toll.statistics.questions import exports, questions, shared
from toll.tables import TABLES

FILE = "toll.duckdb"

STORAGE_VERSION = "v1.5.0"
"""The oldest DuckDB whose clients can read the file."""

_EMPTY = "_schema"

_STORAGE = (duckdb.IOException, duckdb.TransactionException)
"""What DuckDB raises where it cannot write."""


def refresh_views(settings: Settings) -> Path:
    """Put the present views into `lake/toll.duckdb`; an open reader keeps the file that it has.

    Its views are of the present generation, so that who keeps it open stays there. The file is made aside and swapped
    in at once, and only where it would say something new. Raises QueryError where the lake has no tables yet.
    """
    with lake.writing(settings, "views"):
        statements = (*definitions(generations.pinned(settings)), *_comments())
        file, made_of = settings.lake / FILE, _made_of(settings, statements)
        if not _is_made_of(file, made_of):
            with durable.replacing(file) as aside:
                _write(aside, statements)
            durable.write(_seal(file), _sealed(file, made_of))
    return file


def define(connection: duckdb.DuckDBPyConnection, settings: Settings, *, comments: bool) -> None:
    """Make the views in `connection`; raises QueryError where the lake has no tables yet."""
    _run(connection, (*definitions(settings), *(_comments() if comments else ())))


def definitions(settings: Settings) -> tuple[str, ...]:
    """The SQL statements that make every view; raises QueryError where the lake has no tables yet."""
    if not all(part.is_file() for part in _empty_parts(settings)):
        raise QueryError(f"no lake at {settings.lake} yet; drop articles into {settings.inbox} and run `toll ingest`")
    return (
        *(view for table in TABLES for view in stored.definitions(settings.lake, table)),
        *made.definitions(),
        *(f"CREATE VIEW {asked.view} AS {asked.sql}" for asked in (*shared(), *questions(), *exports())),
    )


def _empty_parts(settings: Settings) -> Iterator[Path]:
    return (settings.lake / table.name / f"{_EMPTY}.parquet" for table in TABLES)


def _comments() -> Iterator[str]:
    for table in TABLES:
        for name, meaning in stored.meanings(table).items():
            yield f"COMMENT ON VIEW {name} IS {literal(meaning)}"
            for column in stored.shown(table):
                told = column.meaning + (f" ({column.unit})" if column.unit else "")
                yield f'COMMENT ON COLUMN {name}."{column.name}" IS {literal(told)}'
    for asked in (*shared(), *questions(), *exports()):
        yield f"COMMENT ON VIEW {asked.view} IS {literal(asked.words)}"


def _run(connection: duckdb.DuckDBPyConnection, statements: Iterable[str]) -> None:
    # DuckDB opens every file of a view to learn its columns; the empty part alone tells them in a large lake too.
    connection.execute("SET VARIABLE toll_parts = ?", [_EMPTY])
    for statement in statements:
        try:
            connection.execute(statement)
        except duckdb.Error as error:
            view, reason = " ".join(statement.split()[:3]), " ".join(str(error).split())
            raise ConfigurationError(f"{view}: {reason}") from error
    connection.execute("RESET VARIABLE toll_parts")


def _write(file: Path, statements: Iterable[str]) -> None:
    file.unlink(missing_ok=True)
    try:
        with duckdb.connect() as connection:
            connection.execute(f"ATTACH {literal(str(file))} AS made (STORAGE_VERSION '{STORAGE_VERSION}')")
            connection.execute("USE made")
            connection.begin()
            _run(connection, statements)
            connection.commit()
            connection.execute("USE memory")
            connection.execute("DETACH made")
    except (ConfigurationError, *_STORAGE) as error:
        if not isinstance(error.__cause__ or error, _STORAGE):
            raise
        raise StorageError(f"the views cannot be written ({' '.join(str(error).split())}); run again") from error


def _is_made_of(file: Path, made_of: str) -> bool:
    # DuckDB itself is not asked: a process that has the file open would be shown the one that it has.
    return file.is_file() and _seal(file).is_file() and _seal(file).read_bytes() == _sealed(file, made_of)


def _made_of(settings: Settings, statements: Iterable[str]) -> str:
    """The digest of all that decides what is in the file: a view holds the columns and types that it was made with."""
    told = hashlib.sha256("\n".join((duckdb.__version__, STORAGE_VERSION, *statements)).encode())
    for part in _empty_parts(settings):
        told.update(hashlib.sha256(part.read_bytes()).digest())
    return told.hexdigest()


def _seal(file: Path) -> Path:
    return file.with_name(f".{file.name}.sha256")


def _sealed(file: Path, made_of: str) -> bytes:
    # With the file's own digest: no seal speaks for a file that came to its place later.
    return f"{made_of} {hashlib.sha256(file.read_bytes()).hexdigest()}".encode()
