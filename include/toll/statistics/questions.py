"""The standing questions: `include/sql/*.sql`, one a file, its header comment the question in words.

`include/sql/views/*.sql` are the selections that several questions share. Parameters are DuckDB variables, read in the
SQL by `getvariable('name')` and never written into it; unset means no restriction.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from types import MappingProxyType

from toll.errors import ConfigurationError, QueryError
from toll.settings import INCLUDE
from toll.statistics.readings import names

SQL = INCLUDE / "sql"

PREFIXES: Mapping[str, str] = MappingProxyType({"sql": "statistics_", "exports": "export_", "views": ""})
"""A question's view is named by its folder's prefix and its own name."""

PARAMETERS: Mapping[str, tuple[type, str]] = MappingProxyType(
    {
        "since": (date, "first day of the period; what may have happened before it stays out"),
        "until": (date, "last day of the period; what may have happened after it stays out"),
        "country": (str, "ISO 3166-1 alpha-2 code of the only country"),
        "means": (str, "by what people were harmed, as in incidents: air_strike, ..."),
        "victim_group": (str, "who they were, as in killed_by_victim_group; all unless told"),
        "source": (str, "only incidents for which this source gives a figure, written as the articles name it"),
        "perpetrator": (str, "only incidents whose perpetrator is written so"),
        "reading": (str, "how vague numbers count, as stored unless told; the view readings has them"),
        "incident": (str, "incident_id, or its first characters, of the only incident"),
        "article": (str, "article_id of the only article"),
        "step": (str, "steps of the timeline: day, week, month or year; those that fit the period unless told"),
        "receipts": (list, "receipts of batches: files of the ledger"),
        "top": (int, "how many rows, 20 unless told"),
    }
)
"""Every parameter that a question can have: type and meaning."""

_VARIABLE = re.compile(r"getvariable\('(\w+)'\)")

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Question:
    """One file of SQL: the question in words, how to read its answer, and the parameters that bear on it."""

    name: str
    words: str
    notes: str
    sql: str
    parameters: tuple[str, ...]
    view: str
    """Name of the view that answers it."""


@cache
def questions(folder: Path = SQL) -> tuple[Question, ...]:
    """All questions by name; raises ConfigurationError where a file lacks its words or names an unknown parameter."""
    return tuple(_read(path, _texts()) for path in sorted(folder.glob("*.sql")))


def exports() -> tuple[Question, ...]:
    """The incidents in the columns of other people's tables, by name; raises as `questions`."""
    return questions(SQL / "exports")


@cache
def pages() -> tuple[Question, ...]:
    """What the casualty page asks besides the standing questions, by name; raises as `questions`."""
    standing = {asked.view: asked.sql for asked in questions()}
    return tuple(_read(path, {**_texts(), **standing}) for path in sorted((SQL / "page").glob("*.sql")))


@cache
def shared(folder: Path = SQL / "views") -> tuple[Question, ...]:
    """The selections that questions are built on, in the order in which they can be made; raises as `questions`."""
    known = _texts(folder)
    order = TopologicalSorter({name: _named(known[name], known) for name in known}).static_order()
    return tuple(_read(folder / f"{name}.sql", known) for name in order)


def question(name: str) -> Question:
    """The question called `name`; raises QueryError where there is none."""
    return _called(name, questions(), "question")


def export(name: str) -> Question:
    """The export called `name`; raises QueryError where there is none."""
    return _called(name, exports(), "export")


def selection(name: str) -> Question:
    """The shared selection called `name`; raises QueryError where there is none."""
    return _called(name, shared(), "selection")


def _called(name: str, among: Sequence[Question], kind: str) -> Question:
    found = next((q for q in among if q.name == name), None)
    if found is None:
        raise QueryError(f"no {kind} is called {name!r}; there are {', '.join(q.name for q in among)}")
    return found


def checked(given: Mapping[str, object]) -> dict[str, object]:
    """`given` without nulls; raises QueryError for an unknown parameter or reading, or a value of the wrong type."""
    known = {name: value for name, value in given.items() if value is not None}
    for name, value in known.items():
        if name not in PARAMETERS:
            raise QueryError(f"no parameter is called {name!r}; there are {', '.join(PARAMETERS)}")
        if type(value) is not PARAMETERS[name][0]:
            raise QueryError(f"{name}={value!r} should be of the type {PARAMETERS[name][0].__name__}")
    if (reading := known.get("reading")) not in (None, *names()):
        raise QueryError(f"no reading is called {reading!r}; there are {', '.join(names())}")
    return known


@cache
def _texts(folder: Path = SQL / "views") -> Mapping[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.sql"))}


def _read(path: Path, views: Mapping[str, str]) -> Question:
    sql = path.read_text(encoding="utf-8")
    words, notes = _header(sql)
    if not words.endswith("?"):
        raise ConfigurationError(f"{path}:1: the header comment has to be a question in words, ending with '?'")
    names = set(_VARIABLE.findall(sql + "".join(_used(sql, views))))
    if unknown := names - PARAMETERS.keys():
        raise ConfigurationError(f"{path}:1: unknown parameter {', '.join(sorted(unknown))}")
    view = PREFIXES.get(path.parent.name, PREFIXES["sql"]) + path.stem
    return Question(path.stem, words, notes, sql, tuple(name for name in PARAMETERS if name in names), view)


def _header(sql: str) -> tuple[str, str]:
    lines = []
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    words, _, notes = "\n".join(lines).partition("\n\n")
    return words.replace("\n", " "), notes.replace("\n", " ")


def _used(sql: str, views: Mapping[str, str]) -> list[str]:
    named = _named(sql, views)
    return [views[name] for name in named] + [text for name in named for text in _used(views[name], views)]


def _named(sql: str, views: Mapping[str, str]) -> tuple[str, ...]:
    words = _words(sql)
    return tuple(name for name in views if name in words and views[name] != sql)


@cache
def _words(sql: str) -> frozenset[str]:
    return frozenset(_WORD.findall(sql))
