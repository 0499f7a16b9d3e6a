"""A DuckDB connection of its own to the lake's views: in memory, so that no file is locked and nothing can be lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
import pyarrow as pa

from toll import generations
from toll.errors import QueryError
from toll.settings import Settings
from toll.statistics import views
from toll.statistics.questions import Question

Parameters = Sequence[object] | Mapping[str, object]

_READING = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


class Session:
    """The lake's views, and whatever the user makes in memory beside them.

    It stays in the generation of the lake that is the present one when it opens. `confined` is for SQL that somebody
    else wrote: it can read the lake and no other file, and write none.
    """

    def __init__(self, settings: Settings, *, confined: bool = False, beside: Sequence[Path] = ()) -> None:
        """Confined it may read what lies in the folders `beside` the lake, too.

        Raises QueryError where the lake has no tables yet.
        """
        self._confined = confined
        pinned = generations.pinned(settings)
        self._held: set[str] = set()
        self._connection = duckdb.connect(config={"autoinstall_known_extensions": False})
        self._connection.execute("SET GLOBAL TimeZone = 'UTC'")
        # A part that was replaced is known by its time and read anew.
        self._connection.execute("SET GLOBAL parquet_metadata_cache = true")
        views.define(self._connection, pinned, comments=not confined)
        if confined:
            self._connection.execute(
                "SET allowed_directories = ?", [[str(folder) for folder in (pinned.lake, settings.lake, *beside)]]
            )
            self._connection.execute("SET enable_external_access = false")
            self._connection.execute("SET lock_configuration = true")

    def __enter__(self) -> Self:
        """The session itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close it."""
        self._connection.close()

    def run(self, sql: str, parameters: Parameters = ()) -> pa.Table:
        """The rows of the last statement of `sql`, with `parameters` for its `?` or `$name`.

        Raises QueryError with DuckDB's reason in one line; confined, also for more than one statement and for anything
        but a question.
        """
        with _one_line():
            statements = duckdb.extract_statements(sql)
            if self._confined and not (len(statements) == 1 and statements[0].type in _READING):
                raise QueryError("only a single SELECT can be asked here")
            result = self._connection.sql(sql, params=parameters or None)
            return result.to_arrow_table() if result is not None else pa.table({})

    def split(self, sql: str) -> tuple[str, ...]:
        """The single statements of `sql`; raises QueryError where it cannot be parsed."""
        with _one_line():
            return tuple(statement.query for statement in duckdb.extract_statements(sql))

    def set(self, name: str, value: object) -> None:
        """Set a DuckDB variable, as the parameters of the standing questions are given."""
        self.do(f'SET VARIABLE "{name}" = ?', [value])

    def do(self, sql: str, parameters: Parameters = ()) -> None:
        """Run a statement of our own, confined or not, whose rows nobody wants."""
        with _one_line():
            self._connection.execute(sql, parameters or None)

    def beside(self) -> Session:
        """Another session over the same views, whose variables are its own; it may be used in another thread."""
        other = copy(self)
        vars(other)["_connection"] = self._connection.cursor()
        return other

    def hold(self, selection: Question, columns: Sequence[str] = (), under: Sequence[Question] = ()) -> None:
        """Have the rows of a shared selection, as they are now, in memory in its place, for all sessions beside.

        Where `columns` are named it has those alone; selections `under` it, which show all that it has, are made anew.
        """
        kept = ", ".join(f'"{name}"' for name in columns) or "*"
        kind = "TABLE" if selection.name in self._held else "VIEW"
        with _one_line(), _whole(self._connection):
            self._connection.execute(f'DROP {kind} "{selection.view}"')
            self._connection.execute(f'CREATE TABLE "{selection.view}" AS SELECT {kept} FROM ({selection.sql})')  # noqa: S608
            for other in under:
                self._connection.execute(f'CREATE OR REPLACE VIEW "{other.view}" AS {other.sql}')
        self._held.add(selection.name)

    def narrow(self, name: str, sql: str, parameters: Parameters = ()) -> None:
        """Have the rows of `sql` stand for the table, view or selection `name`: here, and in no session beside."""
        self.do(f'CREATE OR REPLACE TEMP TABLE "{name}" AS {sql}', parameters)

    def interrupt(self) -> None:
        """Stop the statement that runs in another thread."""
        self._connection.interrupt()


@contextmanager
def _one_line() -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        told = str(error).split("\nLINE ")[0]
        raise QueryError(" ".join(told.split())) from error


@contextmanager
def _whole(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All of it or nothing, so that other sessions miss the old rows at no moment."""
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
