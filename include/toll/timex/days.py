"""Arithmetic on days: months, weeks, Easter, and intervals with the precision that UCDP GED gives their length."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from toll.model import Interval

ONE = timedelta(days=1)
MONDAY, SATURDAY = 0, 5


def interval(start: date, end: date, prec: int | None = None) -> Interval:
    """`start` to `end` (put in order) with `prec`, or the one of its length (UCDP GED codebook, `date_prec`)."""
    start, end = min(start, end), max(start, end)
    return Interval(start, end, precision(start, end) if prec is None else prec)


def precision(start: date, end: date) -> int:
    """1 one day, 2 two to six days, 3 a week, 4 up to a month, 5 longer."""
    days = (end - start).days + 1
    return 1 + sum(days > most for most in (1, 6, 7, 31))


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such (30 February, year 0)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_day(year: int, month: int) -> date:
    """The month's last day."""
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The same day `months` later (earlier where negative), or the month's last day where it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def month_part(year: int, month: int, part: int | None = None) -> Interval:
    """A month, or its days 1-10, 11-20, 21-end for `part` 1, 2, 3 (coding guide, settled case 22)."""
    first, last = {None: (1, 31), 1: (1, 10), 2: (11, 20), 3: (21, 31)}[part]
    end = min(last, last_day(year, month).day)
    return Interval(date(year, month, first), date(year, month, end), 4)


def year_part(year: int, part: int | None = None) -> Interval:
    """A year, or its months 1-4, 5-8, 9-12 for `part` 1, 2, 3."""
    first, last = {None: (1, 12), 1: (1, 4), 2: (5, 8), 3: (9, 12)}[part]
    return Interval(date(year, first, 1), last_day(year, last), 5)


def weekday_before(day: date, weekday: int) -> date:
    """The most recent `weekday` (0 Monday) on or before `day`."""
    return day - ONE * ((day.weekday() - weekday) % 7)


def weekday_after(day: date, weekday: int) -> date:
    """The first `weekday` (0 Monday) on or after `day`."""
    return day + ONE * ((weekday - day.weekday()) % 7)


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
