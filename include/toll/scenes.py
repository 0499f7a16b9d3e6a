"""Where, when, by what and by whom: the circumstances of each statement of harm.

A sentence's own words come first, then those of its paragraph, then what was last spoken of, then the story's own
place and day (those of its first dated and placed sentences). A past recalled in one paragraph does not carry over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from toll import means as by
from toll import reach
from toll.codes import Means
from toll.mentions.actors import Perpetrator
from toll.mentions.casualties import Harm
from toll.mentions.places import PlaceMention
from toll.mentions.reading import Reading
from toll.model import Interval, Place, Span
from toll.moments import Moment, is_past, running
from toll.moments import moments as all_moments

_LEAD, _OPENING, _FIRST_PLACES = 4, 8, 6
"""Sentences of an article's lead and opening, and the first places that it names: they tell what the story is about."""

_BEGUN_REACH = 4
_BESIDE, _NEAR = 25, 120
"""Characters between a day and what something else came after, or what is only taken up, whose own day it still is."""

_EXACT, _YEARLY, _YEAR = 2, 5, timedelta(days=365)
_COUNTRY, _PROVINCE, _NEARBY = 6, 4, 2
Told = TypeVar("Told", Moment, Perpetrator)


@dataclass(frozen=True, slots=True)
class Scene:
    """The circumstances of one statement, each None where the article does not tell.

    `period` and `land` are what a total stated there would cover: the period that its sentence names or the war's that
    it speaks of, and the country that the article is about where it names no place. `named` is the place of the
    sentence itself, `distance` the characters between the statement and the words of its day where the sentence has
    them. `is_of_past_war`: it has no day of its own in an article about a war that is over. `war` is the
    period of the war that the article tells of.
    """

    place: Place | None = None
    moment: Moment | None = None
    means: Means | None = None
    perpetrator: Perpetrator | None = None
    dated_here: bool = False
    distance: int = 0
    is_of_past_war: bool = False
    war: Moment | None = None
    period: Moment | None = None
    land: Place | None = None
    named: Place | None = None


def scenes(readings: Sequence[Reading], published: Interval | None) -> list[list[Scene]]:
    """For each sentence the scene of each of its statements of harm."""
    moments = all_moments(readings, published)
    story = _story(readings, moments, published)
    war, land = _war(readings, moments, published), _land(readings)
    over = war if readings and war and _speaks_of_war(readings[0]) and is_past(war.when, published) else None
    riotous = by.is_riotous(readings)
    told = said = story
    found: list[list[Scene]] = []
    for i, (reading, now) in enumerate(zip(readings, moments, strict=True)):
        if i and reading.sentence.paragraph != readings[i - 1].sentence.paragraph:
            said = _new_paragraph(told if any(found) else replace(told, place=None), said, story, published)
        means = by.of_sentence(reading, readings[max(0, i - 2) : i + 3], riotous=riotous)
        known = replace(said, moment=None) if published is None and reading.times and not now else said
        scene = [_scene(harm, reading, now, means, told, known, story) for harm in reading.harms]
        settled = [_with_total(one, reading, now, war, land) for one in scene]
        found.append([_of_war(one, over, readings[0]) for one in settled] if over else settled)
        said = _said(reading, now, means, said, found[-1])
        told = said if reading.harms else told
    return found


def _scene(
    harm: Harm, reading: Reading, now: list[Moment], means: Means | None, told: Scene, said: Scene, story: Scene
) -> Scene:
    span = harm.span
    place = _nearest_place(span, reach.within(reading, harm, reading.places))
    moment = _moment(harm, reach.within(reading, harm, now))
    return Scene(
        place=_finer(place, told.place, reading) or said.place,
        named=place,
        moment=moment or (None if harm.is_recalled or _is_elsewhere(reading) else _taken_up(place, said, story)),
        means=by.of_harm(harm, means, said.means),
        perpetrator=_nearest(span, reach.by_whom(reading, harm, reading.perpetrators)) or (None if _elsewhere(place, said) else said.perpetrator),
        dated_here=moment is not None,
        distance=span.gap(moment.span) if moment and not moment.is_of_event else 0,
    )


