"""Victims who live: they bear witness, sue and are cared for; whose kin speak; who were wronged, not hurt.

"Victim" alone is a word for the dead where deaths are told beside it (coding manual, settled case 20), but not of those
who do what only the living do.
"""

from __future__ import annotations

from collections.abc import Sequence

from toll.mentions.harm import OPEN, word
from toll.patterns import Node

_LIVES, _CARED, _MET, _WRONGED = "lives", "cared", "met", "wronged"
_LIVING = "living"
_BOUNDS = frozenset(("comma", "who", "that", "semicolon", "colon", "mark", "clause", "open", "but"))
_TELLING = ("said", "spoke", "proceeding")
_AUXILIARIES = ("have", "pronoun", "adverb")
_BELONGING = ("of", "of_the", "of_the_one")
_KIN = ("person", "victim", "victims", "source_noun")
_OF_CAUSE = "bodies-of"
"""The rule that reads "the bodies of three men"; a victim of somebody is another matter."""

_AFTER, _BEFORE = 20, 4


def are_alive(clause: Node, nodes: Sequence[Node]) -> bool:
    """Whether a clause that only speaks of victims speaks of such as were not killed, or are not counted."""
    if clause.rule == _OF_CAUSE:
        return True
    after = [node for node in nodes if node.start >= clause.end][:_AFTER]
    before = [node for node in nodes if node.end <= clause.start][-_BEFORE:]
    return _act(after) or _are_wronged(after) or _are_met(before) or _is_of_kin(clause, before)


def are_cared_for(clause: Node, nodes: Sequence[Node]) -> bool:
    """Whether a clause counts victims whom rescuers look after: they are hurt, not dead."""
    if word(clause).value != OPEN:
        return False
    before = [node for node in nodes if node.end <= clause.start][-_BEFORE:]
    return any(node.value == _CARED for node in _leading(before))


def _act(after: Sequence[Node]) -> bool:
    """Whether they are the subject of a verb of the living, of speaking or suing: "forty victims have sued"."""
    for i, node in enumerate(after):
        if node.symbol in _BOUNDS:
            return False
        if node.symbol == _LIVING and node.value in (_LIVES, _CARED):
            return True
        if node.symbol in _TELLING and (i == 0 or after[i - 1].symbol in _AUXILIARIES):
            return True
    return False


def _are_wronged(after: Sequence[Node]) -> bool:
    return len(after) > 1 and after[0].symbol in _BELONGING and after[1].value == _WRONGED


def _are_met(before: Sequence[Node]) -> bool:
    """Whether somebody met them, or did something for them: "I have received a victim", "to compensate 300 victims"."""
    return any(node.value in (_LIVES, _MET) for node in _leading(before))


def _leading(before: Sequence[Node]) -> list[Node]:
    """The words of the living that lead up to them in their own clause."""
    bounds = [i for i, node in enumerate(before) if node.symbol in _BOUNDS]
    return [node for node in before[max(bounds, default=-1) + 1 :] if node.symbol == _LIVING]


def _is_of_kin(clause: Node, before: Sequence[Node]) -> bool:
    """Whether one victim only tells whose father or wife somebody is: "the father of a victim"."""
    single = clause.find("one") is not None and clause.find("count") is None
    kin = len(before) > 1 and before[-1].symbol in _BELONGING and before[-2].symbol in _KIN
    return single and kin
