"""The days meant by expressions that name months, seasons, years and decades."""

from __future__ import annotations

from datetime import date

from toll.model import Interval
from toll.timex.days import ONE, add_months, interval, last_day, month_part, year_part
from toll.timex.expression import TimeExpression

_MONTHS = 12


def month(said: TimeExpression, at: date | None) -> Interval | None:
    """A month or its part, by default the most recent one."""
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


def months(said: TimeExpression, at: date | None) -> Interval | None:
    """From the start of a month to the end of another, or the first `count` of a year."""
    if said.count is not None:
        return _first_months(said, at)
    last = _year_of_month(said, said.months[1], at)
    if last is None:
        return None
    first = said.years[0] if len(said.years) > 1 else last - (said.months[0] > said.months[1])
    return interval(date(first, said.months[0], 1), last_day(last, said.months[1]))


def _first_months(said: TimeExpression, at: date | None) -> Interval | None:
    """Of the year said, else of the last one in which that many months have begun."""
    count = said.count or 0
    if not 0 < count <= _MONTHS or not (said.years or at):
        return None
    year = said.years[-1] if said.years else at.year - (count > at.month) if at else 0
    return Interval(date(year, 1, 1), last_day(year, count), 5)


def year(said: TimeExpression, _: date | None) -> Interval | None:
    """A year or its part."""
    return year_part(said.years[0], said.part)


def years(said: TimeExpression, _: date | None) -> Interval | None:
    """From the start of a year to the end of another."""
    first, last = said.years[0], said.years[1]
    return Interval(date(first, 1, 1), date(last, 12, 31), 5) if first <= last else None


def decade(said: TimeExpression, _: date | None) -> Interval | None:
    """Ten years or their early, middle or late ones."""
    first = said.years[0] + (1900 if said.years[0] < 100 else 0)
    start, end = {None: (0, 9), 1: (0, 4), 2: (3, 6), 3: (5, 9)}[said.part]
    return Interval(date(first + start, 1, 1), date(first + end, 12, 31), 5)


def season(said: TimeExpression, at: date | None) -> Interval | None:
    """Three whole months; a winter belongs to the year in which it began."""
    year = _year_of_month(said, said.months[0], at)
    if year is None:
        return None
    start = date(year, said.months[0], 1)
    return Interval(start, add_months(start, 3) - ONE, 5)