def _moment(harm: Harm, now: Sequence[Moment]) -> Moment | None:
    """The day of its sentence that stands nearest; a statement that only takes up what is known needs it close by."""
    best = min(now, key=lambda moment: 0 if moment.is_of_event else harm.span.gap(moment.span), default=None)
    if best is None or best.is_of_event:
        return best
    reach = _BESIDE if harm.is_recalled else _NEAR if harm.is_reference else None
    return best if reach is None or harm.span.gap(best.span) <= reach else None


def _is_elsewhere(reading: Reading) -> bool:
    """Whether a sentence goes on to something of another day and place: "besides, three men were killed in"."""
    return any(value == "elsewhere" for _, value in reading.values("apart"))


def _taken_up(place: Place | None, said: Scene, story: Scene) -> Moment | None:
    """The days last spoken of; a past is left with its place."""
    earlier = said.moment and story.moment and said.moment.when.end < story.moment.when.start
    return story.moment if earlier and _elsewhere(place, said) else said.moment


def _elsewhere(place: Place | None, said: Scene) -> bool:
    """Whether a town is named that is not the one last spoken of: whoever harmed people there is not told by that."""
    there = said.place
    if place is None or there is None or max(place.where_prec, there.where_prec) >= _PROVINCE:
        return False
    return not {place.location, place.within} & {there.location, there.within} - {None}


def _with_total(scene: Scene, reading: Reading, now: list[Moment], war: Moment | None, land: Place | None) -> Scene:
    own = next((moment for moment in now if moment.is_period), None)
    placed = any(mention.locative and mention.place for mention in reading.places) or reading.values("there")
    period = own or (war if _speaks_of_war(reading) else None)
    return replace(scene, period=period, land=None if placed else land, war=war)


def _of_war(scene: Scene, over: Moment, headline: Reading) -> Scene:
    """In an article about a war that is over, what has no day of its own is told of that war, and where it was fought."""
    if scene.dated_here or scene.period:
        return scene
    field = next((mention.place for mention in headline.places if mention.place), scene.land)
    return replace(scene, moment=over, period=over, land=field, named=None, is_of_past_war=True)


def _war(readings: Sequence[Reading], moments: Sequence[list[Moment]], published: Interval | None) -> Moment | None:
    """The period that the article gives for the war it speaks of: "the war that has torn the country since 2011".

    Else from the day on which it says that a war or an offensive began.
    """
    told = [(reading, moment) for reading, now in zip(readings, moments, strict=True) for moment in now]
    periods = (moment for reading, moment in told if moment.is_period and _speaks_of_war(reading))
    begun = (running(m, published) for r, m in told if published and _is_begun(r, m) and is_past(m.when, published))
    period = next(periods, None)
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


def _speaks_of_war(reading: Reading) -> bool:
    return any(value == "war" for _, value in reading.values("strife"))


def _land(readings: Sequence[Reading]) -> Place | None:
    """The country that most places of the article lie in, as the article first writes it."""
    places = [mention.place for reading in readings for mention in reading.places if mention.place]
    home = Counter(place.country_code for place in places if place.country_code).most_common(1)
    countries = (p for p in places if p.where_prec == _COUNTRY and home and p.country_code == home[0][0])
    return next(countries, None)


def _said(
    reading: Reading, now: list[Moment], means: Means | None, said: Scene, harmed: Sequence[Scene]
) -> Scene:
    """What a later sentence may take up again."""
    placed = [m.place for m in reading.places if m.locative and m.place is not None]
    dated = [moment for moment in now if not moment.is_period and not _is_around(moment, said.moment)]
    dated += [one.moment for one in harmed if one.dated_here and one.moment in dated]
    named = [one.place for one in harmed if one.named and one.place]
    return Scene(
        place=min(reversed(named or placed), key=lambda place: place.where_prec, default=said.place),
        moment=dated[-1] if dated else said.moment,
        means=means or said.means,
        perpetrator=reading.perpetrators[-1] if reading.perpetrators and _is_violent(reading) else said.perpetrator,
    )


def _is_around(moment: Moment, said: Moment | None) -> bool:
    """Whether it only says roughly when, of a day that has been told: "the first this year"."""
    if said is None or moment.when.prec <= said.when.prec:
        return False
    return moment.when.start <= said.when.start and said.when.end <= moment.when.end


