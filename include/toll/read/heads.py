"""What stands before the words of a plain text: YAML front matter between `---`, or lines such as `date: 2022-03-05`.

Front matter is no part of the article and is cut off; lines stay in the text, so that a text file stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

_NAMES = {
    "title": ("title", "titre", "headline"),
    "published": ("date", "published", "datepublished", "date_published"),
    "outlet": ("outlet", "source", "publisher", "site"),
    "url": ("url", "link", "lien", "canonical_url"),
}
_MOST_MATTER = 20_000
_MATTER = re.compile(rf"\A---[ \t]*\r?\n(.{{1,{_MOST_MATTER}}}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_LINE = re.compile(
    r"[ \t]*(?P<name>{})[ \t]*[:=][ \t]*(?P<value>\S[^\r\n]*)(?:\r?\n|\Z)".format("|".join(sum(_NAMES.values(), ()))),
    re.IGNORECASE,
)
_BLANK = re.compile(r"(?:[ \t]*\r?\n)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a head says, as written, and the place in the text where the words after it begin."""

    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    end: int = 0


def matter(text: str) -> Head | None:
    """The YAML front matter of `text`; None where it has none, or none with a field that is known here."""
    found = _MATTER.match(text)
    if found is None:
        return None
    try:
        values = yaml.load(found[1], Loader=yaml.CBaseLoader)  # noqa: S506  (nothing but strings, lists, mappings)
    except (yaml.YAMLError, RecursionError):
        return None
    told = _told(values) if isinstance(values, Mapping) else {}
    return Head(**told, end=found.end()) if told else None


def lines(text: str) -> Head:
    """The lines `name: value` with which `text` begins; a Head that says nothing where there are none."""
    start = end = _blank(text, 0)
    values: dict[str, str] = {}
    while (line := _LINE.match(text, end)) and line["name"].lower() not in values:
        values[line["name"].lower()] = line["value"]
        end = line.end()
    return Head(**_told(values), end=_blank(text, end) if end > start else 0)


def _blank(text: str, start: int) -> int:
    match = _BLANK.match(text, start)
    return match.end() if match else start


def _told(values: Mapping[Any, Any]) -> dict[str, Any]:
    given = {name.lower(): value for name, value in values.items() if isinstance(name, str)}
    told = {
        field: next((given[name].strip() for name in names if isinstance(given.get(name), str)), "")
        for field, names in _NAMES.items()
    }
    return {field: value for field, value in told.items() if value}
