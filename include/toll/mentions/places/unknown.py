"""Names that the gazetteer lacks, kept as they are written where the words beside them say that they are places."""

from __future__ import annotations

from dataclasses import replace

from toll.gazetteer import TOWN_PREC, Entry, PlaceKind
from toll.mentions.places import resolve
from toll.mentions.places.mention import PlaceMention
from toll.mentions.places.reading import Candidate, is_short, is_told
from toll.mentions.places.words import PlaceWords
from toll.model import Place, Span


def mention(
    text: str,
    candidate: Candidate,
    code: str | None,
    around: Entry | None,
    town: Place | None,
    known: dict[str, Place],
) -> PlaceMention:
    """The place in the country of `code` and the province `around` it, a quarter within and at the point of its `town`.

    `known` holds those told before, and gets it.
    """
    intro, noun, name = candidate.intro, candidate.intro.noun, text[candidate.start : candidate.end]
    kind, prec = (noun.kind, noun.prec) if noun else (PlaceKind.TOWN, TOWN_PREC)
    kind = PlaceKind.QUARTER if around and around.kind is PlaceKind.TOWN else kind
    adm_1 = around.place.adm_1 if around else None
    first = Place(name=name, location=name, country_code=code, where_prec=prec, adm_1=adm_1)
    first = _within(first, town) if town and kind is PlaceKind.QUARTER else first
    place = known.setdefault(candidate.name.key, first)
    place = replace(place, where_prec=resolve.NEAR_PREC) if intro.relation in ("near", "beside") else place
    span, phrase = Span(candidate.start, candidate.end), Span(candidate.start - intro.lead, candidate.end)
    return PlaceMention(span, phrase, kind, place, place.country_code, not intro.led, "unknown name", intro.led)


def _within(quarter: Place, town: Place) -> Place:
    if town.country_code != quarter.country_code:
        return quarter
    return replace(quarter, within=town.location, adm_1=town.adm_1, latitude=town.latitude, longitude=town.longitude)


def is_place(
    text: str, candidate: Candidate, qualifier: str | None, known: dict[str, Place], words: PlaceWords
) -> bool:
    """Whether a name is a place by its noun, its country, the words around it, or because it was one before."""
    name, key, noun = text[candidate.start : candidate.end], candidate.name.key, candidate.intro.noun
    if candidate.name.common or candidate.person or key in words.never or name.lower() in words.demonyms:
        return False
    if key in known or is_told(text, candidate, words):
        return True
    if noun is not None and (noun.keeps_unknown or noun.own_name):
        return noun.keeps_unknown
    return qualifier is not None and is_short(candidate, words)
