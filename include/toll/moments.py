"""When: the days that each sentence of an article gives its events, or the period that it speaks of.

The day on which somebody spoke is left out, days that "and" joins are one interval, and what lies after publication has
not happened. Precision is UCDP GED's date_prec.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from toll import telling
from toll.mentions.reading import Reading
from toll.model import Interval, Span
from toll.timex import Kind, TimeExpression, Unit, resolve_all

NEWS = timedelta(days=2)
"""What lies further back than this is told as background, not as news."""

_DAYS = 2
"""date_prec up to which a stretch of time is that of one event: "in 24 hours"."""

_SINCE_REACH, _BEGUN = 25, 4
_OPENING = 10
"""Characters before "two days after" with which it still opens its sentence: "more than"."""
_APPOSED = 6
"""Characters between a day and the days that it makes exact."""

_SAID_TO_HAVE = "infinitive"

_STRETCHES = {Kind.LAST, Kind.SPAN}
_EXACT = {Kind.DAY, Kind.WEEKDAY, Kind.NEAR, Kind.NAMED, Kind.HOLIDAY}
_BACK = {Kind.COUNTED_BACK, Kind.AFTER_DOING}
_SPEECH = ("said", "spoke")
_DONE = 40
"""Characters behind "five days after having" within which it says what was done."""

_SPANS = {Kind.SINCE, Kind.UNTIL, Kind.MONTHS, Kind.YEARS, Kind.DECADE, *_STRETCHES}


@dataclass(frozen=True, slots=True)
class Moment:
    """Days, and the words that say so.

    `is_period`: they span a period rather than date an event. `is_of_event`: they count back to the event that the copy
    goes on to name ("two days after the attack"). `is_stretch`: a length of time ("in four days")
    in which some day is meant. `is_joined`: days that "and" joins, on each of which something happened. `begun`: the
    day with which a period begins, where that is known ("since 1 May").
    """

    when: Interval
    span: Span
    text: str
    is_period: bool
    is_of_event: bool = False
    is_stretch: bool = False
    is_joined: bool = False
    begun: Interval | None = None


def moments(readings: Sequence[Reading], published: Interval | None) -> list[list[Moment]]:
    """For each sentence the days that its words point at as those of an event, in the order of the text."""
    found = [_of_sentence(reading, days, published) for reading, days in _resolved(readings, published)]
    return [_joined(_of_events(now, reading), reading) for now, reading in zip(found, readings, strict=True)]


def _of_sentence(reading: Reading, days: Sequence[Interval | None], published: Interval | None) -> list[Moment]:
    told = (_moment(time, when, reading, published) for time, when in zip(reading.times, days, strict=True))
    return [moment for moment in told if moment]


def _resolved(
    readings: Sequence[Reading], published: Interval | None
) -> Iterator[tuple[Reading, list[Interval | None]]]:
    """Each sentence with the days of its dates, those that count back from a later date of their sentence among them.

    "On the day after an attack that killed 16, the station was deserted on Wednesday".
    """
    orders = [_in_order(reading) for reading in readings]
    flat = [reading.times[at] for reading, order in zip(readings, orders, strict=True) for at in order]
    told = iter(resolve_all(flat, published, _passing(readings), _alone(readings)))
    for reading, order in zip(readings, orders, strict=True):
        days = dict(zip(order, told, strict=False)) if order else {}
        yield reading, [days[at] for at in range(len(reading.times))]


def _alone(readings: Sequence[Reading]) -> frozenset[Span]:
    """The dates that count back in a sentence which has no other, and which they open, or in which somebody speaks.

    Else a story goes on from its last day: "on Sunday a quake hit … a week after", "it comes two days after".
    """
    alone: set[Span] = set()
    dated = -1
    for reading in readings:
        for time in reading.times[:1] if len(reading.times) == 1 else ():
            opens = dated != reading.sentence.paragraph and _opens(time, reading)
            if time.kind in _BACK and (opens or _speaks(reading)):
                alone.add(time.span)
        dated = reading.sentence.paragraph if reading.times else dated
    return frozenset(alone)


def _speaks(reading: Reading) -> bool:
    return any(reading.values(symbol) for symbol in _SPEECH)


def _passing(readings: Sequence[Reading]) -> dict[Span, int]:
    """The days on which somebody spoke, each with the end of its sentence."""
    days = {reading.sentence.span.end: [time.span for time in reading.times] for reading in readings if reading.times}
    told = {r.sentence.span.end: telling.days_of_event(r, days[r.sentence.span.end]) for r in readings if r.times}
    return {day: end for end, here in days.items() for day in here if day not in told[end]}


def _in_order(reading: Reading) -> Sequence[int]:
    """The dates of a sentence by number, the one that opens it after the last if it counts back from that one."""
    times = reading.times
    order = range(len(times))
    if len(times) < 2 or not _opens(times[0], reading):
        return order
    commas = (node.start for node in reading.nodes if node.symbol == "comma")
    main = next((at for at in commas if any(harm.span.end <= at for harm in reading.harms)), None)
    return [*order[1:], 0] if main is not None and times[-1].span.start > main else order


def _opens(time: TimeExpression, reading: Reading) -> bool:
    return time.kind in _BACK and time.span.start <= reading.sentence.span.start + _OPENING


def spoken(readings: Sequence[Reading], published: Interval | None) -> Moment | None:
    """The day on which the first who says that they did it said so: "claimed on Tuesday to have killed"."""
    for reading in readings:
        if any(harm.mood == _SAID_TO_HAVE for harm in reading.harms) and reading.times:
            told = _of_sentence(reading, resolve_all(reading.times, published), published)
            return next((moment for moment in told if moment.when.prec == 1), None)
    return None


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
    told = [harm.span.start for harm in reading.harms]
    for moment in now:
        last = joined[-1] if joined else None
        if last and _says_exactly(moment, last):
            joined[-1] = replace(_hull(last, moment), when=moment.when, is_joined=False)
        elif last and _are_joined(last.span, moment.span, ands, told):
            joined[-1] = _hull(last, moment)
        else:
            joined.append(moment)
    return joined


def _are_joined(last: Span, span: Span, ands: Sequence[Span], told: Sequence[int]) -> bool:
    """Whether "and" stands right before the second, nobody told harmed between: "in 2019 ten died, and today"."""
    both = any(last.end < word.start and word.end < span.start <= word.end + 3 for word in ands)
    return both and not any(last.end <= start < span.start for start in told)


def _says_exactly(moment: Moment, last: Moment) -> bool:
    """Whether it says right after roughly told days which one of them is meant: "a year ago, on 16 April 2014".

    A night between two days stays one: "in the night of Saturday to Sunday 6 September".
    """
    beside = moment.span.start - last.span.end <= _APPOSED and not moment.is_period and not last.is_period
    return beside and moment.when.prec == 1 and last.when.prec > _DAYS and last.when.covers(moment.when)


def _hull(first: Moment, last: Moment) -> Moment:
    start, end = min(first.when.start, last.when.start), max(first.when.end, last.when.end)
    when = Interval(start, end, _period_prec((end - start).days + 1))
    return Moment(
        when, Span(first.span.start, last.span.end), f"{first.text}, {last.text}", first.is_period, is_joined=True
    )


def _moment(time: TimeExpression, when: Interval | None, reading: Reading, published: Interval | None) -> Moment | None:
    if when is None or (published is not None and when.start > published.end):
        return None
    if time.kind is Kind.AFTER_DOING and not _is_of_harm(time, reading):
        return None
    since = any(
        value == "since" and span.end <= time.span.start <= _reach(reading, span.end)
        for span, value in reading.values("total")
    )
    if since and published is not None and time.kind is not Kind.SINCE:
        return running(Moment(when, time.span, time.text, is_period=True), published)
    spans = since or (time.kind in _SPANS and when.prec > _DAYS)
    return Moment(
        when,
        time.span,
        time.text,
        spans,
        time.kind is Kind.COUNTED_BACK,
        is_stretch=time.kind in _STRETCHES,
        is_joined=time.kind is Kind.DAYS,
        begun=_begun(time, when),
    )


def _begun(time: TimeExpression, when: Interval) -> Interval | None:
    """The day with which a period begins that is told from a day on."""
    exact = time.kind is Kind.SINCE and time.inner is not None and time.inner.kind in _EXACT
    return Interval(when.start, when.start, 1) if exact else None


def _is_of_harm(time: TimeExpression, reading: Reading) -> bool:
    """Whether what was done so many days before is harm: "charged on Wednesday, five days after having shot a man"."""
    exact = time.unit is not Unit.HOUR
    return exact and any(0 <= harm.span.start - time.span.end <= _DONE for harm in reading.harms)


def _reach(reading: Reading, since: int) -> int:
    """How far "since" goes: to the end of a clause that follows it ("since the plant announced its closing in May").

    Where people come to harm in that clause, its day is theirs. It goes on to when something began, too ("since the
    wave of attacks without example begun in 2015").
    """
    words = iter(node for node in reading.nodes if node.start >= since)
    opens = next(words, None)
    if opens is None or opens.symbol != "that":
        comma = next((node.start for node in words if node.symbol == "comma"), reading.sentence.span.end)
        begun = (span.end + _BEGUN for span, _ in reading.values("begun") if since <= span.start < comma)
        return max(since + _SINCE_REACH, next(begun, 0))
    end = next((node.start for node in words if node.symbol == "comma"), reading.sentence.span.end)
    return since if any(since <= harm.span.start < end for harm in reading.harms) else end


def _period_prec(days: int) -> int:
    """UCDP GED date_prec of a period of so many days."""
    return next((prec for prec, longest in ((1, 1), (2, 6), (3, 7), (4, 31)) if days <= longest), 5)
