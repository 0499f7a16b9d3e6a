"""Which fields of a claim or an incident can be corrected, and what a value given as text amounts to.

A word that stands for several columns (`place`, `date`) becomes a change of each, so that what is stored needs neither
the gazetteer nor today's rules to be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pyarrow as pa

from toll.codes import Responsibility, Target
from toll.corrections import when, where
from toll.errors import CorrectionError
from toll.model import TOLLS
from toll.tables import CLAIMS, EVENTS, INCIDENTS, Column

BOUNDS = ("low", "best", "high")
IS_INCIDENT = "is_incident"
"""The field that says whether an incident is one; false takes it out of the tables of incidents."""

_DIGITS = 9
"""More people than anything ever harmed, and less than a column holds."""

PLACE, DATE, COUNTRY = "place", "date", "country"
_DOER = ("perpetrator", "perpetrator_type", "responsibility")

OWN = (*BOUNDS, "victim_group", "status")
"""What is a claim's alone."""

SHARED = ("scope", "is_background", "domain", "means", *_DOER, *where.COLUMNS, *when.COLUMNS)
"""What is of the event of a claim, and so of all its claims."""

TOLL_BOUNDS = tuple(f"{toll}_{bound}" for toll in TOLLS for bound in BOUNDS)

_FLAGS = ("true", "false")

_PLAIN: Mapping[Target, tuple[str, ...]] = MappingProxyType(
    {
        Target.CLAIM: (*OWN, "scope", "is_background", "domain", "means", *_DOER),
        Target.INCIDENT: (*TOLL_BOUNDS, "domain", "means", "target_type", *_DOER, IS_INCIDENT),
    }
)
_FLAG = Column(IS_INCIDENT, pa.bool_(), "Whether it is an incident", required=True)
_COLUMNS: Mapping[Target, Mapping[str, Column]] = MappingProxyType(
    {
        Target.CLAIM: {column.name: column for column in (*EVENTS.columns, *CLAIMS.columns)},
        Target.INCIDENT: {column.name: column for column in (*INCIDENTS.columns, _FLAG)},
    }
)


@dataclass(frozen=True, slots=True)
class Change:
    """A column and what it is to be: None for no value."""

    field: str
    value: Any


def changes(target: Target, given: Mapping[str, str]) -> tuple[Change, ...]:
    """What the fields `given`, by their names, come to; an empty text is no value.

    `place` is a name of the gazetteer, or with its country "Gao, ML"; `country` alone says that no more is known;
    `date` is a day, a month, or FIRST..LAST. Raises CorrectionError for an unknown field or value.
    """
    found = [change for name, text in given.items() for change in _changes(target, name, " ".join(text.split()))]
    named = {change.field for change in found}
    return (*found, *(change for change in _followers(found) if change.field not in named))


def known(target: Target) -> tuple[str, ...]:
    """The names of the fields that can be corrected."""
    return (*_PLAIN[target], *_WORDS)


def columns(target: Target, name: str) -> tuple[str, ...]:
    """The columns for which the field `name` stands; raises CorrectionError where there is none."""
    if name not in known(target):
        raise CorrectionError(f"{name!r} of {_a(target)} cannot be corrected; these can: {', '.join(known(target))}")
    followers = _DOER if name == _DOER[0] else ()
    return {PLACE: where.COLUMNS, COUNTRY: where.COLUMNS, DATE: when.COLUMNS}.get(name, followers or (name,))


def codes(target: Target, name: str) -> tuple[str, ...]:
    """The only values that the field `name` can take; none where it takes others too."""
    if name in _WORDS:
        return ()
    column = _COLUMNS[target][name]
    return _FLAGS if pa.types.is_boolean(column.type) else tuple(str(code.value) for code in column.codes or ())


def value(target: Target, name: str, text: str | None) -> Any:
    """The value of the column `name` that `text` stands for; raises CorrectionError where it is none."""
    column = _COLUMNS[target][name]
    if not text:
        if column.required:
            raise CorrectionError(f"{name} cannot be without a value")
        return None
    if column.codes and text not in {str(code.value) for code in column.codes}:
        raise CorrectionError(f"{name}={text!r} should be one of {', '.join(str(c.value) for c in column.codes)}")
    return _of_type(column, text)


def text(value: Any) -> str | None:
    """A value as the table keeps it."""
    return None if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _changes(target: Target, name: str, given: str) -> Iterator[Change]:
    columns(target, name)
    if name in _WORDS:
        yield from (Change(column, told) for column, told in _WORDS[name](given).items())
    else:
        yield Change(name, value(target, name, given))


def _followers(found: list[Change]) -> Iterator[Change]:
    """What cannot stay as it was where the doer is another."""
    for change in found:
        if change.field == _DOER[0]:
            yield Change("perpetrator_type", None)
            yield Change("responsibility", Responsibility.REPORTED_AS_FACT.value if change.value else None)


def _of_type(column: Column, text: str) -> Any:
    if pa.types.is_boolean(column.type):
        if text not in _FLAGS:
            raise CorrectionError(f"{column.name}={text!r} should be true or false")
        return text == "true"
    if pa.types.is_integer(column.type):
        if not text.isdecimal() or len(text) > _DIGITS:
            raise CorrectionError(
                f"{column.name}={text[:20]!r} should be a whole number, 0 or more, of up to {_DIGITS} digits"
            )
        return int(text)
    return _PARSERS.get(str(column.type), str)(text)


def _a(target: Target) -> str:
    return "an incident" if target is Target.INCIDENT else "a claim"


_PARSERS: Mapping[str, Callable[[str], Any]] = MappingProxyType({"double": float, "date32[day]": when.day})
_WORDS: Mapping[str, Callable[[str], Mapping[str, Any]]] = MappingProxyType(
    {PLACE: where.place, COUNTRY: where.country, DATE: when.days}
)
