"""Who did it: by-phrases, subjects of harming verbs, owners of weapons ("rebel rocket fire")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toll.codes import ActorType
from toll.mentions import phrases
from toll.model import Span
from toll.patterns import Node

_FIGHTERS = {"non_state_fighters": ActorType.REBEL_GROUPS, "state_forces": ActorType.STATE_FORCES}
_KINDS = {"state_forces": ActorType.STATE_FORCES, "armed": ActorType.REBEL_GROUPS}
_BELONGING = ("of", "of_the", "of_the_one")
_DEEDS = ("means", "domain")
_CRAFT = "air_strike"


@dataclass(frozen=True, slots=True)
class Perpetrator:
    """A perpetrator as written, and where its name stands in the text."""

    name: str
    type: ActorType
    span: Span


def find(text: str, nodes: Sequence[Node]) -> tuple[Perpetrator, ...]:
    """The perpetrators that a sentence names, in the order of the text."""
    found: dict[str, Perpetrator] = {}
    for phrase in _phrases(nodes):
        kind = _kind(nodes[phrase[0] : phrase[1]])
        name = phrases.words(text, nodes, phrase)
        if kind is not None and name:
            found.setdefault(name, Perpetrator(name, kind, Span(nodes[phrase[0]].start, nodes[phrase[1] - 1].end)))
    return tuple(sorted(found.values(), key=lambda actor: actor.span.start))


def _phrases(nodes: Sequence[Node]) -> Iterator[tuple[int, int]]:
    for i, node in enumerate(nodes):
        of_deed = i > 0 and nodes[i - 1].symbol in _DEEDS
        phrase = None
        if node.symbol == "by" or (of_deed and node.symbol in _BELONGING):
            phrase = phrases.after(nodes, i + 1)
        elif of_deed and node.symbol == "victims" and node.parts[0].symbol in _BELONGING:
            phrase = phrases.after(nodes, i)
        elif node.symbol == "clause" and node.parts[0].symbol == "harming":
            phrase = phrases.before(nodes, i)
        elif node.symbol == "means" and node.value == _CRAFT and _owned(nodes, i):
            phrase = (i, i + 2)
        if phrase is not None:
            yield _head(nodes, phrase)


def _owned(nodes: Sequence[Node], i: int) -> bool:
    return i + 1 < len(nodes) and nodes[i + 1].symbol == "demonym"


def _head(nodes: Sequence[Node], phrase: tuple[int, int]) -> tuple[int, int]:
    """The phrase from its actor on, up to the next "of" phrase that is no part of a name: fire *of the rebels* of X."""
    start, end = phrase
    for i in range(start, end):
        if nodes[i].symbol == "means" and not _owned(nodes, i):
            start = i + 1
    while start < end and nodes[start].symbol in ("of", "of_the", "of_the_one", "the", "the_many", "one"):
        start += 1
    return start, end


def _kind(nodes: Sequence[Node]) -> ActorType | None:
    for node in nodes:
        for leaf in node.walk():
            if leaf.symbol == "actor":
                return _KINDS[leaf.value]
            if leaf.symbol == "victim" and leaf.value in _FIGHTERS:
                return _FIGHTERS[leaf.value]
            if leaf.symbol == "means" and leaf.value == _CRAFT:
                return ActorType.STATE_FORCES
    return None
