"""From evidence to days: the fewest days of a window that hold nine tenths of the likelihood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp
from operator import add

from toll.dating.evidence import IMPOSSIBLE, Evidence, Nearby
from toll.dating.gathering import named_days, own_weekdays
from toll.timex import TimeExpression
from toll.timex.days import day_of

HELD = 0.9
"""The share of the likelihood that the days given must hold."""
SHARED = -0.15
"""Days named in one text are not independent: each weighs its number of fellows to this power."""
OWN_DAY_NAMED = 3
"""So many mentions of one weekday, and of no other, are wire style: the copy's own day."""
WIRE_DAYS = 6
"""Wire style names days nearer than this by their weekday, seven times of eight."""
_FEW = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Likely:
    """Days from `start` to `end`, the words they rest on, and whether they end within the window on both sides."""

    start: date
    end: date
    words: tuple[str, ...]
    bounded: bool


def likely(
    found: Sequence[TimeExpression], firm: Sequence[Evidence], soft: Sequence[Evidence], first: date, last: date
) -> Likely | None:
    """The likeliest days of `first` to `last`; None where half of the firm evidence or more denies every day."""
    days, left = _allowed(firm, first, last)
    if not days:
        return None
    kept = _most(days, _weights([*firm, *soft], days[0], days[-1], left))
    bounded = kept[0] > first and kept[-1] < last
    kept, reasons = _by_style(kept, found)
    words = (*(piece.words for piece in (*firm, *soft)), *reasons)
    return Likely(kept[0], kept[-1], words, bounded)


def _allowed(firm: Sequence[Evidence], first: date, last: date) -> tuple[list[date], list[bool]]:
    """The days from the first to the last that the fewest firm pieces deny, and which of them are such."""
    denied = [0] * ((last - first).days + 1)
    for piece in firm:
        denied = list(map(add, denied, map(IMPOSSIBLE.__ge__, piece.over(first, last))))
    fewest = min(denied)
    if firm and 2 * fewest >= len(firm):
        return [], []
    start = denied.index(fewest)
    end = len(denied) - denied[::-1].index(fewest)
    days = map(date.fromordinal, range(first.toordinal() + start, first.toordinal() + end))
    return list(days), [n == fewest for n in denied[start:end]]


def _weights(evidence: Sequence[Evidence], first: date, last: date, left: Sequence[bool]) -> list[float]:
    """The likelihood of each day, relative to the best; days named by their date count for less the more there are."""
    near = sum(isinstance(piece, Nearby) for piece in evidence)
    sums = [0.0 if allowed else 10 * IMPOSSIBLE for allowed in left]
    for piece in evidence:
        weights = piece.over(first, last)
        shared = map((near**SHARED).__mul__, weights) if isinstance(piece, Nearby) else weights
        sums = list(map(add, sums, shared))
    best = max(sums)
    return [exp(weight - best) for weight in sums]


def _most(days: Sequence[date], shares: Sequence[float]) -> list[date]:
    ordered = sorted(range(len(days)), key=shares.__getitem__, reverse=True)
    wanted, held, kept = HELD * sum(shares), 0.0, []
    for number in ordered:
        kept.append(days[number])
        held += shares[number]
        if held >= wanted:
            break
    return sorted(kept)


def _by_style(days: list[date], found: Sequence[TimeExpression]) -> tuple[list[date], tuple[str, ...]]:
    """The one day of a few that wire style leaves, where the text keeps it: one weekday, never with its date."""
    (weekday, times), *others = own_weekdays(found).most_common() or [(0, 0)]
    named = named_days(found)
    wire = times >= OWN_DAY_NAMED and not others and not any(said.weekdays for said in named)
    if not wire or days[-1] - days[0] > _FEW:
        return days, ()
    own = [day for day in days if day.weekday() == weekday and all(_in_style(said, day) for said in named)]
    if len(own) != 1:
        return days, ()
    reason = f"one weekday alone, named {times} times: the copy's own day, {WIRE_DAYS} days or more from any dated one"
    return own, (reason,)


def _in_style(said: TimeExpression, day: date) -> bool:
    """Whether copy of `day` would name that day by its date: far enough, and on the side that the words tell."""
    around = (day_of(day.year + turn, said.months[0], said.days[0]) for turn in (-1, 0, 1))
    off = min(((it - day).days for it in around if it), key=abs, default=0)
    if abs(off) < WIRE_DAYS:
        return False
    return not (said.ahead and off < 0) and not (said.behind and off > 0)
