"""What an article is about: the place, the day and the perpetrator that its opening tells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from toll import reach
from toll.mentions.reading import Reading
from toll.model import Interval
from toll.moments import Moment, is_past, spoken
from toll.scenes.days import day_of
from toll.scenes.scene import Scene
from toll.scenes.spots import PROVINCE, says_where
from toll.segment import Kind

_LEAD, _OPENING, _FIRST_PLACES = 4, 8, 6
"""Sentences of an article's lead and opening, and the first places that it names: they tell what the story is about."""

_SPEECH = ("said", "spoke")
_EXACT, _YEARLY, _YEAR = 2, 5, timedelta(days=365)
_JUST_BEFORE = timedelta(days=45)


def story(readings: Sequence[Reading], moments: Sequence[list[Moment]], published: Interval | None) -> Scene:
    """The scene that an article's opening sets, taken up where nothing nearer is told.

    Its day is the first that stands with a statement of harm, else one that the lead counts back to ("four days after
    the attack"), else the first that may be news, else that on which somebody said that they did it.
    """
    violent = [one for one in readings[:_OPENING] if is_violent(one)]
    bound = _days_of_harm(readings, moments, published)
    exact = [moment for moment in bound if moment.when.prec <= _EXACT]
    news = (moment for now in moments for moment in now if _may_be_news(moment, published))
    near = [moment for moment in bound if moment.when.prec < _YEARLY]
    after = [moment for now in moments[:_LEAD] for moment in now if _is_just_before(moment, published)]
    days = [*_days_of_lead(readings, moments, published), *exact, *after, *news, *near]
    told = [m for one in violent or readings for m in one.places if m.locative and m.place is not None]
    places = [m.place for m in sorted(told[:_FIRST_PLACES], key=says_where, reverse=True) if m.place is not None]
    lead = [reading for reading in readings[:_LEAD] if is_violent(reading)]
    perpetrators = [by for reading in lead for by in reading.perpetrators if not reach.is_of_arrest(reading, by)]
    first = told[0].place if told else None
    inside = [p for p in places if first and p.country_code == first.country_code and p.where_prec < PROVINCE]
    return Scene(
        place=inside[0] if inside else first,
        moment=days[0] if days else spoken(readings[:_LEAD], published),
        perpetrator=perpetrators[0] if perpetrators else None,
    )


def is_violent(reading: Reading) -> bool:
    """Whether a sentence tells of harm, of its means, or of who claims it."""
    return bool(reading.harms or reading.values("means") or reading.values("claimed"))


def _days_of_lead(
    readings: Sequence[Reading], moments: Sequence[list[Moment]], published: Interval | None
) -> list[Moment]:
    """The exact days of a deed that the first violent sentence tells whose victims only the next ones count."""
    told = zip(readings[:_LEAD], moments, strict=False)
    body = ((reading, now) for reading, now in told if reading.sentence.kind is not Kind.HEADLINE)
    lead = next(((reading, now) for reading, now in body if is_violent(reading)), None)
    if lead is None or lead[0].harms or not _tells_deed(lead[0]) or _looks_back(lead[1], published):
        return []
    return [moment for moment in lead[1] if moment.when.prec <= _EXACT and _may_be_news(moment, published)]


def _is_just_before(moment: Moment, published: Interval | None) -> bool:
    """Whether the copy counts some days back to it, not a year to the day."""
    exact = moment.is_of_event and moment.when.prec <= _EXACT
    return exact and (published is None or moment.when.end >= published.start - _JUST_BEFORE)


def _looks_back(now: Sequence[Moment], published: Interval | None) -> bool:
    """Whether one of the days is that of something past, which the deed may be: "taken in five months after"."""
    return any(not moment.is_period and is_past(moment.when, published) for moment in now)


def _tells_deed(reading: Reading) -> bool:
    """Whether a sentence tells of a deed at once, not of what somebody said about one."""
    deeds = [span.start for span, _ in reading.values("means")]
    told = [span.start for symbol in _SPEECH for span, _ in reading.values(symbol)]
    return bool(deeds) and not any(start < min(deeds) for start in told)


def _may_be_news(moment: Moment, published: Interval | None) -> bool:
    return not moment.is_period and moment.when.prec < _YEARLY and not is_past(moment.when, published)


def _days_of_harm(
    readings: Sequence[Reading], moments: Sequence[list[Moment]], published: Interval | None
) -> list[Moment]:
    """The days told right with statements of harm, of the year before publication, in the order of the text."""
    news = [harm for reading in readings for harm in reading.harms if not harm.is_recalled]
    near = {id(harm): day_of(harm, now) for r, now in zip(readings, moments, strict=True) for harm in r.harms}
    told = [moment for harm in news if (moment := near[id(harm)]) and not moment.is_period]
    return [moment for moment in told if published and moment.when.end >= published.start - _YEAR]
