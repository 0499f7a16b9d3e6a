"""From evidence to days: the fewest days of a window that hold nine tenths of the likelihood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp

from toll.dating.evidence import IMPOSSIBLE, WIRE_DAYS, Evidence, distance, own_weekdays
from toll.timex import Kind, TimeExpression

HELD = 0.9
"""The share of the likelihood that the days given must hold."""
OWN_DAY_NAMED = 3
"""So many mentions of one weekday, and of no other, make it the copy's own day."""
_FEW = timedelta(days=31)
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Likely:
    """Days from `start` to `end`, the words they rest on, and whether they end within the window on both sides."""

    start: date
    end: date
    evidence: tuple[str, ...]
    bounded: bool


def likely(found: Sequence[TimeExpression], evidence: Sequence[Evidence], first: date, last: date) -> Likely | None:
    """The likeliest days of `first` to `last`, None where there is no evidence or it allows no day at all."""
    days = _allowed([piece for piece in evidence if piece.firm], first, last)
    if not days or not evidence:
        return None
    weights = [sum(piece.weigh(day) for piece in evidence) for day in days]
    best = max(weights)
    kept = _most(days, [exp(weight - best) for weight in weights])
    bounded = kept[0] > first and kept[-1] < last
    kept, reasons = _by_style(kept, found)
    words = tuple(piece.words for piece in evidence)
    return Likely(kept[0], kept[-1], (*words, *reasons), bounded)


def _allowed(firm: Sequence[Evidence], first: date, last: date) -> list[date]:
    """The days that the fewest pieces of firm evidence deny, where these are less than half of them."""
    days = [first + _ONE * step for step in range((last - first).days + 1)]
    if not firm:
        return days
    denials = [sum(piece.weigh(day) <= IMPOSSIBLE for piece in firm) for day in days]
    fewest = min(denials)
    return (
        [day for day, number in zip(days, denials, strict=True) if number == fewest] if 2 * fewest < len(firm) else []
    )


def _most(days: Sequence[date], shares: Sequence[float]) -> list[date]:
    ordered = sorted(zip(shares, days, strict=True), key=lambda it: (-it[0], it[1]))
    wanted, held, kept = HELD * sum(shares), 0.0, []
    for share, day in ordered:
        kept.append(day)
        held += share
        if held >= wanted:
            break
    return sorted(kept)


def _by_style(days: list[date], found: Sequence[TimeExpression]) -> tuple[list[date], tuple[str, ...]]:
    """The days that wire style leaves of a few: near days go by their weekday, the copy's own day above all."""
    weekdays = own_weekdays(found)
    named = [said.inner or said for said in found]
    dated = [said for said in named if said.kind is Kind.DAY and said.months and not said.years]
    if days[-1] - days[0] > _FEW or not weekdays or any(said.weekdays for said in dated):
        return days, ()
    reasons = []
    far = [day for day in days if all(abs(distance(said, day) or 0) >= WIRE_DAYS for said in dated)]
    if dated and far:
        days, reasons = far, [f"days named by their date lie {WIRE_DAYS} days off or more"]
    (weekday, times), *others = weekdays.most_common()
    own = [day for day in days if day.weekday() == weekday]
    if times >= OWN_DAY_NAMED and not others and len(own) == 1:
        days, reasons = own, [*reasons, f"one weekday alone is named, {times} times: the copy's own day"]
    return days, tuple(reasons)
