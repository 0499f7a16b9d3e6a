"""The standing questions: `include/sql/*.sql`, one a file, its header comment the question in words.

`include/sql/views/*.sql` are the selections that several questions share. Parameters are DuckDB variables, read in the
SQL by `getvariable('name')` and never written into it; unset means no restriction.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from toll.errors import ConfigurationError, QueryError
from toll.settings import INCLUDE
from toll.statistics import readings

PREFIX = "statistics_"
"""A question's view is named by this and the question's name."""

PARAMETERS: Mapping[str, tuple[type, str]] = MappingProxyType(
    {
        "since": (date, "first day of the period; what may have happened before it stays out"),
        "until": (date, "last day of the period; what may have happened after it stays out"),
        "country": (str, "ISO 3166-1 alpha-2 code of the only country"),
        "reading": (str, "how vague numbers count, as stored unless told; the view readings has them"),
        "incident": (str, "incident_id, or its first characters, of the only incident"),
        "top": (int, "how many rows, 20 unless told"),
    }
)
"""Every parameter that a question can have: type and meaning."""

_VARIABLE = re.compile(r"getvariable\('(\w+)'\)")


@dataclass(frozen=True, slots=True)
class Question:
    """One file of SQL: the question in words, how to read its answer, and the parameters that bear on it."""

    name: str
    words: str
    notes: str
    sql: str
    parameters: tuple[str, ...]

    @property
    def view(self) -> str:
        """Name of the view that answers it."""
        return PREFIX + self.name


@cache
def questions(folder: Path = INCLUDE / "sql") -> tuple[Question, ...]:
    """All questions by name; raises ConfigurationError where a file lacks its words or names an unknown parameter."""
    return tuple(_read(path, shared(folder)) for path in sorted(folder.glob("*.sql")))


@cache
def shared(folder: Path = INCLUDE / "sql") -> Mapping[str, str]:
    """Name to SQL of the shared views, in the order in which they can be made."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((folder / "views").glob("*.sql"))}


def question(name: str) -> Question:
    """The question called `name`; raises QueryError where there is none."""
    found = next((q for q in questions() if q.name == name), None)
    if found is None:
        raise QueryError(f"no question is called {name!r}; there are {', '.join(q.name for q in questions())}")
    return found


def checked(given: Mapping[str, object]) -> dict[str, object]:
    """`given` without nulls; raises QueryError for an unknown parameter or reading, or a value of the wrong type."""
    known = {name: value for name, value in given.items() if value is not None}
    for name, value in known.items():
        if name not in PARAMETERS:
            raise QueryError(f"no parameter is called {name!r}; there are {', '.join(PARAMETERS)}")
        if type(value) is not PARAMETERS[name][0]:
            raise QueryError(f"{name}={value!r} should be of the type {PARAMETERS[name][0].__name__}")
    if (reading := known.get("reading")) not in (None, *readings.names()):
        raise QueryError(f"no reading is called {reading!r}; there are {', '.join(readings.names())}")
    return known


def _read(path: Path, views: Mapping[str, str]) -> Question:
    sql = path.read_text(encoding="utf-8")
    words, notes = _header(sql)
    if not words.endswith("?"):
        raise ConfigurationError(f"{path}:1: the header comment has to be a question in words, ending with '?'")
    names = set(_VARIABLE.findall(sql + "".join(_used(sql, views))))
    if unknown := names - PARAMETERS.keys():
        raise ConfigurationError(f"{path}:1: unknown parameter {', '.join(sorted(unknown))}")
    return Question(path.stem, words, notes, sql, tuple(name for name in PARAMETERS if name in names))


def _header(sql: str) -> tuple[str, str]:
    lines = []
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    words, _, notes = "\n".join(lines).partition("\n\n")
    return words.replace("\n", " "), notes.replace("\n", " ")


def _used(sql: str, views: Mapping[str, str]) -> list[str]:
    named = [views[name] for name in views if re.search(rf"\b{name}\b", sql)]
    return named + [text for inner in named for text in _used(inner, {k: v for k, v in views.items() if v != inner})]