def _new_paragraph(told: Scene, said: Scene, story: Scene, published: Interval | None) -> Scene:
    """Days carry over from where people were last harmed, places from wherever the last paragraph was."""
    past = told.moment is not None and is_past(told.moment.when, published)
    if told.moment is not None and told.moment.when.prec >= _YEARLY:
        told = replace(told, moment=story.moment)
    return replace(said, moment=told.moment, means=None, perpetrator=None if past else story.perpetrator, place=told.place or said.place)


def _story(readings: Sequence[Reading], moments: Sequence[list[Moment]], published: Interval | None) -> Scene:
    violent = [one for one in readings[:_OPENING] if _is_violent(one)]
    bound = _days_of_harm(readings, moments, published)
    exact = [moment for moment in bound if moment.when.prec <= _EXACT]
    days = [*exact, *(m for now in moments for m in now if _may_be_news(m, published)), *bound]
    told = [m for one in violent or readings for m in one.places if m.locative and m.place is not None]
    places = [m.place for m in sorted(told[:_FIRST_PLACES], key=_says_where, reverse=True) if m.place is not None]
    perpetrators = [actor for reading in readings[:_LEAD] if _is_violent(reading) for actor in reading.perpetrators]
    first = told[0].place if told else None
    inside = [
        p for p in places if first and p.country_code == first.country_code and p.where_prec < _PROVINCE
    ]
    return Scene(
        place=inside[0] if inside else first,
        moment=days[0] if days else None,
        perpetrator=perpetrators[0] if perpetrators else None,
    )


def _may_be_news(moment: Moment, published: Interval | None) -> bool:
    return not moment.is_period and moment.when.prec < _YEARLY and not is_past(moment.when, published)


def _days_of_harm(
    readings: Sequence[Reading], moments: Sequence[list[Moment]], published: Interval | None
) -> list[Moment]:
    """The days told right with statements of harm, of the year before publication, in the order of the text."""
    news = [harm for reading in readings for harm in reading.harms if not harm.is_recalled]
    near = {id(harm): _moment(harm, now) for r, now in zip(readings, moments, strict=True) for harm in r.harms}
    told = [moment for harm in news if (moment := near[id(harm)]) and not moment.is_period]
    return [moment for moment in told if published and moment.when.end >= published.start - _YEAR]


def _is_violent(reading: Reading) -> bool:
    return bool(reading.harms or reading.values("means") or reading.values("claimed"))


def _nearest_place(span: Span, mentions: Sequence[PlaceMention]) -> Place | None:
    placed = [m for m in mentions if m.place is not None]
    if not placed:
        return None
    best = min(placed, key=lambda m: (not _says_where(m), span.gap(m.span), m.span.start))
    near = [m for m in placed if _says_where(m) == _says_where(best) and m.place and best.place]
    finer = [m for m in near if m.place and best.place and _inside(m.place, best.place)]
    return min(finer, key=lambda m: span.gap(m.span)).place if finer else best.place


def _says_where(mention: PlaceMention) -> bool:
    """Whether something is said to happen there, not only near there ("60 km from Niamey")."""
    return mention.locative and mention.place is not None and mention.place.where_prec != _NEARBY


def _inside(fine: Place, coarse: Place) -> bool:
    return fine.country_code == coarse.country_code and fine.where_prec < coarse.where_prec


def _finer(here: Place | None, said: Place | None, reading: Reading) -> Place | None:
    """The place named here, unless it is only the country or province of the one that was last spoken of.

    A sentence that goes on to another event keeps its own.
    """
    if here is None or said is None or reading.values("apart"):
        return here
    return said if here.where_prec >= _PROVINCE and _holds(here, said) else here


def _holds(coarse: Place, fine: Place) -> bool:
    """Whether `fine` may lie in `coarse`: of one country, and of one province where both are told."""
    province = coarse.where_prec == _PROVINCE and (coarse.adm_1 == fine.adm_1 or fine.adm_1 is None)
    return (province or coarse.where_prec == _COUNTRY) and _inside(fine, coarse)


def _nearest(span: Span, found: Sequence[Told]) -> Told | None:
    return min(found, key=lambda told: span.gap(told.span), default=None)
