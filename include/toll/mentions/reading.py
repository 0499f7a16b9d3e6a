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

_STRUCTURE = (
    "and",
    "make",
    "open",
    "there",
    "adverb",
    "said",
    "spoke",
    "claimed",
    "denial",
    "total",
    "earlier_toll",
    "apart",
    "begun",
    "ended",
    "committed",
    "born",
    "link",
)
_MATTER = ("means", "strife", "offensive", "domain", "hint", "victim", "actor")
ASKED = frozenset((*_STRUCTURE, *_MATTER))
"""The classes of words that scenes, claims and stories ask for."""

CAUSE = "cause"
"""Under this name the domains that means tell: an accident on the road is an accident."""

_LIKELY = "~"
"""Before a domain that a means makes likely, but does not tell."""

_TELLING = frozenset((*casualties.HARM, "claimed", "accused"))


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence with all its mentions, each in the order of the text; a place that speaks ("Paris said") is none.

    A sentence that tells neither of harm nor of who did it is read no further than its words: its `nodes` are not
    folded.
    """

    sentence: Sentence
    nodes: tuple[Node, ...]
    harms: tuple[Harm, ...]
    places: tuple[PlaceMention, ...]
    times: tuple[TimeExpression, ...]
    perpetrators: tuple[Perpetrator, ...]
    voices: tuple[Voice, ...]
    words: Mapping[str, Sequence[tuple[Span, str]]]

    def values(self, symbol: str) -> Sequence[tuple[Span, str]]:
        """The spans and values of all words of a class; KeyError where it is none of `ASKED` nor `CAUSE`."""
        return self.words[symbol]


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
    harmful = trace is not None or any(node.symbol in _TELLING for node in tagged)
    nodes = pack.cascade.apply(tagged, trace) if harmful else tuple(tagged)
    voices = sources.find(text, nodes, acronyms) if harmful else ()
    speakers = [voice.name for voice in voices]
    return Reading(
        sentence=sentence,
        nodes=nodes,
        harms=casualties.find(text, nodes, pack),
        places=tuple(place for place in here if not _speaks(place, speakers)),
        times=now,
        perpetrators=actors.find(text, nodes),
        voices=voices,
        words=_words(tagged),
    )


def _speaks(mention: PlaceMention, speakers: Sequence[str]) -> bool:
    """Whether a place stands for those who govern there and said it."""
    place = mention.place
    return place is not None and not mention.locative and any(place.name in name for name in speakers)


def _words(tagged: Sequence[Node]) -> Mapping[str, Sequence[tuple[Span, str]]]:
    words: dict[str, list[tuple[Span, str]]] = {symbol: [] for symbol in (*ASKED, CAUSE)}
    for node in tagged:
        if node.symbol in ASKED:
            span = Span(node.start, node.end)
            value, _, domain = str(node.value).partition(" ") if node.symbol == "means" else (str(node.value), "", "")
            words[node.symbol].append((span, value))
            if domain:
                words["hint" if domain.startswith(_LIKELY) else CAUSE].append((span, domain.lstrip(_LIKELY)))
    return words


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
