"""The expectation suites: `expectations/<table>.yaml` into one Expectation for each column that it speaks of.

An entry with `each` stands for one expectation for every column (or word) of a kind, so that keys, code lists, required
columns, counts and bounds come from `tables.py` and are listed nowhere again. Refused with ConfigurationError: an
unknown table or column, a name given twice.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
from pydantic import Field

from toll import tables
from toll.errors import ConfigurationError
from toll.packs import Contract, load
from toll.settings import INCLUDE
from toll.validate.bounds import bounds
from toll.validate.helpers import HELPERS
from toll.validate.verdict import Check, Example, Level

SUITES = INCLUDE / "expectations"

Kind = Literal["key", "required", "codes", "counts", "bounds"]


class Entry(Contract):
    """One entry of a suite file. `{column}`, `{bounds}` and `{word}` in its texts stand for what `each` runs over."""

    name: str
    expect: str
    arguments: Mapping[str, Any] = Field(alias="with", default={})
    each: Kind | tuple[str, ...] | None = None
    level: Level = "row"
    says: str
    why: str


class Suite(Contract):
    """A suite file."""

    table: str
    expectations: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """One Great Expectations expectation: its class, its arguments, and why it is held."""

    name: str
    table: str
    level: Level
    expect: str
    arguments: Mapping[str, Any]
    says: str
    why: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it looks at."""
        named = [self.arguments[k] for k in ("column", "column_A", "column_B") if k in self.arguments]
        return (*named, *self.arguments.get("column_list", ()))

    def check(self, *, n_rows: int, n_failed: int, examples: tuple[Example, ...]) -> Check:
        """How it went, as told in the verdict."""
        return Check(
            name=self.name,
            table=self.table,
            level=self.level,
            expectation=self.expect,
            says=self.says,
            why=self.why,
            n_rows=n_rows,
            n_failed=n_failed,
            examples=examples,
        )


def suite(name: str, *, batch_id: str, folder: Path = SUITES) -> tuple[Expectation, ...]:
    """The expectations on the table `name` for the batch `batch_id`, in the order of `<folder>/<name>.yaml`."""
    path = folder / f"{name}.yaml"
    read = load(path, Suite)
    table = next((t for t in tables.JUDGED if t.name == read.table == name), None)
    if table is None:
        raise ConfigurationError(f"{path}: table: {read.table!r} is not the table of this file")
    found = tuple(e for entry in read.expectations for e in _expand(entry, table, batch_id))
    if mistake := next(
        _mistakes(found, {c.name for c in table.columns} | {h.name for h in HELPERS.get(name, ())}), None
    ):
        raise ConfigurationError(f"{path}: {mistake}")
    return found


def _mistakes(expectations: Iterable[Expectation], columns: Container[str]) -> Iterator[str]:
    names: set[str] = set()
    for expectation in expectations:
        yield from (f"{expectation.name}: there is no column {c}" for c in expectation.columns if c not in columns)
        if expectation.name in names:
            yield f"{expectation.name}: the name is given twice"
        names.add(expectation.name)


def _expand(entry: Entry, table: tables.Table, batch_id: str) -> Iterable[Expectation]:
    for each in _each(entry.each, table):
        words = each | {"batch_id": batch_id, "countries": sorted(bounds())}
        yield Expectation(
            name=f"{table.name}.{_fill(entry.name, words)}",
            table=table.name,
            level=entry.level,
            expect=entry.expect,
            arguments={key: _fill(value, words) for key, value in entry.arguments.items()},
            says=_fill(entry.says, words),
            why=_fill(entry.why, words),
        )


def _each(kind: Kind | tuple[str, ...] | None, table: tables.Table) -> list[dict[str, Any]]:
    if kind is None:
        return [{}]
    if isinstance(kind, tuple):
        return [{"word": word} for word in kind]
    if kind == "codes":
        return [{"column": c.name, "codes": [code.value for code in c.codes]} for c in table.columns if c.codes]
    if kind == "bounds":
        return [{"bounds": c.name[:-3]} for c in table.columns if c.name == "low" or c.name.endswith("_low")]
    return [{"column": c.name} for c in table.columns if _is(kind, c, table)]


def _is(kind: Kind, column: tables.Column, table: tables.Table) -> bool:
    if kind == "key":
        return column.name in table.key
    if kind == "required":
        return column.required and column.name not in table.key
    return bool(column.unit) and pa.types.is_integer(column.type)


def _fill(value: Any, words: Mapping[str, Any]) -> Any:
    if isinstance(value, list | tuple):
        return [_fill(part, words) for part in value]
    if not isinstance(value, str):
        return value
    if value.startswith("{") and value[1:-1] in words:
        return words[value[1:-1]]
    for name, word in words.items():
        value = value.replace(f"{{{name}}}", str(word))
    return value
