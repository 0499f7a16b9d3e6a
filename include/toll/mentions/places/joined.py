"""Two countries named as one place: "in Syria or in Iraq"; what happened there is of neither alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from toll.gazetteer import PlaceKind
from toll.mentions.places.mention import PlaceMention
from toll.mentions.places.words import PlaceWords
from toll.model import Place, Span

_PREC = 6


def join(text: str, mentions: Sequence[PlaceMention], words: PlaceWords) -> Iterator[PlaceMention]:
    """`mentions` in the order of the text, of which two such countries become one place without a country."""
    before: PlaceMention | None = None
    for mention in mentions:
        if before and _is_country(before) and _is_country(mention) and _adjoins(text, before, mention, words):
            before = _both(text, before, mention)
            continue
        if before:
            yield before
        before = mention
    if before:
        yield before


def _is_country(mention: PlaceMention) -> bool:
    place = mention.place
    whole = place is not None and place.where_prec == _PREC and place.country_code is not None
    return whole and mention.kind is PlaceKind.COUNTRY and mention.locative


def _adjoins(text: str, one: PlaceMention, other: PlaceMention, words: PlaceWords) -> bool:
    apart = one.country_code != other.country_code
    return apart and words.joined.fullmatch(text, one.span.end, other.span.start) is not None


def _both(text: str, one: PlaceMention, other: PlaceMention) -> PlaceMention:
    span = Span(one.span.start, other.span.end)
    name = " ".join(text[span.start : span.end].split())
    place = Place(name=name, location=name, country_code=None, where_prec=_PREC)
    return replace(one, span=span, phrase=Span(one.phrase.start, span.end), kind=PlaceKind.REGION, place=place)
