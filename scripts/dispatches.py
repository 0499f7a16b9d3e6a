"""French dispatches made up from a seed: as long as agency copy, a third of them on harm, no two alike.

The sentences and what fills their slots are in `dispatches.yaml`; a slot with a capital begins with one.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

_HARMFUL = 1 / 3
"""The share of dispatches that tell of people harmed."""

_KINDS = ("harm", "context", "peace", "local")
_MIXTURE = {"harm": (3, 3, 3, 3), "peace": (0, 0, 1, 1)}
"""How often a sentence of such a dispatch tells of harm, of what surrounds it, of something else."""

_LENGTH, _SPREAD = 3050, 1000
"""Characters of a dispatch: the mean and the standard deviation of 3,600 articles of the French press."""

_SHORTEST = 600
_PROVINCES = Path(__file__).parents[1] / "include" / "gazetteer" / "provinces.csv"
_FIRST, _DAYS = date(2014, 1, 1), 2000


class Desk(dict[str, str]):
    """What fills the slots of a sentence, drawn anew each time that it is asked for."""

    def __init__(self, copy: dict[str, Any], draw: random.Random) -> None:
        super().__init__()
        self._copy, self._draw = copy, draw

    def __missing__(self, slot: str) -> str:
        filled = self._draw.choice(self._copy["slots"][slot.lower()]).format_map(self)
        return filled[0].upper() + filled[1:] if slot[0].isupper() else filled

    def dispatch(self) -> str:
        """A headline and paragraphs, in which no sentence comes back before all of its kind are used."""
        kind = "harm" if self._draw.random() < _HARMFUL else "peace"
        decks = {name: self._deck(self._copy[name]) for name in _KINDS}
        length = max(_SHORTEST, self._draw.gauss(_LENGTH, _SPREAD))
        written = [self._draw.choice(self._copy["headlines"][kind]).format_map(self)]
        while sum(map(len, written)) < length:
            kinds = self._draw.choices(_KINDS, _MIXTURE[kind], k=self._draw.randint(1, 3))
            written.append(" ".join(next(decks[name]).format_map(self) for name in kinds))
        return "\n\n".join(written)

    def _deck(self, sentences: list[str]) -> Iterator[str]:
        while True:
            yield from self._draw.sample(sentences, len(sentences))


def dispatches(seed: int) -> Iterator[tuple[date, str]]:
    """Dispatches without end, each with its day of publication; the same for the same `seed`."""
    draw = random.Random(seed)  # noqa: S311
    copy = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    copy["slots"]["province"] = _provinces()
    desk = Desk(copy, draw)
    while True:
        yield _FIRST + timedelta(days=draw.randrange(_DAYS)), desk.dispatch()


def _provinces() -> list[str]:
    with _PROVINCES.open(encoding="utf-8", newline="") as file:
        return [line["name"] for line in csv.DictReader(file)]
