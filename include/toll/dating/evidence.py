"""What words say of the day they were written: each piece of evidence gives every day a weight.

Weights are natural logarithms of how much likelier the words are in copy of that day than in any copy, as measured on
3,600 dispatches whose day of publication is known. They tell how news copy dates; no language's words are in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from math import log
from typing import Protocol

from toll.timex import TimeExpression
from toll.timex.days import day_of

IMPOSSIBLE = log(0.01)
"""Weight of a day on which the words are all but false: a slip of the writer, a retrospective."""
_HALF_YEAR = 183


class Evidence(Protocol):
    """Words, whether they can overrule a date that was given, and what they make of each day."""

    @property
    def words(self) -> str:
        """The words of the text, and in brackets how they were taken."""

    @property
    def firm(self) -> bool:
        """Whether the words are false on some days, rather than less likely."""

    def over(self, first: date, last: date) -> list[float]:
        """The weights of the days `first` to `last`, both included."""


def denies(piece: Evidence, day: date) -> bool:
    """Whether the words of a firm piece are all but false on `day`."""
    return piece.firm and piece.over(day, day)[0] <= IMPOSSIBLE


def _lay(pattern: list[float], weights: list[float], at: int) -> None:
    """Write `pattern` over `weights` from index `at` on, as far as both reach."""
    low, high = max(0, at), min(len(weights), at + len(pattern))
    if low < high:
        weights[low:high] = pattern[low - at : high - at]


@dataclass(frozen=True, slots=True)
class Within:
    """Words that only some spans of days allow: offices held, days that have come."""

    words: str
    spans: tuple[tuple[date, date], ...]
    firm: bool = True

    def over(self, first: date, last: date) -> list[float]:
        """0 inside a span, IMPOSSIBLE outside."""
        weights = [IMPOSSIBLE] * ((last - first).days + 1)
        for start, end in self.spans:
            _lay([0.0] * ((end - start).days + 1), weights, (start - first).days)
        return weights


_EDGES = (-90, -45, -28, -14, -7, -5, -2, 0, 1, 3, 6, 8, 15, 29, 46, 91, _HALF_YEAR + 2)
NEAR = (0.34, 1.0, 1.0, 2.9, 6.4, 7.9, 5.2, 6.4, 10.5, 3.7, 4.4, 5.3, 3.2, 1.6, 0.78, 0.51, 0.23)
TOLD = (0.42, 1.1, 1.9, 3.7, 8.9, 10.8, 6.4, 2.6, 6.5, 1.4, 1.7, 3.9, 1.5, 1.0, 0.49, 0.24, 0.24)
AHEAD = (0.04, 0.26, 0.35, 0.35, 0.7, 0.7, 0.7, 0.7, 3.8, 4.8, 11.2, 18.5, 11.0, 5.9, 1.8, 0.72, 0.29)
WITH_WEEKDAY = (0.02, 0.03, 0.03, 0.07, 0.64, 3.0, 7.2, 51.0, 201.0, 4.4, 1.7, 5.1, 0.64, 0.12, 0.03, 0.02, 0.02)
BEGUN = (0.68, 2.5, 3.9, 4.3, 6.2, 1.9, 1.3, 1.9, 2.1, 0.2, 0.2, 0.2, 0.07, 0.04, 0.03, 0.02, 0.13)


@dataclass(frozen=True, slots=True)
class Nearby:
    """A day of a month without its year: how far off copy names such days, and in which years its weekday is right.

    `table` has the likelihood ratios of the distances (in days from writing to the day named) below each of `_EDGES`.
    """

    words: str
    said: TimeExpression
    table: tuple[float, ...]

    @property
    def firm(self) -> bool:
        """A day named with its weekday falls on it in one year of six."""
        return bool(self.said.weekdays)

    def over(self, first: date, last: date) -> list[float]:
        """The weight of each day by its distance to the nearest such day; IMPOSSIBLE where the weekday is wrong."""
        weights = [IMPOSSIBLE] * ((last - first).days + 1)
        pattern = _pattern(self.table)
        for year in range(first.year - 1, last.year + 2):
            day = day_of(year, self.said.months[0], self.said.days[0])
            if day is None or (self.said.weekdays and day.weekday() != self.said.weekdays[0]):
                continue
            _lay(pattern, weights, (day - first).days - _HALF_YEAR)
        return weights


@lru_cache(maxsize=8)
def _pattern(table: tuple[float, ...]) -> list[float]:
    """Weights of the days of writing from half a year before a day (it lies far ahead) to half a year after it."""
    logs, pattern, at = [log(ratio) for ratio in table], [], 0
    for off in range(1 - _HALF_YEAR, 1 + _HALF_YEAR):
        while off >= _EDGES[at]:
            at += 1
        pattern.append(logs[at])
    return pattern[::-1]


LAG = (4.2, 1.9, 0.25, 0.17, 0.13, 0.13, 0.2)


@dataclass(frozen=True, slots=True)
class Weekly:
    """The weekday that copy names most is its own day or the one before (nine times of ten)."""

    words: str
    weekday: int
    firm: bool = False

    def over(self, first: date, last: date) -> list[float]:
        """The weight of each day by the days since that weekday."""
        week = [log(LAG[(first.weekday() + day - self.weekday) % 7]) for day in range(7)]
        days = (last - first).days + 1
        return (week * (days // 7 + 1))[:days]


BACK = {-2: 0.27, -1: 0.48, 0: 1.0, 1: 2.5, 2: 1.3, 3: 0.65, 4: 0.75, 5: 0.5, 6: 0.3, 7: 0.16, 8: 0.13, 9: 0.13}
_FAR_BACK, _FAR_AHEAD = 0.05, 0.02


@dataclass(frozen=True, slots=True)
class Yearly:
    """The last year that copy names is most often the year before, or its own, or a few years back."""

    words: str
    year: int
    firm: bool = False

    def over(self, first: date, last: date) -> list[float]:
        """The weight of each day by its year."""
        weights: list[float] = []
        for year in range(first.year, last.year + 1):
            start, end = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
            back = year - self.year
            ratio = BACK.get(back, _FAR_BACK if back > 0 else _FAR_AHEAD)
            weights += [log(ratio)] * ((end - start).days + 1)
        return weights


MOVED_OUT = timedelta(days=10)
"""How long after the end of a term copy may still give the title."""
