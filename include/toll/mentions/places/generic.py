"""Places told by a noun alone: "la capitale syrienne", "dans le sud du pays", "le territoire malien"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from toll.gazetteer import Gazetteer, PlaceKind
from toll.mentions.places.left import Introduction, introduce
from toll.mentions.places.mention import PlaceMention
from toll.mentions.places.reading import Reading, occurrences
from toll.mentions.places.resolve import PART_PREC
from toll.mentions.places.words import PlaceWords
from toll.model import Span

_RIVAL = 0.6
"""Share of the first country's weight from which a second makes "le pays" the one just named."""

_NEXT = re.compile(r"[ \u00a0]([\w-]+)")


class Countries(NamedTuple):
    """The article's countries by weight, and where each is named."""

    weights: Mapping[str, float]
    named: Sequence[tuple[int, str]]

    def of(self, start: int, *, just_named: bool) -> str | None:
        """The country that "le pays" means at `start`: the article's, unless two share it or `just_named`."""
        ranked = sorted(self.weights, key=lambda code: -self.weights[code])
        shared = len(ranked) > 1 and self.weights[ranked[1]] >= _RIVAL
        if shared or just_named:
            before = [code for at, code in self.named if at < start]
            return before[-1] if before else None
        return ranked[0] if ranked else None


def find(
    text: str, reading: Reading, countries: Countries, words: PlaceWords, gazetteer: Gazetteer
) -> Iterator[PlaceMention]:
    """Such places in `text`; without an adjective they belong to the article's country, or to the one just named."""
    for noun in (words.country_nouns | words.capital_nouns | words.territory_nouns) & reading.vocabulary:
        for start in occurrences(text, noun):
            after = _NEXT.match(text, start + len(noun))
            following = after[1] if after else ""
            adjective = words.demonyms.get(following)
            if noun in words.capital_nouns and following in words.not_capital and not adjective:
                continue
            this = text[max(0, start - 10) : start].split()[-1:]
            code = adjective or countries.of(start, just_named=bool(this) and this[0].lower() in words.demonstratives)
            if code is None or (noun in words.territory_nouns and not adjective):
                continue
            span = Span(start, after.end() if after and adjective else start + len(noun))
            intro = introduce(text, start, words)
            if noun in words.capital_nouns:
                yield from _capital(span, intro, code, gazetteer)
            else:
                yield from _territory(text, span, intro, code, gazetteer)


def _capital(span: Span, intro: Introduction, code: str, gazetteer: Gazetteer) -> Iterator[PlaceMention]:
    place, phrase = gazetteer.capital(code), Span(span.start - intro.lead, span.end)
    if place:
        place = replace(place, where_prec=2) if intro.relation in ("near", "beside") else place
        yield PlaceMention(span, phrase, PlaceKind.TOWN, place, code, intro.locative, "capital")


def _territory(text: str, span: Span, intro: Introduction, code: str, gazetteer: Gazetteer) -> Iterator[PlaceMention]:
    part = intro.relation in ("part", "beside")
    if part or (intro.locative and not intro.noun and not intro.relation):
        name = " ".join(text[span.start - intro.quoted : span.end].split())
        place = replace(gazetteer.territory(code), name=name)
        place = replace(place, where_prec=PART_PREC) if part else place
        phrase = Span(span.start - intro.lead, span.end)
        yield PlaceMention(span, phrase, PlaceKind.COUNTRY, place, code, intro.locative, intro.relation or "territory")
