"""Where: which of the places that a sentence names is that of a statement, and which is finer than which.

UCDP GED: the most specific place where it happened; where_prec 1 exact … 4 province, 6 country.
"""

from __future__ import annotations

from collections.abc import Sequence

from toll.mentions.harm import Harm
from toll.mentions.places import PlaceMention
from toll.mentions.reading import Reading
from toll.model import Place, Span
from toll.segment import Kind

NEARBY, PROVINCE, _REGION, COUNTRY = 2, 4, 5, 6
"""where_prec of what is only near a place, of a province, of a region without borders, of a country."""

_HEADED = 8
"""Characters between a country of a list and its figure: "Brazil with 58.314 deaths, the United Kingdom (43.575)"."""

_WORLD_REACH, _MANY = 30, 1000
"""Characters between a total and "in the whole world", and the deaths from which on it may stand anywhere."""

_BEFORE_HEADING, _AFTER_HEADING = 9, 2
"""Characters of a heading before and after its place: its dashes, its year and a colon."""


def nearest(harm: Harm, mentions: Sequence[PlaceMention]) -> Place | None:
    """The place of a statement: one where something is said to happen, the nearest, the finest."""
    span = harm.span
    if own := beside(harm, mentions):
        return own
    placed = [m for m in mentions if m.place and not (m.led or _is_far_world(harm, m) or _is_where_they_serve(harm, m))]
    if not placed:
        return None
    headed = [
        m for m in placed if m.place and m.place.where_prec == COUNTRY and 0 <= span.start - m.span.end <= _HEADED
    ]
    best = min(headed or placed, key=lambda m: (not m.locative, span.gap(m.span), m.span.start))
    near = [m for m in placed if m.locative >= best.locative and m.place and best.place]
    finer = [m for m in near if m.place and best.place and _inside(m.place, best.place)]
    best = min(finer, key=lambda m: span.gap(m.span)) if finer else best
    return (_itself(span, best, placed) or best).place


def beside(harm: Harm, mentions: Sequence[PlaceMention]) -> Place | None:
    """The place right behind a figure that stands alone: "141 in Lebanon, 129 in Chad"."""
    if (harm.count.start, harm.count.end) != (harm.span.start, harm.span.end):
        return None
    return next((m.place for m in mentions if m.locative and m.phrase.start == harm.span.end + 1), None)


def of_others(reading: Reading, harm: Harm, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Those of `mentions` that stand right behind no other figure: "549 dead, 141 of them in Lebanon"."""
    others = {other.span.end + 1 for other in reading.harms if other is not harm and beside(other, mentions)}
    return [mention for mention in mentions if mention.phrase.start not in others]


def _itself(span: Span, near: PlaceMention, placed: Sequence[PlaceMention]) -> PlaceMention | None:
    """The town itself where the sentence says that it lies so far from another: "the park of X, 60 km from Y"."""
    if says_where(near) or not near.locative:
        return None
    towns = [m for m in placed if m.place and m.place.where_prec < NEARBY and span.gap(m.span) < span.gap(near.span)]
    return min(towns, key=lambda m: span.gap(m.span), default=None)


def _is_where_they_serve(harm: Harm, mention: PlaceMention) -> bool:
    """Whether it is a region of many countries told of the victims, "soldiers of the force in the Sahel"."""
    place = mention.place
    region = place is not None and place.where_prec == _REGION and place.country_code is None
    return region and harm.span.covers(mention.span)


def of_heading(reading: Reading) -> Place | None:
    """The place that a heading consists of: "- 1965: Los Angeles -"."""
    span = reading.sentence.span
    if reading.sentence.kind is not Kind.INTERTITLE or len(reading.places) != 1:
        return None
    there = reading.places[0].phrase
    alone = there.start - span.start <= _BEFORE_HEADING and span.end - there.end <= _AFTER_HEADING
    return reading.places[0].place if alone else None


def _is_far_world(harm: Harm, mention: PlaceMention) -> bool:
    """Whether something else was in the whole world, "one death that moved people around the world"."""
    few, far = harm.count.figure.value < _MANY, harm.span.gap(mention.span) > _WORLD_REACH
    return mention.rule == "world" and few and far


def says_where(mention: PlaceMention) -> bool:
    """Whether something is said to happen there, not only near there ("60 km from Niamey")."""
    return mention.locative and mention.place is not None and mention.place.where_prec != NEARBY


def finer(here: Place | None, said: Place | None, reading: Reading) -> Place | None:
    """The place named here, unless it is only the country or province of the one that was last spoken of.

    A sentence that goes on to another event keeps its own.
    """
    if here is None or said is None or reading.values("apart"):
        return here
    return said if here.where_prec >= PROVINCE and _holds(here, said) else here


def is_worldwide(place: Place) -> bool:
    """Whether it is many countries at once, of which what comes after does not tell again."""
    return place.where_prec == COUNTRY and place.country_code is None


def is_elsewhere(place: Place | None, there: Place | None) -> bool:
    """Whether a town is named that is not the one last spoken of: whoever harmed people there is not told by that."""
    if place is None or there is None or max(place.where_prec, there.where_prec) >= PROVINCE:
        return False
    return not {place.location, place.within} & {there.location, there.within} - {None}


def _holds(coarse: Place, fine: Place) -> bool:
    """Whether `fine` may lie in `coarse`: of one country, and of one province where both are told."""
    province = coarse.where_prec == PROVINCE and (coarse.adm_1 == fine.adm_1 or fine.adm_1 is None)
    return (province or coarse.where_prec == COUNTRY) and _inside(fine, coarse)


def _inside(fine: Place, coarse: Place) -> bool:
    return fine.country_code == coarse.country_code and fine.where_prec < coarse.where_prec
