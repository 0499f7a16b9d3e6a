"""Sentences read: their nodes after the cascade, and what they say of harm, place, time, actors and voices."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TypeVar

from toll.languages import Pack
from toll.lookout import Sighting
from toll.mentions import actors, casualties, sources
from toll.mentions.actors import Perpetrator
from toll.mentions.glance import ASKED, CAUSE, TELLING, Words, glance, lookout, may_harm, words
from toll.mentions.harm import Harm
from toll.mentions.places import PlaceMention
from toll.mentions.sources import Voice
from toll.model import Span
from toll.patterns import Match, Node
from toll.segment import Sentence
from toll.timex import TimeExpression

__all__ = ["ASKED", "CAUSE", "Reading", "look", "may_harm", "read"]

_WIDE = ("  ", "\t", " \u00a0", "\u00a0 ", "\u00a0\u00a0")
"""White space between the words of a phrase that no glance looks past."""

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Reading:
    """One sentence with all its mentions, each in the order of the text; a place that speaks ("Paris said") is none.

    A sentence that tells neither of harm nor of who did it is read no further than its words: its `nodes` are not
    folded, and only made where they are asked for.
    """

    sentence: Sentence
    harms: tuple[Harm, ...]
    places: tuple[PlaceMention, ...]
    times: tuple[TimeExpression, ...]
    perpetrators: tuple[Perpetrator, ...]
    voices: tuple[Voice, ...]
    words: Words
    parse: Callable[[], Sequence[Node]]
    is_folded: bool = False

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Its words after the cascade; a sentence told at a glance is read word by word only when asked for them."""
        return tuple(self.parse())

    def values(self, symbol: str) -> Sequence[tuple[Span, str]]:
        """The spans and values of all words of a class; KeyError where it is none of `ASKED` nor `CAUSE`."""
        return self.words[symbol]

    def standing(self, symbol: str) -> int:
        """How many words of an asked class stand by themselves, in no larger node."""
        return sum(node.symbol == symbol for node in self.nodes) if self.is_folded else len(self.words[symbol])


def look(text: str, pack: Pack) -> list[Sighting] | None:
    """A first look at the words of `text`; None where its white space is such that all must be read."""
    return None if any(gap in text for gap in _WIDE) else lookout(pack.code).over(text)


def read(
    text: str,
    sentences: Sequence[Sentence],
    pack: Pack,
    places: Sequence[PlaceMention],
    times: Sequence[TimeExpression],
    seen: Sequence[Sighting] | None,
    trace: list[Match] | None = None,
) -> tuple[Reading, ...]:
    """Every sentence of `text`, word by word where it was not `seen` (`look`) or is to be traced.

    Those of its `places` and `times` that reach out of a sentence are passed over.
    """
    known = sources.introduced(text)
    at_a_glance = seen is not None and trace is None
    sightings = _dealt(sentences, [(one.start, one.end, one) for one in seen or ()])
    where = _dealt(sentences, [(place.span.start, place.span.end, place) for place in places])
    when = _dealt(sentences, [(time.span.start, time.span.end, time) for time in times])
    readings = []
    for sentence, there, here, now in zip(sentences, sightings, where, when, strict=True):
        span, fixed = sentence.span, _fixed(text, here, now)
        tag = partial(pack.lexicon.tag, text, span.start, span.end, fixed)
        asked = glance(text, span, there, fixed) if at_a_glance else None
        if asked is None:
            readings.append(_read(text, sentence, pack, tag(), here, now, known, trace))
        else:
            readings.append(Reading(sentence, (), tuple(here), tuple(now), (), (), words(asked), tag))
    return tuple(readings)


def _read(
    text: str,
    sentence: Sentence,
    pack: Pack,
    tagged: list[Node],
    here: Sequence[PlaceMention],
    now: Sequence[TimeExpression],
    known: Mapping[str, str],
    trace: list[Match] | None,
) -> Reading:
    telling = trace is not None or any(node.symbol in TELLING for node in tagged)
    nodes = pack.cascade.apply(tagged, trace) if telling else tuple(tagged)
    voices = sources.find(text, nodes, known) if telling else ()
    speakers = [voice.name for voice in voices]
    return Reading(
        sentence=sentence,
        harms=casualties.find(text, nodes, pack) if telling else (),
        places=tuple(place for place in here if not _speaks(place, speakers)),
        times=tuple(now),
        perpetrators=actors.find(text, nodes),
        voices=voices,
        words=words(tagged),
        parse=lambda: nodes,
        is_folded=telling,
    )


def _speaks(mention: PlaceMention, speakers: Sequence[str]) -> bool:
    """Whether a place stands for those who govern there and said it."""
    place = mention.place
    return place is not None and not mention.locative and any(place.name in name for name in speakers)


def _dealt(sentences: Sequence[Sentence], found: Iterable[tuple[int, int, T]]) -> list[list[T]]:
    """To each sentence what lies wholly within it, by start and end, in its order."""
    starts = [sentence.span.start for sentence in sentences]
    hands: list[list[T]] = [[] for _ in sentences]
    for start, end, thing in found:
        at = bisect_right(starts, start) - 1
        if at >= 0 and end <= sentences[at].span.end:
            hands[at].append(thing)
    return hands


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
