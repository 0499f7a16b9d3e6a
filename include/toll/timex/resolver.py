"""Which days a date expression means, against the day of publication (UCDP GED codebook, `date_start`; coding guide).

The weekday named is the most recent one, a day or month without its year the most recent such, unless the words look
ahead. Without a day of publication only what carries its year is told. Nothing else is guessed: the answer is None.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from toll.model import Interval, Span
from toll.timex import from_now, in_calendar, on_days
from toll.timex.days import ONE, interval
from toll.timex.expression import Kind, TimeExpression

HULL_DAYS = 45
"""How far the readings from the first and the last possible day of publication may lie apart and still make one."""

CHAIN_CHARACTERS = 400
"""How far apart in the text two days of one told story may stand, for the second to take the year of the first."""

SPAN_CHARACTERS = 150
"""How far behind a day its span may stand: "on 1 April a fever broke out, which killed a thousand in three months"."""

NEWS = timedelta(days=7)
"""A span told of a day that lies further back begins with it; else it ends with publication."""

Resolver = Callable[[TimeExpression, date | None], Interval | None]


def resolve(
    expression: TimeExpression,
    published: Interval | None,
    anchor: Interval | None = None,
    *,
    ahead: bool | None = None,
) -> Interval | None:
    """The days meant by `expression` in an article `published` then, None where they cannot be told.

    `anchor` is the day last spoken of, for "the day before" and the like. `ahead` overrules the expression's own: give
    False where the event has happened. What has begun ends with the day of publication at the latest.
    """
    if ahead is not None and ahead != expression.ahead:
        expression = replace(expression, ahead=ahead)
    told = _over(expression, published, anchor.start if anchor else None)
    if told is None or published is None or not told.start <= published.end < told.end:
        return told
    return replace(told, end=published.end)


def resolve_all(
    expressions: Sequence[TimeExpression],
    published: Interval | None,
    passing: Mapping[Span, int] = MappingProxyType({}),
    alone: Collection[Span] = (),
) -> tuple[Interval | None, ...]:
    """Each expression's days, read in order.

    From the `passing`, by their span, other days are counted only up to an offset of the text, where others were named:
    they are those on which somebody spoke, up to the end of the sentence. Those that stand `alone` in their sentence
    count back from publication, as its news is told on that day.

    "The day before" counts from the last single day named before it, a span close behind a past day begins with it, and
    a day or month without its year that follows a fully dated one of an earlier year goes on in that year ("le 19 avril
    2010 … le 22 juillet").
    """
    anchor: Interval | None = None
    lasting, until = anchor, 0
    story: tuple[TimeExpression, date] | None = None
    told: list[Interval | None] = []
    for expression in expressions:
        if lasting and expression.span.start >= until:
            anchor = lasting
        begun = _begun(expression, expressions[len(told) - 1], told[-1], published) if told else None
        since = _now(expression, published, anchor) if published and expression.span in alone else anchor
        days = from_now.ahead(expression, begun) if begun else resolve(_in_story(expression, story), published, since)
        told.append(days)
        story = _story(expression, days, published, story)
        if days is not None and (days.prec <= 2 or expression.kind is Kind.MONTH) and expression.kind not in _BACK:
            anchor, until = days, passing.get(expression.span, 0)
            lasting = lasting if until else days
    return tuple(told)


def _now(said: TimeExpression, published: Interval, anchor: Interval | None) -> Interval | None:
    """The day from which it counts back; "the day after the attack" only where days of the news have been told."""
    told = anchor is not None and anchor.end >= published.start - ONE
    return published if said.count is not None or told else None


def _begun(
    said: TimeExpression, before: TimeExpression, days: Interval | None, published: Interval | None
) -> date | None:
    """The past day with which a span begins that stands close behind it."""
    near = said.kind is Kind.SPAN and before.span.gap(said.span) <= SPAN_CHARACTERS
    exact = days is not None and days.prec == 1
    past = published is None or (days is not None and days.end < published.start - NEWS)
    return days.start if near and exact and past and days is not None else None


def _in_story(said: TimeExpression, story: tuple[TimeExpression, date] | None) -> TimeExpression:
    """`said` with the year of the story it goes on, where it has no year and does not lead back in time."""
    if story is None or said.years or said.shift is not None or said.kind not in _YEARLY or not said.months:
        return said
    before, at = story
    month, day = said.months[0], said.days[0] if said.days else 31
    goes_on = (month, day) >= (at.month, at.day)
    return replace(said, years=(at.year,)) if goes_on and before.span.gap(said.span) <= CHAIN_CHARACTERS else said


def _story(
    said: TimeExpression,
    days: Interval | None,
    published: Interval | None,
    story: tuple[TimeExpression, date] | None,
) -> tuple[TimeExpression, date] | None:
    """The story after `said`: begun by a full date of an earlier year, ended by what counts from publication."""
    if said.kind in _NOW or (said.kind in _YEARLY and said.shift is not None):
        return None
    if said.kind not in _YEARLY or days is None:
        return story
    earlier = published is None or days.end.year < published.start.year
    begun = said.years or (story and days.start.year == story[1].year)
    return (said, days.start) if earlier and begun else None


def _over(said: TimeExpression, published: Interval | None, anchor: date | None) -> Interval | None:
    """The one reading for all days on which the article may have appeared, else all of them, else the latest."""
    if published is None:
        return _on(said, None, anchor)
    late = _on(said, published.end, anchor)
    early = late if published.start == published.end else _on(said, published.start, anchor)
    if early is None or late is None or early == late:
        return late
    if (late.end - early.start).days <= HULL_DAYS:
        hull = interval(early.start, late.end)
        return replace(hull, prec=max(hull.prec, late.prec))
    return late if published.prec <= 4 else None


def _on(said: TimeExpression, at: date | None, anchor: date | None) -> Interval | None:
    """The days meant in an article that appeared `at`."""
    if said.kind is Kind.ANCHORED or said.kind in _BACK:
        return from_now.anchored(said, at, anchor)
    if said.kind is Kind.SINCE:
        return _since(said, at, anchor)
    return _RESOLVERS[said.kind](said, at)


def _since(said: TimeExpression, at: date | None, anchor: date | None) -> Interval | None:
    if at is None or said.inner is None:
        return None
    begun = _on(replace(said.inner, ahead=False), at, anchor)
    return None if begun is None or begun.start > at else interval(begun.start, at)


_BACK = (Kind.COUNTED_BACK, Kind.AFTER_DOING)
_YEARLY = (Kind.DAY, Kind.DAYS, Kind.NIGHT, Kind.MONTH, Kind.MONTHS)
_NOW = (Kind.WEEKDAY, Kind.NEAR, Kind.PERIOD, Kind.LAST, Kind.SINCE)

_RESOLVERS: dict[Kind, Resolver] = {
    Kind.DAY: on_days.day,
    Kind.DAYS: on_days.days,
    Kind.NIGHT: on_days.night,
    Kind.WEEKDAY: on_days.weekday,
    Kind.HOLIDAY: on_days.holiday,
    Kind.NAMED: on_days.named,
    Kind.MONTH: in_calendar.month,
    Kind.MONTHS: in_calendar.months,
    Kind.YEAR: in_calendar.year,
    Kind.YEARS: in_calendar.years,
    Kind.DECADE: in_calendar.decade,
    Kind.SEASON: in_calendar.season,
    Kind.NEAR: from_now.near,
    Kind.PERIOD: from_now.period,
    Kind.AGO: from_now.ago,
    Kind.LAST: from_now.last,
    Kind.SPAN: from_now.last,
    Kind.UNTIL: lambda _said, _at: None,
}
