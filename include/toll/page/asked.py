"""What a reader asks for: the filters of the address, checked, and back into an address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import urlencode

from toll.codes import Means, VictimGroup
from toll.errors import QueryError

_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_NAME_CHARACTERS = 300

GROUPS = tuple(
    group for group in VictimGroup if group in ("civilians", "children", "women", "state_forces", "non_state_fighters")
)
"""The groups of which incidents have figures."""

STEPS = ("day", "week", "month", "year")
"""Steps of the timeline."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters; None restricts nothing. `lang` is asked for outright, not by the browser's header."""

    since: date | None = None
    until: date | None = None
    country: str | None = None
    means: str | None = None
    victim_group: str | None = None
    source: str | None = None
    perpetrator: str | None = None
    step: str | None = None
    lang: str | None = None

    @property
    def parameters(self) -> dict[str, object]:
        """The parameters of the standing questions."""
        named = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "lang"}
        return {name: value for name, value in named.items() if value is not None}

    def address(self, **changed: object) -> str:
        """The query string, `?` and all, with these changes."""
        asked = replace(self, **changed)  # type: ignore[arg-type]
        given = {field.name: getattr(asked, field.name) for field in fields(asked)}
        told = urlencode({name: str(value) for name, value in given.items() if value is not None})
        return f"?{told}" if told else ""


def read(query: Mapping[str, str]) -> Asked:
    """The filters of an address; those that it does not know are left alone, an empty one restricts nothing.

    Raises QueryError for a day that is none, an unknown code, or a name of over 300 characters.
    """
    given = {name: query.get(name, "").strip() or None for name in (field.name for field in fields(Asked))}
    return Asked(
        since=_day("since", given["since"]),
        until=_day("until", given["until"]),
        country=_matching("country", given["country"], _COUNTRY),
        means=_among("means", given["means"], tuple(Means)),
        victim_group=_among("victim_group", given["victim_group"], GROUPS),
        source=_name("source", given["source"]),
        perpetrator=_name("perpetrator", given["perpetrator"]),
        step=_among("step", given["step"], STEPS),
        lang=_matching("lang", given["lang"], _LANGUAGE),
    )


def _day(name: str, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise QueryError(f"{name}={value!r} is no day; write it as 2016-10-31") from None


def _matching(name: str, value: str | None, pattern: re.Pattern[str]) -> str | None:
    if value is not None and not pattern.fullmatch(value):
        raise QueryError(f"{name}={value!r} is no code of a {name}")
    return value


def _among(name: str, value: str | None, codes: tuple[str, ...]) -> str | None:
    if value is not None and value not in codes:
        raise QueryError(f"{name}={value!r} is none of {', '.join(codes)}")
    return value


def _name(name: str, value: str | None) -> str | None:
    if value is not None and len(value) > _NAME_CHARACTERS:
        raise QueryError(f"{name} has over {_NAME_CHARACTERS} characters")
    return value
