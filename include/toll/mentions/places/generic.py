"""Places told by a noun alone: "la capitale syrienne", "dans le sud du pays", "le territoire malien"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from toll.gazetteer import Gazetteer, PlaceKind
from toll.mentions.places.left import Introduction, introduce
from toll.mentions.places.mention import PlaceMention
from toll.mentions.places.reading import Reading, occurrences
from toll.mentions.places.resolve import PART_PREC
from toll.mentions.places.words import PlaceWords
from toll.model import Span

_NEXT = re.compile(r"[ \u00a0]([\w-]+)")


def find(
    text: str, reading: Reading, home: str | None, words: PlaceWords, gazetteer: Gazetteer
) -> Iterator[PlaceMention]:
    """Such places in `text`; without an adjective they belong to `home`, the article's country."""
    for noun in (words.country_nouns | words.capital_nouns | words.territory_nouns) & reading.vocabulary:
        for start in occurrences(text, noun):
            after = _NEXT.match(text, start + len(noun))
            adjective = words.demonyms.get(after[1]) if after else None
            code = adjective or (None if noun in words.territory_nouns else home)
            if code:
                span = Span(start, after.end() if after and adjective else start + len(noun))
                intro = introduce(text, start, words)
                yield from (
                    _capital(span, intro, code, gazetteer)
                    if noun in words.capital_nouns
                    else _territory(text, span, intro, code, gazetteer)
                )


def _capital(span: Span, intro: Introduction, code: str, gazetteer: Gazetteer) -> Iterator[PlaceMention]:
    place, phrase = gazetteer.capital(code), Span(span.start - intro.lead, span.end)
    if place:
        yield PlaceMention(span, phrase, PlaceKind.TOWN, place, code, intro.locative, "capital")


def _territory(text: str, span: Span, intro: Introduction, code: str, gazetteer: Gazetteer) -> Iterator[PlaceMention]:
    part = intro.relation in ("part", "beside")
    if part or (intro.locative and not intro.noun and not intro.relation):
        name = " ".join(text[span.start - intro.quoted : span.end].split())
        place = replace(gazetteer.territory(code), name=name)
        place = replace(place, where_prec=PART_PREC) if part else place
        phrase = Span(span.start - intro.lead, span.end)
        yield PlaceMention(span, phrase, PlaceKind.COUNTRY, place, code, intro.locative, intro.relation or "territory")
