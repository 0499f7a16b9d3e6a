"""Statements of harm that do not bring news: they take up what is known, or say what something else came after.

A statement is nominal where it has no verb of its own: "the death of", "the two firemen killed".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from toll.mentions.harm import VERBS
from toll.mentions.sufferers import PEOPLE, SINGLE
from toll.patterns import Node
from toll.timex import Kind

_DEATHS = ("harm_noun", "died")
_ABOUT = ("in", "by", "of", "of_the", "of_the_one")
_AFTER, _AFTER_REACH = "after", 3
_RECALLING, _RECALLED_REACH = "recalling", 5
_AMONG, _HURT = ("among-dead", "dead-include"), "victims-hurt"
"""Rules that read those who are said to be among the dead, and the wounded who are said to have died."""

_DEMANDS, _CLOSING = "demands", ("clause", "who", "semicolon", "but")
_KIN = ("victim", "victims", "person", "source_noun")
_THIS = "this"
_DEFINITE = ("definite", _THIS, "whose")
_ARTICLES = ("the", "the_many")


def is_aftermath(clause: Node, nodes: Sequence[Node]) -> bool:
    """Whether it is what something else came after or is about: "riots after the death of", "spoke on the death".

    A toll does so through the deed that took it: "hours after an attack that killed 13".
    """
    before = [node for node in nodes if node.end <= clause.start and node.symbol not in ("quote", "the", "one")]
    if _is_nominal(clause):
        about = _names_death(clause) and bool(before) and before[-1].symbol in _ABOUT
        told = about and len(before) > 1 and before[-2].symbol == "announcement"
        return (
            (about and not told) or any(_comes_after(node) for node in before[-_AFTER_REACH:]) or _is_taken_up(before)
        )
    deeds = [i for i, node in enumerate(before) if node.symbol == "means" and _leads_to(before[i + 1 :])]
    deed = max(deeds, default=None)
    return deed is not None and (
        any(_comes_after(node) for node in before[max(0, deed - 1) : deed]) or _is_taken_up(before[:deed])
    )


def is_apposed(clause: Node) -> bool:
    """Whether somebody known is only said to be the one who was harmed: "the Algerian Paul Durand, killed by"."""
    first, *rest = clause.parts
    known = first.symbol in SINGLE and (first.symbol == "named" or first.parts[0].value in _DEFINITE)
    return _is_nominal(clause) and known and any(node.symbol == "comma" for node in rest)


def is_of_known(clause: Node, nodes: Sequence[Node]) -> bool:
    """Whether it only says whose something is: "kin of the soldiers killed", where "des" is no article.

    A phrase such as "à l'instar des" takes an article of either kind.
    """
    if not _is_nominal(clause) or not any(part.symbol == "of_the" for part in clause.parts[0].parts[:1]):
        return False
    before = [node.symbol for node in nodes if node.end <= clause.start][-3:]
    return bool(before) and (before[-1] in _KIN or (before[-2:] == ["the", "w"] and before[0] != "to"))


def is_demanded(clause: Node, nodes: Sequence[Node]) -> bool:
    """Whether a deed that a noun names is only asked for: "they demand the arrest of the three officers"."""
    if not (_is_nominal(clause) and clause.parts[0].symbol == "harm_noun"):
        return False
    before = [node for node in nodes if node.end <= clause.start]
    asked = max((i for i, node in enumerate(before) if node.value == _DEMANDS), default=None)
    return asked is not None and not any(node.symbol in _CLOSING for node in before[asked:])


def is_some_of(node: Node) -> bool:
    """Whether it counts some of those told before: "one of the soldiers"."""
    begins = [part.symbol for part in node.parts[:3]]
    return any(a in ("one", "count") and b == "of_the" for a, b in pairwise(begins))


def is_of_told(node: Node, clause: Node) -> bool:
    """Whether it counts some of the dead or the wounded as such: "among the dead are", "five of the wounded died"."""
    of_hurt = any(a.symbol == "of_the" and b.symbol == "fallen" for a, b in pairwise(clause.parts))
    return of_hurt or clause.rule in _AMONG or node.rule == _HURT


def takes_up(node: Node, clause: Node) -> bool:
    """Whether one person spoken of before is the subject of a verb of harm: "he was shot", "the man was shot"."""
    known = node.symbol == "person" and node.parts[0].value in _DEFINITE and node.find("Name") is None
    return (known or clause.rule == "pronoun-harmed") and clause.find("harmed") is not None


def is_anaphor(node: Node) -> bool:
    """Whether it means somebody told right before: "he was killed", "this officer was killed"."""
    begins = node.parts[:1] or (node,)
    return node.symbol == "he" or (begins[0].symbol in _ARTICLES and begins[0].value == _THIS)


def is_reference(node: Node, clause: Node) -> bool:
    """Whether a statement without a verb begins with a definite article: it speaks of what is known."""
    begins = (clause if _names_death(clause) else node).parts
    definite = bool(begins) and begins[0].symbol in _ARTICLES and begins[0].value in _DEFINITE
    return definite and (_is_nominal(clause) or node.symbol == "toll")


def _is_taken_up(before: Sequence[Node]) -> bool:
    """Whether a later day recalls it: "the trial of", "the man behind", "a tribute to"."""
    return any(node.symbol == _RECALLING for node in before[-_RECALLED_REACH:])


def _is_nominal(clause: Node) -> bool:
    return clause.find(*VERBS, "toll", "make", "be") is None


def _names_death(clause: Node) -> bool:
    """Whether a noun of harm comes before those whom it befell: "the murder of"."""
    people = next((part.start for part in clause.parts if part.symbol in PEOPLE), clause.end)
    return _is_nominal(clause) and any(node.start < people for node in clause.all(*_DEATHS))


def _leads_to(between: Sequence[Node]) -> bool:
    """Whether a relative clause leads from a deed to its toll: "an attack … that has left"."""
    symbols = [node.symbol for node in between]
    return "who" in symbols and not {"clause", "comma", "and"} & set(symbols[symbols.index("who") :])


def _comes_after(node: Node) -> bool:
    counted = node.symbol == "time" and node.value.kind is Kind.COUNTED_BACK
    return bool(node.value == _AFTER) or counted
