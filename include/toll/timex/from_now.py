"""The days meant by expressions that count from the day of publication, or from the day last spoken of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from toll.model import Interval
from toll.timex.days import (
    MONDAY,
    ONE,
    SATURDAY,
    add_months,
    interval,
    month_part,
    weekday_after,
    weekday_before,
    year_part,
)
from toll.timex.expression import TimeExpression, Unit


def near(said: TimeExpression, at: date | None) -> Interval | None:
    """So many days from publication."""
    if at is None:
        return None
    day = at + ONE * (said.shift or 0)
    return interval(day, day)


def period(said: TimeExpression, at: date | None) -> Interval | None:
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


def ago(said: TimeExpression, at: date | None) -> Interval | None:
    """A day exactly; of weeks, months and years the week, the month and the year of the calendar, unless to the day."""
    if at is None or said.count is None:
        return None
    if said.to_the_day and said.unit in (Unit.MONTH, Unit.YEAR):
        then = add_months(at, -said.count * (12 if said.unit is Unit.YEAR else 1))
        return interval(then, then)
    if said.unit in (Unit.DAY, Unit.HOUR):
        days = said.count if said.unit is Unit.DAY else said.count // 24
        return interval(at - ONE * days, at - ONE * days)
    if said.unit is Unit.WEEK:
        monday = weekday_before(at - timedelta(weeks=said.count), MONDAY)
        return Interval(monday, monday + 6 * ONE, 3)
    if said.unit is Unit.MONTH:
        then = add_months(at, -said.count)
        return month_part(then.year, then.month)
    return year_part(at.year - said.count)


def last(said: TimeExpression, at: date | None) -> Interval | None:
    """The span that ends with publication; 24 hours are its day and the one before (UCDP GED)."""
    if at is None or said.count is None:
        return None
    start = _back(at, said.count, said.unit)
    return interval(start, at)


def ahead(said: TimeExpression, begun: date) -> Interval | None:
    """The span that begins with a day."""
    if said.count is None:
        return None
    if said.unit is Unit.HOUR:
        return interval(begun, begun + ONE * -(-said.count // 24))
    if said.unit in (Unit.DAY, Unit.WEEK):
        return interval(begun, begun + ONE * (said.count * (7 if said.unit is Unit.WEEK else 1) - 1))
    return interval(begun, add_months(begun, said.count * (12 if said.unit is Unit.YEAR else 1)) - ONE)


def _back(at: date, count: int, unit: Unit | None) -> date:
    if unit is Unit.HOUR:
        return at - ONE * -(-count // 24)
    if unit in (Unit.DAY, Unit.WEEK):
        return at - ONE * (count * (7 if unit is Unit.WEEK else 1) - 1)
    return add_months(at, -count * (12 if unit is Unit.YEAR else 1))


def anchored(said: TimeExpression, at: date | None, anchor: date | None) -> Interval | None:
    """A day exactly; months and years later or earlier as vague as those `ago`."""
    origin = anchor if anchor is not None or said.count is None else at
    if origin is None or said.shift is None:
        return None
    if said.count is None:
        return interval(origin + ONE * said.shift, origin + ONE * said.shift)
    return ago(replace(said, count=-said.shift * said.count), origin)
