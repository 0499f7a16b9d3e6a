"""A sentence read: its nodes after the cascade, and what it says of harm, place, time, actors and voices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toll.languages import Pack
from toll.mentions import actors, casualties, sources
from toll.mentions.actors import Perpetrator
from toll.mentions.casualties import Harm
from toll.mentions.places import PlaceMention
from toll.mentions.sources import Voice
from toll.model import Span
from toll.patterns import Match, Node
from toll.segment import Sentence
from toll.timex import TimeExpression


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence with all its mentions, each in the order of the text."""

    sentence: Sentence
    nodes: tuple[Node, ...]
    harms: tuple[Harm, ...]
    places: tuple[PlaceMention, ...]
    times: tuple[TimeExpression, ...]
    perpetrators: tuple[Perpetrator, ...]
    voices: tuple[Voice, ...]

    def values(self, symbol: str) -> tuple[tuple[Span, str], ...]:
        """The spans and values of all words of a class."""
        words = [node for top in self.nodes for node in top.walk() if node.symbol == symbol]
        return tuple((Span(word.start, word.end), str(word.value)) for word in words)


def read(
    text: str,
    sentence: Sentence,
    pack: Pack,
    places: Sequence[PlaceMention],
    times: Sequence[TimeExpression],
    acronyms: Mapping[str, str],
    trace: list[Match] | None = None,
) -> Reading:
    """Read one sentence; of the article's `places` and `times` those outside the sentence are passed over."""
    span = sentence.span
    here = tuple(place for place in places if span.covers(place.span))
    now = tuple(time for time in times if span.covers(time.span))
    tagged = pack.lexicon.tag(text, span.start, span.end, _fixed(text, here, now))
    nodes = pack.cascade.apply(tagged, trace)
    return Reading(
        sentence=sentence,
        nodes=nodes,
        harms=casualties.find(nodes, pack.code),
        places=here,
        times=now,
        perpetrators=actors.find(text, nodes),
        voices=sources.find(text, nodes, acronyms),
    )


def _fixed(text: str, places: Sequence[PlaceMention], times: Sequence[TimeExpression]) -> list[Node]:
    """The mentions as nodes in order; of two that overlap the earlier, then the longer one stands."""
    marked = [Node("time", time.span.start, time.span.end, time) for time in times]
    marked += [Node(_symbol(text, place), place.span.start, place.span.end, place) for place in places]
    fixed: list[Node] = []
    for node in sorted(marked, key=lambda n: (n.start, -n.end)):
        if not fixed or fixed[-1].end <= node.start:
            fixed.append(node)
    return fixed


def _symbol(text: str, place: PlaceMention) -> str:
    if place.place is not None:
        return "place"
    return "People" if text[place.span.start].isupper() else "demonym"
