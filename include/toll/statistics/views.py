"""The views: one for each table of the lake, one for each shared selection, one for each standing question.

`lake/toll.duckdb` holds them and no rows. Its paths are absolute, so that any DuckDB client reads it from any folder;
where the lake is seen under another path (a container's mount), `SET VARIABLE toll_lake = '/its/path/here'` moves them.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

from toll.errors import QueryError
from toll.settings import Settings
from toll.statistics.questions import questions, shared
from toll.tables import TABLES, Table

FILE = "toll.duckdb"

STORAGE_VERSION = "v1.5.0"
"""The oldest DuckDB whose clients can read the file."""

_FINGERPRINT = "toll_fingerprint"
_EMPTY = "_schema"
_ASIDE = ".views-"
_HOUR = 3600


def refresh_views(settings: Settings) -> Path:
    """Put the present views into `lake/toll.duckdb`; an open reader keeps the file that it has.

    The file is made aside and swapped in at once, and only where it would say something new. Raises QueryError where
    the lake has no tables yet.
    """
    file = settings.lake / FILE
    statements = (*definitions(settings), *_comments())
    fingerprint = hashlib.sha256("\n".join(statements).encode()).hexdigest()
    if _fingerprint(file) == fingerprint:
        return file
    _sweep(settings.lake)
    with tempfile.TemporaryDirectory(dir=settings.lake, prefix=_ASIDE) as folder:
        made = Path(folder) / FILE
        _write(made, (*statements, f"CREATE VIEW {_FINGERPRINT} AS SELECT {_literal(fingerprint)} AS sha256"))
        made.replace(file)
    return file


def define(connection: duckdb.DuckDBPyConnection, settings: Settings, *, comments: bool) -> None:
    """Make the views in `connection`; raises QueryError where the lake has no tables yet."""
    _run(connection, (*definitions(settings), *(_comments() if comments else ())))


def definitions(settings: Settings) -> tuple[str, ...]:
    """The SQL statements that make every view; raises QueryError where the lake has no tables yet."""
    if not all((settings.lake / table.name / f"{_EMPTY}.parquet").is_file() for table in TABLES):
        raise QueryError(f"no lake at {settings.lake} yet; drop articles into {settings.inbox} and run `toll ingest`")
    return (
        *(_table_view(settings.lake, table) for table in TABLES),
        *(f"CREATE VIEW {name} AS {sql}" for name, sql in shared().items()),
        *(f"CREATE VIEW {question.view} AS {question.sql}" for question in questions()),
    )


def _table_view(lake: Path, table: Table) -> str:
    parts = f"coalesce(getvariable('toll_lake'), {_literal(str(lake))}) || {_literal(f'/{table.name}/')}"
    parts += " || coalesce(getvariable('toll_parts'), '*') || '.parquet'"
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    return f"CREATE VIEW {table.name} AS FROM read_parquet({parts}, union_by_name = true) SELECT {columns}"


def _comments() -> Iterator[str]:
    for table in TABLES:
        yield f"COMMENT ON VIEW {table.name} IS {_literal(table.meaning)}"
        for column in table.columns:
            meaning = column.meaning + (f" ({column.unit})" if column.unit else "")
            yield f'COMMENT ON COLUMN {table.name}."{column.name}" IS {_literal(meaning)}'
    for question in questions():
        yield f"COMMENT ON VIEW {question.view} IS {_literal(question.words)}"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _run(connection: duckdb.DuckDBPyConnection, statements: Iterable[str]) -> None:
    # DuckDB opens every file of a view to learn its columns; the empty part alone tells them in a large lake too.
    connection.execute("SET VARIABLE toll_parts = ?", [_EMPTY])
    for statement in statements:
        connection.execute(statement)
    connection.execute("RESET VARIABLE toll_parts")


def _write(file: Path, statements: Iterable[str]) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH {_literal(str(file))} AS made (STORAGE_VERSION '{STORAGE_VERSION}')")
        connection.execute("USE made")
        _run(connection, statements)
        connection.execute("USE memory")
        connection.execute("DETACH made")


def _fingerprint(file: Path) -> str | None:
    try:
        with duckdb.connect(str(file), read_only=True) as connection:
            row = connection.execute(f"FROM {_FINGERPRINT}").fetchone()
    except duckdb.Error:
        return None
    return str(row[0]) if row else None


def _sweep(lake: Path) -> None:
    for left in lake.glob(f"{_ASIDE}*"):
        if time.time() - left.stat().st_mtime > _HOUR:
            shutil.rmtree(left, ignore_errors=True)
