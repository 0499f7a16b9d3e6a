"""When: the days that each sentence of an article gives its events, or the period that it speaks of.

The day on which somebody spoke is left out, days that "and" joins are one interval, and what lies after publication has
not happened. Precision is UCDP GED's date_prec.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from toll import telling
from toll.mentions.reading import Reading
from toll.model import Interval, Span
from toll.timex import Kind, TimeExpression, resolve_all

NEWS = timedelta(days=2)
"""What lies further back than this is told as background, not as news."""

_DAYS = 2
"""date_prec up to which a stretch of time is that of one event: "in 24 hours"."""

_SINCE_REACH = 25
_STRETCHES = {Kind.LAST, Kind.SPAN}
_SPANS = {Kind.SINCE, Kind.UNTIL, Kind.YEARS, Kind.DECADE, *_STRETCHES}


@dataclass(frozen=True, slots=True)
class Moment:
    """Days, and the words that say so.

    `is_period`: they span a period rather than date an event. `is_of_event`: they count back to the event that the copy
    goes on to name ("two days after the attack"). `is_stretch`: a length of time ("in four days")
    in which some day is meant. `is_joined`: days that "and" joins, on each of which something happened.
    """

    when: Interval
    span: Span
    text: str
    is_period: bool
    is_of_event: bool = False
    is_stretch: bool = False
    is_joined: bool = False


def moments(readings: Sequence[Reading], published: Interval | None) -> list[list[Moment]]:
    """For each sentence the days that its words point at as those of an event, in the order of the text."""
    flat = [time for reading in readings for time in reading.times]
    told = iter(resolve_all(flat, published))
    found = [[_moment(time, next(told), reading, published) for time in reading.times] for reading in readings]
    return [
        _joined(_of_events([moment for moment in now if moment], reading), reading)
        for now, reading in zip(found, readings, strict=True)
    ]


def is_past(when: Interval | None, published: Interval | None) -> bool:
    """Whether days lie so far before publication that the article recalls them."""
    return when is not None and published is not None and when.end < published.start - NEWS


def running(begun: Moment, published: Interval) -> Moment:
    """The period from a day on which something began to publication."""
    when = Interval(begun.when.start, published.end, _period_prec((published.end - begun.when.start).days + 1))
    return replace(begun, when=when, is_period=True)


def _of_events(now: list[Moment], reading: Reading) -> list[Moment]:
    """The moments of a sentence but for those of the telling."""
    told = telling.days_of_event(reading, [moment.span for moment in now]) if now else ()
    return [moment for moment in now if moment.span in told]


def _joined(now: list[Moment], reading: Reading) -> list[Moment]:
    """Days that "and" joins are one interval: on Wednesday and Thursday."""
    joined: list[Moment] = []
    ands = [span for span, _ in reading.values("and")]
    for moment in now:
        last = joined[-1] if joined else None
        if last and any(last.span.end < span.start and span.end < moment.span.start <= span.end + 3 for span in ands):
            joined[-1] = _hull(last, moment)
        else:
            joined.append(moment)
    return joined


def _hull(first: Moment, last: Moment) -> Moment:
    start, end = min(first.when.start, last.when.start), max(first.when.end, last.when.end)
    when = Interval(start, end, _period_prec((end - start).days + 1))
    return Moment(
        when, Span(first.span.start, last.span.end), f"{first.text}, {last.text}", first.is_period, is_joined=True
    )


def _moment(time: TimeExpression, when: Interval | None, reading: Reading, published: Interval | None) -> Moment | None:
    if when is None or (published is not None and when.start > published.end):
        return None
    since = any(
        value == "since" and span.end <= time.span.start <= span.end + _SINCE_REACH
        for span, value in reading.values("total")
    )
    if since and published is not None and time.kind is not Kind.SINCE:
        return running(Moment(when, time.span, time.text, is_period=True), published)
    is_of_event = time.kind is Kind.COUNTED_BACK
    spans = since or (time.kind in _SPANS and when.prec > _DAYS)
    is_stretch = time.kind in _STRETCHES
    return Moment(
        when, time.span, time.text, spans, is_of_event, is_stretch=is_stretch, is_joined=time.kind is Kind.DAYS
    )


def _period_prec(days: int) -> int:
    """UCDP GED date_prec of a period of so many days."""
    return next((prec for prec, longest in ((1, 1), (2, 6), (3, 7), (4, 31)) if days <= longest), 5)
