"""What a text says of the day it was written: each piece of evidence gives every day a weight.

Weights are natural logarithms of how much likelier the words are in copy of that day than in any copy. They were
measured on 3,600 French agency dispatches whose day of publication is known; they say how news copy dates, not what
any language's words are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import log

from toll.dating.offices import Holder
from toll.timex import Kind, TimeExpression
from toll.timex.days import day_of

IMPOSSIBLE = log(0.01)
"""Weight of a day on which the words are all but false: a slip of the writer, a retrospective."""
WIRE_DAYS = 6
"""Copy names days nearer than this by their weekday, seven times of eight where it names weekdays at all."""
MOVED_OUT = timedelta(days=10)

_EDGES = (-90, -45, -28, -14, -7, -5, -2, 0, 1, 3, 6, 8, 15, 29, 46, 91)
_PLAIN = (0.34, 1.0, 1.3, 3.0, 7.0, 8.6, 5.5, 5.8, 12.0, 2.3, 3.0, 4.6, 2.6, 1.3, 0.64, 0.38, 0.23)
_TOLD = (0.4, 1.2, 1.6, 3.6, 8.4, 10.0, 6.6, 7.0, 12.0, 0.8, 1.0, 1.6, 0.9, 0.5, 0.25, 0.15, 0.1)
_AHEAD = (0.1, 0.3, 0.4, 0.4, 0.9, 0.9, 0.9, 0.5, 2.0, 5.0, 11.0, 17.0, 10.0, 5.4, 1.8, 0.7, 0.26)
_BEGUN = (0.4, 1.1, 1.5, 3.0, 7.0, 8.6, 5.5, 5.8, 5.0, 0.2, 0.2, 0.2, 0.1, 0.05, 0.03, 0.02, 0.02)
_LAG = (4.2, 1.9, 0.25, 0.17, 0.13, 0.13, 0.2)
_YEARS_BACK = (0.7, 2.5, 1.4, 0.8, 0.8, 0.5, 0.3, 0.2)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words and the weight they give to each day; `firm` evidence can overrule a date that was given."""

    words: str
    weigh: Callable[[date], float]
    firm: bool = False

    def denies(self, day: date) -> bool:
        """Whether the words are all but false on `day`."""
        return self.firm and self.weigh(day) <= IMPOSSIBLE


def gather(found: Sequence[TimeExpression], holders: Sequence[Holder]) -> tuple[Evidence, ...]:
    """All evidence of a text, each day counted once."""
    pieces = [*map(_office, holders), *_dated(found), *_days(found), *_weekday(found), *_years(found)]
    return tuple({piece.words: piece for piece in pieces}.values())


def _office(holder: Holder) -> Evidence:
    def weigh(day: date) -> float:
        return 0.0 if any(term.start <= day <= term.end + MOVED_OUT for term in holder.terms) else IMPOSSIBLE

    terms = ", ".join(f"{term.start}/{term.end}" for term in holder.terms)
    return Evidence(f"{holder.words} [in office {terms}]", weigh, firm=True)


def _dated(found: Sequence[TimeExpression]) -> list[Evidence]:
    """Days and starts that carry their year have come by the day of writing."""
    pieces = []
    for said in found:
        inner = said.inner if said.kind is Kind.SINCE and said.inner else said
        if not inner.years or inner.ahead or (inner is said and said.kind is not Kind.DAY):
            continue
        first = day_of(inner.years[0], inner.months[0] if inner.months else 1, inner.days[0] if inner.days else 1)
        if first is not None:
            pieces.append(Evidence(f"{said.text} [no earlier than {first}]", _not_before(first), firm=True))
    return pieces


def _not_before(first: date) -> Callable[[date], float]:
    return lambda day: 0.0 if day >= first else IMPOSSIBLE


def _days(found: Sequence[TimeExpression]) -> list[Evidence]:
    """Days without their year: how far off copy names them, and the years in which their weekday is right."""
    pieces = []
    for said in found:
        begun = said.inner if said.kind is Kind.SINCE else None
        day = begun or said
        if day.kind is not Kind.DAY or not day.months or day.years:
            continue
        table = _BEGUN if begun else _AHEAD if day.ahead else _TOLD if day.behind else _PLAIN
        told = "begun" if begun else "to come" if day.ahead else "told" if day.behind else "near"
        firm = bool(day.weekdays)
        pieces.append(Evidence(f"{said.text} [{told}{', its weekday' * firm}]", _near(day, table), firm=firm))
    return pieces


def distance(said: TimeExpression, day: date) -> int | None:
    """Days from `day` to the nearest day of that date, None where the calendar has none."""
    around = (day_of(day.year + turn, said.months[0], said.days[0]) for turn in (-1, 0, 1))
    return min(((it - day).days for it in around if it), key=abs, default=None)


def _near(said: TimeExpression, table: Sequence[float]) -> Callable[[date], float]:
    def weigh(day: date) -> float:
        off = distance(said, day)
        if off is None:
            return IMPOSSIBLE
        if said.weekdays and (day + timedelta(days=off)).weekday() != said.weekdays[0]:
            return IMPOSSIBLE
        return log(table[bisect_right(_EDGES, off)])

    return weigh


def own_weekdays(found: Sequence[TimeExpression]) -> Counter[int]:
    """The bare weekdays that a text names as past, most often first."""
    past = [said for said in found if said.kind is Kind.WEEKDAY and not said.shift and not said.ahead]
    return Counter(said.weekdays[0] for said in past)


def _weekday(found: Sequence[TimeExpression]) -> list[Evidence]:
    """The weekday that copy names most is its own day or the one before (nine times of ten)."""
    named = own_weekdays(found).most_common(1)
    if not named:
        return []
    weekday = named[0][0]
    words = next(said.text for said in found if said.kind is Kind.WEEKDAY and said.weekdays[0] == weekday)
    return [Evidence(f"{words} [named most]", lambda day: log(_LAG[(day.weekday() - weekday) % 7]))]


def _years(found: Sequence[TimeExpression]) -> list[Evidence]:
    """The last year that copy names is the year before, its own, or a few years back."""
    named = [(said.years[-1], said.text) for said in found if said.years and not said.ahead]
    if not named:
        return []
    year, words = max(named)
    least = min(_YEARS_BACK)

    def weigh(day: date) -> float:
        back = day.year - year
        return log(_YEARS_BACK[back] if 0 <= back < len(_YEARS_BACK) else least / (1 + abs(back)))

    return [Evidence(f"{words} [last year named]", weigh)]
