"""What the page shows: answers of standing questions and of `include/sql/page/`, each with the SQL that made it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from toll.errors import QueryError
from toll.packs import Contract, load
from toll.settings import INCLUDE
from toll.statistics import Question, Session, pages, questions

if TYPE_CHECKING:
    import pyarrow as pa

_OWN = ("receipts",)
"""Parameters that no address gives."""

TABLES = INCLUDE / "page" / "tables.yaml"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One table: its question, the rows, which columns are shown, and the restrictions under which it was asked."""

    question: Question
    table: pa.Table
    columns: tuple[str, ...]
    given: Mapping[str, object]

    @property
    def name(self) -> str:
        """The question's name, by which it is downloaded."""
        return self.question.name

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows as values of Python."""
        found: list[dict[str, Any]] = self.table.to_pylist()
        return found

    @property
    def address(self) -> str:
        """The query string of its downloads."""
        told = urlencode({name: str(value) for name, value in self.given.items() if name not in _OWN})
        return f"?{told}" if told else ""

    @property
    def sql(self) -> str:
        """What to run in the lake's `toll.duckdb` to get these rows."""
        return query(self.question, self.given)


class Shown(Contract):
    """The file of shown columns."""

    tables: Mapping[str, tuple[str, ...]]


@cache
def exhibits() -> Mapping[str, tuple[Question, tuple[str, ...]]]:
    """Every question that the page can show, with its columns; raises ConfigurationError where a file is wrong."""
    shown = load(TABLES, Shown).tables
    known = {asked.name: asked for asked in (*questions(), *pages())}
    return {name: (known[name], columns) for name, columns in shown.items()}


def restrict(session: Session, given: Mapping[str, object]) -> None:
    """Give a session the parameters of its questions."""
    for name, value in given.items():
        session.set(name, value)


def exhibit(session: Session, name: str, given: Mapping[str, object], most: int | None = None) -> Exhibit:
    """The answer called `name`, at most so many rows of it, in a session that has the restrictions `given`.

    Raises QueryError where the page shows nothing of that name.
    """
    if name not in exhibits():
        raise QueryError(f"the page has no table {name!r}")
    asked, columns = exhibits()[name]
    bears = {key: value for key, value in given.items() if key in asked.parameters}
    # A limit inside the question lets DuckDB sort no more rows than are shown.
    sql = f"FROM ({asked.sql}) LIMIT {most}" if most else asked.sql
    return Exhibit(asked, session.run(sql), columns, bears)


def query(asked: Question, given: Mapping[str, object]) -> str:
    """The SQL of a question, with the restrictions before it as the variables that it reads."""
    settings = [f"SET VARIABLE {name} = {_literal(value)};\n" for name, value in given.items()]
    return "".join(settings) + asked.sql.strip() + "\n"


def _literal(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]"
    if isinstance(value, int):
        return str(value)
    text = "'" + str(value).replace("'", "''") + "'"
    return f"DATE {text}" if isinstance(value, date) else text
