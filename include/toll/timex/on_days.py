"""The days meant by expressions that name days: of a month, of the week, of the calendar of feasts, of history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from toll.model import Interval
from toll.timex.days import ONE, add_months, day_of, easter, interval, weekday_after, weekday_before
from toll.timex.expression import TimeExpression

SOON_DAYS = 183
"""How far a day without its year may lie ahead: copy names the year of a later one."""


def day(said: TimeExpression, at: date | None) -> Interval | None:
    """A day of a month."""
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
    ahead = said.ahead if said.shift is None else said.shift > 0
    soon = [found for found in coming[-1:] if ahead and (found - at).days <= SOON_DAYS]
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


def days(said: TimeExpression, at: date | None) -> Interval | None:
    """From a first day to a last one, of months or of the week."""
    if said.days:
        return _days_of_months(said, at)
    return _weekdays(said, at)


def _weekdays(said: TimeExpression, at: date | None) -> Interval | None:
    if at is None or _is_of_other_year(said, at):
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


def night(said: TimeExpression, at: date | None) -> Interval | None:
    """Two days, precision 2 (UCDP GED); of a night named by one day, that day and the next, up to publication."""
    if len(said.weekdays) > 1 or len(said.days) > 1:
        return days(said, at)
    only = day(said, at) if said.days else weekday(said, at)
    if only is None:
        return None
    return Interval(only.start, only.start + ONE, 2) if at is None or only.start < at else only


def weekday(said: TimeExpression, at: date | None) -> Interval | None:
    """The day of that name, by default the most recent one; None in a year that is not that of publication."""
    if at is None or _is_of_other_year(said, at):
        return None
    weekday = said.weekdays[0]
    if said.shift == -1:
        day = weekday_before(at - ONE, weekday)
    elif said.shift == 1 or (said.ahead and at.weekday() != weekday):
        day = weekday_after(at + ONE, weekday)
    else:
        day = weekday_before(at, weekday)
    return interval(day, day)


def _is_of_other_year(said: TimeExpression, at: date) -> bool:
    return bool(said.years) and at.year not in said.years


def holiday(said: TimeExpression, at: date | None) -> Interval | None:
    """A feast, by default the most recent one."""
    years = said.years or (() if at is None else (at.year + 1, at.year, at.year - 1))
    days = [found for year in years if (found := _holiday_in(said, year))]
    if not said.years and at is not None:
        days = [found for found in reversed(days) if found > at] if said.ahead else [d for d in days if d <= at]
    return interval(days[0], days[0]) if days else None


def _holiday_in(said: TimeExpression, year: int) -> date | None:
    if said.easter is not None:
        return easter(year) + ONE * said.easter
    return day_of(year, said.months[0], said.days[0])


def named(said: TimeExpression, _: date | None) -> Interval | None:
    """A day of history."""
    day = date(said.years[0], said.months[0], said.days[0])
    return interval(day, day)
