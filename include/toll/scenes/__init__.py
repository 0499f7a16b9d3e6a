"""Where, when, by what and by whom: the circumstances of each statement of harm.

A sentence's own words come first, then those of its paragraph, then what was last spoken of, then the story's own
place and day (those of its first dated and placed sentences). A past recalled in one paragraph does not carry over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from toll import means as by
from toll import reach
from toll.codes import Means
from toll.mentions.actors import Perpetrator
from toll.mentions.harm import Harm
from toll.mentions.reading import Reading
from toll.model import Interval, Span
from toll.moments import Moment, is_past
from toll.moments import moments as all_moments
from toll.scenes import antecedents, chapters, since, spots, war
from toll.scenes.days import day_of, is_around, is_counted_back, is_long_before, is_of_another_day, of_deed, taken_up
from toll.scenes.scene import Scene
from toll.scenes.story import is_violent, story

__all__ = ["Scene", "scenes"]

_YEARLY = 5

Told = TypeVar("Told", Moment, Perpetrator)


def scenes(readings: Sequence[Reading], published: Interval | None) -> list[list[Scene]]:
    """For each sentence the scene of each of its statements of harm."""
    moments = all_moments(readings, published)
    opening = whole = story(readings, moments, published)
    fought = war.of_article(readings, moments, published)
    riotous = by.is_riotous(readings)
    told = said = opening
    found: list[list[Scene]] = []
    for i, (reading, now) in enumerate(zip(_to_last_harm(readings), moments, strict=False)):
        if i and reading.sentence.paragraph != readings[i - 1].sentence.paragraph:
            said = _new_paragraph(told if any(found) else replace(told, place=None), said, opening, published)
        if (part := chapters.at(reading, now, opening, whole)) is not opening:
            told = said = opening = part
        passage = readings[max(0, i - 2) : i + 3]
        means = by.of_sentence(reading, passage, riotous=riotous)
        each = by.of_each(reading, passage, riotous=riotous) or [means] * len(reading.harms)
        known = replace(said, moment=None) if published is None and reading.times and not now else said
        settled = [
            _scene(harm, reading, now, own, told, antecedents.of(harm, known, readings[:i], found), opening)
            for harm, own in zip(reading.harms, each, strict=True)
        ]
        found.append([war.settle(scene, reading, now, fought) for scene in settled])
        said = _said(reading, now, means, said, found[-1])
        told = _told(now, found[-1], said) if reading.harms else told
        if headed := spots.of_heading(reading):
            told, said = replace(told, place=headed), replace(said, place=headed)
    return [*found, *([] for _ in readings[len(found) :])]


def _to_last_harm(readings: Sequence[Reading]) -> Sequence[Reading]:
    """Those up to the last that states harm: what comes after makes no scene."""
    return readings[: max((i + 1 for i, reading in enumerate(readings) if reading.harms), default=0)]


def _scene(
    harm: Harm, reading: Reading, now: list[Moment], means: Means | None, told: Scene, said: Scene, story: Scene
) -> Scene:
    span = harm.span
    places = reach.outside(reading, harm, reach.within(reading, harm, reading.places))
    place = spots.nearest(harm, spots.of_others(reading, harm, reach.unshared(reading, harm, places)))
    days = reach.outside(reading, harm, reach.within(reading, harm, reach.compared(reading, harm, now)))
    days = reach.unrelated(reading, harm, days)
    moment = since.event(harm, reading, day_of(harm, of_deed(harm, reading, reach.unenclosed(reading, harm, days))))
    return Scene(
        place=spots.finer(place, told.place, reading) or said.place,
        named=place,
        beside=spots.beside(harm, reading.places),
        moment=moment
        or (None if harm.is_recalled or is_of_another_day(reading) else taken_up(harm, place, said, story)),
        means=by.of_harm(harm, means, said.means),
        perpetrator=_nearest(span, reach.by_whom(reading, harm, reading.perpetrators))
        or (
            None
            if spots.is_elsewhere(place, said.place) or is_long_before(moment, story.moment)
            else _unnamed(said.perpetrator, reading)
        ),
        dated_here=moment is not None,
        distance=span.gap(moment.span) if moment and not moment.is_of_event else 0,
    )


def _said(reading: Reading, now: list[Moment], means: Means | None, said: Scene, harmed: Sequence[Scene]) -> Scene:
    """What a later sentence may take up again."""
    placed = [m.place for m in reading.places if m.locative and m.place is not None]
    dated = [moment for moment in now if not moment.is_period and not is_around(moment, said.moment)]
    dated += [one.moment for one in harmed if one.dated_here and one.moment in dated]
    dated = [moment for moment in dated if not is_counted_back(moment, now)] or dated
    named = [one.place for one in harmed if one.named and one.place]
    doers = [by for by in reading.perpetrators if is_violent(reading) and not reach.is_of_arrest(reading, by)]
    told = [place for place in (named or placed) if not spots.is_worldwide(place)]
    return Scene(
        place=min(reversed(told), key=lambda place: place.where_prec, default=said.place),
        moment=dated[-1] if dated else said.moment,
        means=means or said.means,
        perpetrator=doers[-1] if doers else said.perpetrator,
    )


def _told(now: list[Moment], harmed: Sequence[Scene], said: Scene) -> Scene:
    """What was last spoken of, on the day on which people were last harmed; not one that only is counted from."""
    told = [scene.moment for scene in harmed if scene.moment and not is_counted_back(scene.moment, now)]
    days = [moment for moment in told if moment.is_period or moment.begun is None]
    return replace(said, moment=days[-1] if days else said.moment)


def _new_paragraph(told: Scene, said: Scene, story: Scene, published: Interval | None) -> Scene:
    """Days carry over from where people were last harmed, places from wherever the last paragraph was."""
    past = told.moment is not None and is_past(told.moment.when, published)
    if told.moment is not None and told.moment.when.prec >= _YEARLY:
        told = replace(told, moment=story.moment)
    return Scene(
        place=told.place or said.place,
        moment=told.moment,
        perpetrator=None if past else story.perpetrator,
    )


def _unnamed(by: Perpetrator | None, reading: Reading) -> Perpetrator | None:
    """Who did it by what was said before, unless the sentence names them for another deed."""
    return None if by and any(one.name == by.name for one in reading.perpetrators) else by


def _nearest(span: Span, found: Sequence[Told]) -> Told | None:
    return min(found, key=lambda told: span.gap(told.span), default=None)
