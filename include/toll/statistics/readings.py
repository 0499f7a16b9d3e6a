"""Readings of vague numbers: `include/readings/<name>.yaml`, and the rows of the view `readings`.

A reading says what the lower bound of a vague claim ("des dizaines": 20) counts as. They are data, each with the
version of Toll since which it stands and where its numbers come from. What was published is never changed: a new
reading gets a new name.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

from toll.errors import ConfigurationError
from toll.packs import Contract, load
from toll.settings import INCLUDE

DEFAULT = "literal"
"""The reading of who asks for none: figures as the claims keep them."""

COLUMNS = ("reading", "words", "low", "number", "since", "source")
"""Columns of the view: without `low` a row stands for every other lower bound, without `number` for as stored."""


class Number(Contract):
    """What words with the lower bound `low` count as."""

    words: str
    low: int
    number: int


class Reading(Contract):
    """A file; `others` is what words that it does not list count: what claims `stored` of them, or `nobody`."""

    reading: str
    since: str
    says: str
    source: str
    others: Literal["stored", "nobody"]
    numbers: tuple[Number, ...]


@cache
def readings(folder: Path = INCLUDE / "readings") -> tuple[Reading, ...]:
    """All readings, the default first; raises ConfigurationError where a file is not named as its reading."""
    found = []
    for path in sorted(folder.glob("*.yaml"), key=lambda path: (path.stem != DEFAULT, path.stem)):
        found.append(load(path, Reading))
        if found[-1].reading != path.stem:
            raise ConfigurationError(f"{path}:1: reading: {found[-1].reading!r} is not the name of this file")
    return tuple(found)


def names() -> tuple[str, ...]:
    """What the parameter `reading` can be, the default first."""
    return tuple(reading.reading for reading in readings())


def rows() -> Iterator[tuple[str | int | None, ...]]:
    """The rows of the view."""
    for reading in readings():
        for listed in reading.numbers:
            yield reading.reading, listed.words, listed.low, listed.number, reading.since, reading.source
        rest = 0 if reading.others == "nobody" else None
        yield reading.reading, "any other", None, rest, reading.since, reading.source
