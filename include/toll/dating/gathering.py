"""The evidence of a text: its date expressions and the holders of offices that it names, each taken once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from toll.dating.evidence import (
    AHEAD,
    BEGUN,
    MOVED_OUT,
    NEAR,
    TOLD,
    WITH_WEEKDAY,
    Evidence,
    Nearby,
    Weekly,
    Within,
    Yearly,
)
from toll.dating.offices import Holder
from toll.timex import Kind, TimeExpression
from toll.timex.days import day_of


def firm(found: Sequence[TimeExpression], holders: Sequence[Holder], last: date) -> tuple[Evidence, ...]:
    """What can overrule a date: offices, days that have come by writing, days named with their weekday."""
    pieces = [
        *(_office(holder, last) for holder in holders),
        *_come(found, last),
        *(piece for piece in _near(found) if piece.firm),
    ]
    return tuple({piece.words: piece for piece in pieces}.values())


def soft(found: Sequence[TimeExpression]) -> tuple[Evidence, ...]:
    """What only makes days likelier: days without their year, the weekday named most, the last year named."""
    pieces: list[Evidence] = [piece for piece in _near(found) if not piece.firm]
    pieces += [*_weekday(found), *_year(found)]
    return tuple({piece.words: piece for piece in pieces}.values())


def own_weekdays(found: Sequence[TimeExpression]) -> Counter[int]:
    """The bare weekdays that a text names, those of days to come left out, with how often."""
    named = [said for said in found if said.kind is Kind.WEEKDAY and not said.shift and not said.ahead]
    return Counter(said.weekdays[0] for said in named)


def named_days(found: Sequence[TimeExpression]) -> tuple[TimeExpression, ...]:
    """The days of a month that a text names without their year; those that something has lasted since are behind it."""
    days = (replace(said.inner, ahead=False, behind=True) if said.inner else said for said in found)
    return tuple(day for day in days if day.kind is Kind.DAY and day.months and not day.years)


def _office(holder: Holder, last: date) -> Evidence:
    spans = tuple((term.start, term.end + MOVED_OUT) for term in holder.terms)
    held = ", ".join(f"{term.start}/{term.end if term.end < last else '..'}" for term in holder.terms)
    return Within(f"{holder.words} [in office {held}]", spans)


def _come(found: Sequence[TimeExpression], last: date) -> Iterator[Evidence]:
    for said in found:
        day = said.inner if said.kind is Kind.SINCE and said.inner else said
        if not day.years or day.ahead or (day is said and said.kind is not Kind.DAY):
            continue
        first = day_of(day.years[0], day.months[0] if day.months else 1, day.days[0] if day.days else 1)
        if first is not None:
            yield Within(f"{said.text} [no earlier than {first}]", ((first, max(first, last)),))


def _near(found: Sequence[TimeExpression]) -> Iterator[Nearby]:
    """Each day of a month once, and not where the text also gives its year."""
    seen = {(said.months[0], said.days[0]) for said in found if said.kind is Kind.DAY and said.years and said.months}
    for said in found:
        begun = said.kind is Kind.SINCE
        day = said.inner if begun and said.inner else said
        if day.kind is not Kind.DAY or not day.months or day.years:
            continue
        if (day.months[0], day.days[0]) in seen:
            continue
        seen.add((day.months[0], day.days[0]))
        taken, table = _taken(day, begun=begun)
        yield Nearby(f"{said.text} [{taken}]", day, table)


def _taken(day: TimeExpression, *, begun: bool) -> tuple[str, tuple[float, ...]]:
    if begun:
        return "begun", BEGUN
    if day.weekdays:
        return "its weekday", WITH_WEEKDAY
    if day.ahead:
        return "to come", AHEAD
    return ("told", TOLD) if day.behind else ("near", NEAR)


def _weekday(found: Sequence[TimeExpression]) -> Iterator[Evidence]:
    for weekday, _ in own_weekdays(found).most_common(1):
        words = next(said.text for said in found if said.kind is Kind.WEEKDAY and said.weekdays[0] == weekday)
        yield Weekly(f"{words} [named most]", weekday)


def _year(found: Sequence[TimeExpression]) -> Iterator[Evidence]:
    named = [
        (said.years[-1], said.text) for said in found if said.years and not said.ahead and said.kind != Kind.DECADE
    ]
    for year, words in sorted(named)[-1:]:
        yield Yearly(f"{words} [last year named]", year)
