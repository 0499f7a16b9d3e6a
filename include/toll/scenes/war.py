"""The war that an article tells of: its period, and what a total told in that article covers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from toll.mentions.reading import Reading
from toll.model import Interval, Place
from toll.moments import Moment, is_past, running
from toll.scenes.days import day_of
from toll.scenes.scene import Scene
from toll.scenes.spots import COUNTRY
from toll.timex import Kind, Unit

_BEGUN_REACH, _BESIDE, _YEARLY = 4, 1, 5
_LEAD = 4
"""Sentences of an article's lead."""


@dataclass(frozen=True, slots=True)
class War:
    """Its period, the country that the article is about, and, where the article is about a war that is over, its field.

    Each is null where the article does not tell.
    """

    period: Moment | None
    land: Place | None
    is_over: bool
    field: Place | None


def of_article(readings: Sequence[Reading], moments: Sequence[list[Moment]], published: Interval | None) -> War:
    """The war of an article; it is over where the headline speaks of it, its period has ended and nobody dies anew.

    Of a war that goes on an article of unknown day cannot tell the period.
    """
    period = _period(readings, moments, published)
    past = period is not None and (published is None or is_past(period.when, published))
    is_over = past and _speaks_of_war(readings[0]) and not _is_fought_on(readings, moments, published)
    land = _land(readings)
    placed = (mention.place for reading in readings[:1] for mention in reading.places if mention.place)
    return War(period, land, is_over, next(placed, land))


def settle(scene: Scene, reading: Reading, now: Sequence[Moment], war: War) -> Scene:
    """`scene` with what a total stated in it covers; what has no day of its own is told of a war that is over."""
    told = next((moment for moment in now if moment.is_period), None)
    period = (_own(scene, reading) if told else None) or told or (war.period if _speaks_of_war(reading) else None)
    if war.is_over and not (scene.dated_here or period):
        over = war.period
        return replace(scene, moment=over, period=over, war=over, land=war.field, named=None, is_of_past_war=True)
    placed = any(mention.locative and mention.place for mention in reading.places) or reading.values("there")
    return replace(scene, period=period, land=None if placed else war.land, war=war.period)


def _own(scene: Scene, reading: Reading) -> Moment | None:
    """The period of a statement itself: "from January to August 2019 there were N, and this year M", "N in 2018"."""
    moment = scene.moment if scene.dated_here else None
    if moment is None or moment.is_period:
        return moment
    now = {time.span for time in reading.times if time.kind is Kind.PERIOD and time.unit is Unit.YEAR}
    beside = moment.when.prec >= _YEARLY and scene.distance <= _BESIDE
    return moment if beside or moment.span in now else None


def _is_fought_on(readings: Sequence[Reading], moments: Sequence[list[Moment]], published: Interval | None) -> bool:
    """Whether the lead tells of people harmed in these days."""
    lead = zip(readings[:_LEAD], moments, strict=False)
    days = [day for reading, now in lead for harm in reading.harms if (day := day_of(harm, now))]
    return any(not is_past(day.when, published) for day in days)


def _speaks_of_war(reading: Reading) -> bool:
    return any(value == "war" for _, value in reading.values("strife"))


def _period(readings: Sequence[Reading], moments: Sequence[list[Moment]], published: Interval | None) -> Moment | None:
    """The period that is given for the war: "the war that has torn the country since 2011".

    Else from the day on which a war or an offensive is said to have begun.
    """
    told = [(reading, moment) for reading, now in zip(readings, moments, strict=True) for moment in now]
    period = next((moment for reading, moment in told if moment.is_period and _speaks_of_war(reading)), None)
    begun = (running(m, published) for r, m in told if published and _is_begun(r, m) and is_past(m.when, published))
    return _narrowed(period, told) if period else next(begun, None)


def _narrowed(war: Moment, told: Sequence[tuple[Reading, Moment]]) -> Moment:
    """The years of a war narrowed down to the days on which the article says that it began and ended."""
    inside = [(r, m.when) for r, m in told if m.when.prec == 1 and war.when.start <= m.when.start <= war.when.end]
    first = next((when.start for reading, when in inside if reading.values("begun")), war.when.start)
    last = next((when.end for reading, when in inside if reading.values("ended")), war.when.end)
    years = first.year == war.when.start.year and last.year == war.when.end.year
    return replace(war, when=replace(war.when, start=first, end=last)) if years else war


def _is_begun(reading: Reading, moment: Moment) -> bool:
    """Whether a day is that on which a war or an offensive began: "the offensive launched on 4 April"."""
    if not (_speaks_of_war(reading) or reading.values("offensive")):
        return False
    begun = (span.end for symbol in ("begun", "committed") for span, _ in reading.values(symbol))
    return any(0 <= moment.span.start - end <= _BEGUN_REACH for end in begun)


def _land(readings: Sequence[Reading]) -> Place | None:
    """The country that most places of the article lie in, as the article first writes it."""
    places = [mention.place for reading in readings for mention in reading.places if mention.place]
    home = Counter(place.country_code for place in places if place.country_code).most_common(1)
    countries = (p for p in places if p.where_prec == COUNTRY and home and p.country_code == home[0][0])
    return next(countries, None)
