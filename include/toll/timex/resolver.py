"""Which days a date expression means, against the day of publication (UCDP GED codebook, `date_start`; coding guide).

The weekday named is the most recent one, a day or month without its year the most recent such, unless the words look
ahead. Without a day of publication only what carries its year is told. Nothing else is guessed: the answer is None.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from toll.model import Interval
from toll.timex.days import (
    MONDAY,
    ONE,
    SATURDAY,
    add_months,
    day_of,
    easter,
    interval,
    last_day,
    month_part,
    weekday_after,
    weekday_before,
    year_part,
)
from toll.timex.expression import Kind, TimeExpression, Unit

HULL_DAYS = 45
"""How far the readings from the first and the last possible day of publication may lie apart and still make one."""

SOON_DAYS = 183
"""How far a day without its year may lie ahead: copy names the year of a later one."""

CHAIN_CHARACTERS = 400
"""How far apart in the text two days of one told story may stand, for the second to take the year of the first."""

Resolver = Callable[[TimeExpression, date | None, date | None], Interval | None]


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


def resolve_all(expressions: Sequence[TimeExpression], published: Interval | None) -> tuple[Interval | None, ...]:
    """Each expression's days, read in order.

    "The day before" counts from the last single day named before it, and a day or month without its year that follows
    a fully dated one of an earlier year goes on in that year ("le 19 avril 2010 … le 22 juillet").
    """
    anchor: Interval | None = None
    story: tuple[TimeExpression, date] | None = None
    told = []
    for expression in expressions:
        days = resolve(_in_story(expression, story), published, anchor)
        told.append(days)
        story = _story(expression, days, published, story)
        if days is not None and (days.prec <= 2 or expression.kind is Kind.MONTH):
            anchor = days
    return tuple(told)


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
    """The story after `said`: begun by a full date of an earlier year, ended by words that count from publication."""
    if said.kind in _NOW:
        return None
    if said.kind not in _YEARLY or days is None:
        return story
    earlier = published is None or days.end.year < published.start.year
    begun = said.years or (story and days.start.year == story[1].year)
    return (said, days.start) if earlier and begun else None


def _over(expression: TimeExpression, published: Interval | None, anchor: date | None) -> Interval | None:
    """The one reading for all days on which the article may have appeared, else all of them, else the latest."""
    resolver = _RESOLVERS[expression.kind]
    if published is None:
        return resolver(expression, None, anchor)
    late = resolver(expression, published.end, anchor)
    early = late if published.start == published.end else resolver(expression, published.start, anchor)
    if early is None or late is None or early == late:
        return late
    if (late.end - early.start).days <= HULL_DAYS:
        hull = interval(early.start, late.end)
        return replace(hull, prec=max(hull.prec, late.prec))
    return late if published.prec <= 4 else None


def _day(said: TimeExpression, at: date | None, _: date | None) -> Interval | None:
    day = _dated(said, said.days[0], said.months[0] if said.months else None, at)
    return None if day is None else interval(day, day)


def _dated(said: TimeExpression, day: int, month: int | None, at: date | None) -> date | None:
    """The day with its year: the one said, else the most recent (or next), else the nearest that has the weekday."""
    if month is None:
        return _day_of_month(said, day, at)
    if said.years:
        return day_of(said.years[-1], month, day)
    if at is None:
        return None
    years = range(at.year + 1, at.year - 9, -1)
    days = [found for year in years if (found := day_of(year, month, day))]
    past, coming = [found for found in days if found <= at], [found for found in days if found > at]
    soon = coming[-1:] if said.ahead and (coming[-1] - at).days <= SOON_DAYS else []
    ordered = soon + past
    if said.weekdays:
        ordered = [found for found in ordered[:2] + coming[-1:] if found.weekday() == said.weekdays[0]] or ordered
    return ordered[0] if ordered else None


def _day_of_month(said: TimeExpression, day: int, at: date | None) -> date | None:
    if at is None:
        return None
    months = [add_months(at.replace(day=1), -back) for back in range(13)]
    days = [found for month in months if (found := day_of(month.year, month.month, day)) and found <= at]
    if said.weekdays:
        days = [found for found in days if found.weekday() == said.weekdays[0]]
    return days[0] if days else None


def _days(said: TimeExpression, at: date | None, _: date | None) -> Interval | None:
    if said.days:
        return _days_of_months(said, at)
    return _weekdays(said, at)


def _weekdays(said: TimeExpression, at: date | None) -> Interval | None:
    if at is None:
        return None
    last = weekday_after(at, said.weekdays[-1]) if said.ahead else weekday_before(at, said.weekdays[-1])
    return interval(weekday_before(last, said.weekdays[0]), last)


def _days_of_months(said: TimeExpression, at: date | None) -> Interval | None:
    ending = replace(said, weekdays=said.weekdays[-1:])
    last = _dated(ending, said.days[-1], said.months[-1] if said.months else None, at)
    if last is None:
        return None
    if not said.months:
        months = [add_months(last.replace(day=1), -back) for back in range(3)]
        firsts = [day_of(month.year, month.month, said.days[0]) for month in months]
    else:
        years = (said.years[0],) if len(said.years) > 1 else (last.year, last.year - 1)
        firsts = [day_of(year, said.months[0], said.days[0]) for year in years]
    return next((interval(first, last) for first in firsts if first and first <= last), None)


def _night(said: TimeExpression, at: date | None, _: date | None) -> Interval | None:
    """Two days, precision 2 (UCDP GED); of a night named by one day, that day and the next, up to publication."""
    if len(said.weekdays) > 1 or len(said.days) > 1:
        return _days(said, at, None)
    only = _day(said, at, None) if said.days else _weekday(said, at, None)
    if only is None:
        return None
    return Interval(only.start, only.start + ONE, 2) if at is None or only.start < at else only


def _weekday(said: TimeExpression, at: date | None, _: date | None) -> Interval | None:
    if at is None:
        return None
    weekday = said.weekdays[0]
    if said.shift == -1:
        day = weekday_before(at - ONE, weekday)
    elif said.shift == 1 or (said.ahead and at.weekday() != weekday):
        day = weekday_after(at + ONE, weekday)
    else:
        day = weekday_before(at, weekday)
    return interval(day, day)


def _month(said: TimeExpression, at: date | None, _: date | None) -> Interval | None:
    year = _year_of_month(said, said.months[0], at)
    return None if year is None else month_part(year, said.months[0], said.part)


def _year_of_month(said: TimeExpression, month: int, at: date | None) -> int | None:
    """The year said, else the one of the most recent such month; "last" is never the month of publication itself."""
    if said.years:
        return said.years[-1]
    if at is None:
        return None
    if said.shift == 1 or said.ahead:
        return at.year if month > at.month or (said.ahead and month == at.month) else at.year + 1
    return at.year if month < at.month or (month == at.month and said.shift is None) else at.year - 1


def _months(said: TimeExpression, at: date | None, _: date | None) -> Interval | None:
    last = _year_of_month(said, said.months[1], at)
    if last is None:
        return None
    first = said.years[0] if len(said.years) > 1 else last - (said.months[0] > said.months[1])
    return interval(date(first, said.months[0], 1), last_day(last, said.months[1]))


def _year(said: TimeExpression, _at: date | None, _: date | None) -> Interval | None:
    return year_part(said.years[0], said.part)


def _years(said: TimeExpression, _at: date | None, _: date | None) -> Interval | None:
    first, last = said.years[0], said.years[1]
    return Interval(date(first, 1, 1), date(last, 12, 31), 5) if first <= last else None


def _decade(said: TimeExpression, _at: date | None, _: date | None) -> Interval | None:
    first = said.years[0] + (1900 if said.years[0] < 100 else 0)
    start, end = {None: (0, 9), 1: (0, 4), 2: (3, 6), 3: (5, 9)}[said.part]
    return Interval(date(first + start, 1, 1), date(first + end, 12, 31), 5)


def _season(said: TimeExpression, at: date | None, _: date | None) -> Interval | None:
    """Three whole months; a winter belongs to the year in which it began."""
    year = _year_of_month(said, said.months[0], at)
    if year is None:
        return None
    start = date(year, said.months[0], 1)
    return Interval(start, add_months(start, 3) - ONE, 5)


def _holiday(said: TimeExpression, at: date | None, _: date | None) -> Interval | None:
    years = said.years or (() if at is None else (at.year + 1, at.year, at.year - 1))
    days = [found for year in years if (found := _holiday_in(said, year))]
    if not said.years and at is not None:
        days = [found for found in reversed(days) if found > at] if said.ahead else [d for d in days if d <= at]
    return interval(days[0], days[0]) if days else None


def _holiday_in(said: TimeExpression, year: int) -> date | None:
    if said.easter is not None:
        return easter(year) + ONE * said.easter
    return day_of(year, said.months[0], said.days[0])


def _named(said: TimeExpression, _at: date | None, _: date | None) -> Interval | None:
    day = date(said.years[0], said.months[0], said.days[0])
    return interval(day, day)


def _near(said: TimeExpression, at: date | None, _: date | None) -> Interval | None:
    if at is None:
        return None
    day = at + ONE * (said.shift or 0)
    return interval(day, day)


def _period(said: TimeExpression, at: date | None, _: date | None) -> Interval | None:
    """The calendar unit, `shift` away: weeks run Monday to Sunday (UCDP GED)."""
    if at is None:
        return None
    shift = said.shift or 0
    if said.unit is Unit.YEAR:
        return year_part(at.year + shift, said.part)
    if said.unit is Unit.MONTH:
        first = add_months(at.replace(day=1), shift)
        return month_part(first.year, first.month, said.part)
    if said.unit is Unit.WEEKEND:
        return _weekend(at, shift, said)
    monday = weekday_before(at, MONDAY) + timedelta(weeks=shift)
    return Interval(monday, monday + 6 * ONE, 3)


def _weekend(at: date, shift: int, said: TimeExpression) -> Interval:
    """Saturday and Sunday: the one that has begun last, or the one before or after it."""
    saturday = weekday_after(at, SATURDAY) if said.ahead and shift == 0 else weekday_before(at, SATURDAY)
    if shift < 0 and at.weekday() < SATURDAY:
        shift += 1
    saturday += timedelta(weeks=shift)
    return Interval(saturday, saturday + ONE, 2)


def _ago(said: TimeExpression, at: date | None, _: date | None) -> Interval | None:
    """A day exactly; of weeks, months and years only the week, the month, the twelve months around."""
    if at is None or said.count is None:
        return None
    if said.unit in (Unit.DAY, Unit.HOUR):
        days = said.count if said.unit is Unit.DAY else said.count // 24
        return interval(at - ONE * days, at - ONE * days)
    if said.unit is Unit.WEEK:
        monday = weekday_before(at - timedelta(weeks=said.count), MONDAY)
        return Interval(monday, monday + 6 * ONE, 3)
    if said.unit is Unit.MONTH:
        then = add_months(at, -said.count)
        return month_part(then.year, then.month)
    then = add_months(at, -12 * said.count)
    return Interval(add_months(then, -6), add_months(then, 6) - ONE, 5)


def _last(said: TimeExpression, at: date | None, _: date | None) -> Interval | None:
    """The span that ends with publication; 24 hours are its day and the one before (UCDP GED)."""
    if at is None or said.count is None:
        return None
    start = _back(at, said.count, said.unit)
    return interval(start, at)


def _back(at: date, count: int, unit: Unit | None) -> date:
    if unit is Unit.HOUR:
        return at - ONE * -(-count // 24)
    if unit in (Unit.DAY, Unit.WEEK):
        return at - ONE * (count * (7 if unit is Unit.WEEK else 1) - 1)
    return add_months(at, -count * (12 if unit is Unit.YEAR else 1))


def _anchored(said: TimeExpression, at: date | None, anchor: date | None) -> Interval | None:
    """A day exactly; months and years later or earlier as vague as those `ago`."""
    origin = anchor if anchor is not None or said.count is None else at
    if origin is None or said.shift is None:
        return None
    if said.count is None:
        return interval(origin + ONE * said.shift, origin + ONE * said.shift)
    return _ago(replace(said, count=-said.shift * said.count), origin, None)


def _since(said: TimeExpression, at: date | None, anchor: date | None) -> Interval | None:
    if at is None or said.inner is None:
        return None
    begun = _RESOLVERS[said.inner.kind](replace(said.inner, ahead=False), at, anchor)
    return None if begun is None or begun.start > at else interval(begun.start, at)


def _until(_said: TimeExpression, _at: date | None, _: date | None) -> Interval | None:
    return None


_YEARLY = (Kind.DAY, Kind.DAYS, Kind.NIGHT, Kind.MONTH, Kind.MONTHS)
_NOW = (Kind.WEEKDAY, Kind.NEAR, Kind.PERIOD, Kind.LAST, Kind.SINCE)

_RESOLVERS: dict[Kind, Resolver] = {
    Kind.DAY: _day,
    Kind.DAYS: _days,
    Kind.NIGHT: _night,
    Kind.WEEKDAY: _weekday,
    Kind.MONTH: _month,
    Kind.MONTHS: _months,
    Kind.YEAR: _year,
    Kind.YEARS: _years,
    Kind.DECADE: _decade,
    Kind.SEASON: _season,
    Kind.HOLIDAY: _holiday,
    Kind.NAMED: _named,
    Kind.NEAR: _near,
    Kind.PERIOD: _period,
    Kind.AGO: _ago,
    Kind.LAST: _last,
    Kind.SPAN: _last,
    Kind.ANCHORED: _anchored,
    Kind.SINCE: _since,
    Kind.UNTIL: _until,
}
