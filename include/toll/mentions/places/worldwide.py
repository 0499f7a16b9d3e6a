"""Many countries at once: "in the whole world", "in 81 countries"; what is told there is of no one country."""

from __future__ import annotations

from collections.abc import Iterator

from toll.gazetteer import PlaceKind
from toll.mentions.places.mention import PlaceMention
from toll.mentions.places.words import PlaceWords
from toll.model import Place, Span

_PREC = 6


def find(text: str, words: PlaceWords) -> Iterator[PlaceMention]:
    """Such places in `text`, without a country, as wide as one (where_prec 6)."""
    for found in words.world.finditer(text):
        if found[1] is None:  # a rank among them
            continue
        place = Place(name=found[1], location=found[1], country_code=None, where_prec=_PREC)
        yield PlaceMention(
            Span(*found.span(1)), Span(*found.span()), PlaceKind.REGION, place, None, locative=True, rule="world"
        )
