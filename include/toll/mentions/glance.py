"""The words of a sentence that other rooms ask for, at a glance where a glance is enough.

Most sentences tell neither of harm nor of who did it. What is asked of them a `Lookout` over the whole text tells;
only where a telling word stands, a perpetrator may be named, or a mention cuts into a phrase, is every word read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from toll import languages
from toll.lexicon import PUNCTUATION
from toll.lookout import Lookout, Sighting
from toll.mentions import actors
from toll.mentions.harm import HARM
from toll.model import Span
from toll.patterns import Node

_STRUCTURE = (
    "and",
    "make",
    "open",
    "there",
    "adverb",
    "said",
    "spoke",
    "proceeding",
    "claimed",
    "denial",
    "total",
    "earlier_toll",
    "supposed",
    "raising",
)
_COURSE = ("apart", "begun", "ended", "committed", "born", "link", "quote")
_MATTER = ("means", "strife", "offensive", "domain", "hint", "institution", "victim", "actor")
ASKED = frozenset((*_STRUCTURE, *_COURSE, *_MATTER))
"""The classes of words that scenes, claims and stories ask for."""

CAUSE = "cause"
"""Under this name the domains that means tell: an accident on the road is an accident."""

_LIKELY = "~"
"""Before a domain that a means makes likely, but does not tell."""

_INSTITUTION = "institution"
"""Words that hint at what happened, and may say so too: the public prosecutor."""

TELLING = frozenset((*HARM, "claimed", "accused"))
"""The classes of words without which a sentence tells neither of harm nor who claims it."""

Words = Mapping[str, Sequence[tuple[Span, str]]]

_NO_WORDS: Words = dict.fromkeys((*ASKED, CAUSE), ())
_SIGNS = tuple((sign, symbol) for sign, symbol in PUNCTUATION.items() if symbol in ASKED)


@cache
def lookout(code: str) -> Lookout:
    """Over all words of a language that are asked for, or for which a sentence is read word by word."""
    return Lookout(languages.load(code).lexicon, {*ASKED, *TELLING, *actors.DOING})


def may_harm(sightings: Iterable[Sighting]) -> bool:
    """Whether a word of harm may be among what was seen."""
    return any(one.entry is None or one.entry.symbol in HARM for one in sightings)


def glance(text: str, sentence: Span, sightings: Sequence[Sighting], fixed: Sequence[Node]) -> list[Node] | None:
    """The asked words of a sentence, `fixed` the mentions that hide words in it; None where it must be read."""
    found = sightings
    if fixed:
        found = [one for one in sightings if not any(n.start <= one.start and one.end <= n.end for n in fixed)]
    for one in found:
        if _is_unclear(one, fixed):
            return None
    nodes = [Node(e.symbol, start, end, e.value or " ".join(e.words)) for start, end, e in found if e]
    return None if actors.may_be_named(nodes, fixed) else [*nodes, *_signs(text, sentence, fixed)]


def words(nodes: Sequence[Node]) -> Words:
    """The spans and values of the asked words among `nodes`, by class."""
    if not nodes:
        return _NO_WORDS
    told = dict(_NO_WORDS)
    for node in nodes:
        if node.symbol in ASKED:
            span, value, domain = Span(node.start, node.end), str(node.value), ""
            if node.symbol == "means":
                value, _, domain = value.partition(" ")
            under = "hint" if node.symbol == _INSTITUTION else node.symbol
            told[under] = (*told[under], (span, value))
            if domain:
                under = "hint" if domain.startswith(_LIKELY) else CAUSE
                told[under] = (*told[under], (span, domain.lstrip(_LIKELY)))
    return told


def _is_unclear(one: Sighting, fixed: Sequence[Node]) -> bool:
    if one.entry is None or one.entry.symbol in TELLING:
        return True
    return bool(fixed) and any(one.start < node.end and node.start < one.end for node in fixed)


def _signs(text: str, sentence: Span, fixed: Sequence[Node]) -> Iterator[Node]:
    for sign, symbol in _SIGNS:
        at = text.find(sign, sentence.start, sentence.end)
        while at >= 0:
            if not fixed or not any(node.start <= at < node.end for node in fixed):
                yield Node(symbol, at, at + 1, sign)
            at = text.find(sign, at + 1, sentence.end)
