"""What a date expression says, before anybody asks which days it means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from toll.model import Span


class Kind(StrEnum):
    """How the expression points at days; each kind has one resolver."""

    DAY = "day"
    """A day of a month, year and weekday perhaps unsaid: `days`, `months`, `years` or a `shift`, `weekdays`."""
    DAYS = "days"
    """From a first day to a last one: two `days` (with one or two months) or two `weekdays`."""
    NIGHT = "night"
    """The night between two days: the same fields, or one of them."""
    WEEKDAY = "weekday"
    """A day by its name: `weekdays`; `shift` -1 the one before, 1 the next."""
    MONTH = "month"
    """A month or its `part`: `months`, `years` or a `shift` of years."""
    MONTHS = "months"
    """From a month to a month: two `months`, up to two `years`."""
    YEAR = "year"
    """A year or its `part`: `years`."""
    YEARS = "years"
    """From a year to a year: two `years`."""
    DECADE = "decade"
    """Ten years: `years` holds the first."""
    SEASON = "season"
    """Three months from `months` on: `years` or a `shift` of years."""
    HOLIDAY = "holiday"
    """A day that comes back every year: `months` and `days`, or `easter` in days from Easter Sunday."""
    NAMED = "named"
    """A day known by its name alone: `days`, `months`, `years`."""
    NEAR = "near"
    """`shift` days from the day of publication."""
    PERIOD = "period"
    """A calendar `unit`, `shift` of them away from the one of publication, or its `part`."""
    AGO = "ago"
    """`count` `unit`s before publication; without a count it cannot be told."""
    LAST = "last"
    """The `count` `unit`s that end with publication."""
    SPAN = "span"
    """A stretch of `count` `unit`s, taken to end with publication where nothing else is known."""
    ANCHORED = "anchored"
    """`shift` days (or `shift` times `count` `unit`s) from the day last spoken of."""
    COUNTED_BACK = "counted_back"
    """As `anchored`, back to what the words go on to name ("two days after the attack")."""
    AFTER_DOING = "after_doing"
    """As `anchored`, back to what the same people did, as the words go on to say ("two days after having shot")."""
    SINCE = "since"
    """From the start of `inner` to publication."""
    UNTIL = "until"
    """Up to the end of `inner`, from a day that is not said."""


class Unit(StrEnum):
    """Units of time, by the days or months that they are made of."""

    HOUR = "hour"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """One date expression; `span` and `text` are the article's own words, `rule` names the rule that read them.

    Numbers stand in the order of the words: `days` 1-31, `months` 1-12, `years` in full, `weekdays` 0 Monday to 6.
    `part` is 1 early, 2 mid, 3 late. The words around it speak of days to come (`ahead`) or of what has been
    (`behind`). `until` is the end of the chapter that it opens, an offset into the text. `to_the_day`: its
    months or years are counted from day to day.
    """

    span: Span
    text: str
    kind: Kind
    rule: str
    weekdays: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    shift: int | None = None
    count: int | None = None
    unit: Unit | None = None
    part: int | None = None
    easter: int | None = None
    inner: TimeExpression | None = None
    ahead: bool = False
    behind: bool = False
    until: int | None = None
    to_the_day: bool = False
