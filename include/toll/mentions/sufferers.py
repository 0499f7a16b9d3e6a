"""Whom a clause of harm counts: its phrases of people, how many each says, and the group that it gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from toll.codes import CountKind, Means, VictimGroup
from toll.languages import Pack
from toll.mentions import harm
from toll.mentions.counts import SEVERAL, Count, evaluate
from toll.mentions.harm import HARM, ONE, VERBS
from toll.model import Figure
from toll.patterns import Node

PEOPLE = ("victims", "toll", "person", "named", "names")
SINGLE = ("person", "named")
NOUNS = ("victim", "People", "held")
_COUNTS = ("count", "one", "multiple", "of_the", "none", "ordinal", "several", "other")
_COUNTED = ("he", "count", "multiple", "ordinal", "one", "of_the", "several", *NOUNS, "body")
_PRONOUN = "he"
_NAMING = frozenset((*NOUNS, *HARM))
_ALONE = _NAMING | {_PRONOUN}
_ONE_BY_ONE = _ALONE.union(SINGLE)
_DESCRIBING = frozenset(("comma", "measure", "w", "demonym", "hue", "victim"))
_LIST_REACH = 2
_PAIRS = "couples"

UNKNOWN_GROUPS = {"units", "members", _PAIRS}
"""Values of nouns that do not tell whom they name."""

GROUPS = {
    "officials": VictimGroup.CIVILIANS,
    "attackers": VictimGroup.NON_STATE_FIGHTERS,
    "suicide_attackers": VictimGroup.NON_STATE_FIGHTERS,
    "police": VictimGroup.STATE_FORCES,
    "officers": VictimGroup.STATE_FORCES,
}
"""Nouns whose group is another one's for victims, but not for speakers and perpetrators."""

_SIDES = {
    "state_forces": VictimGroup.STATE_FORCES,
    "police": VictimGroup.STATE_FORCES,
    "armed": VictimGroup.NON_STATE_FIGHTERS,
    "group": VictimGroup.NON_STATE_FIGHTERS,
}


_OF_WHOLE = "toll-of-whole"
"""The rule that reads "nine of the 31 victims": it tells both figures."""

_RISEN = "toll-risen"
"""The rule that reads "has risen from three dead to twenty": the second is the toll."""


@dataclass(frozen=True, slots=True)
class Words:
    """The text that nodes point into, its language, and the nodes of the sentence."""

    text: str
    pack: Pack
    nodes: Sequence[Node]

    def are_many(self, node: Node) -> bool:
        """Whether a word that stands without a number is written as a plural."""
        word, grammar = self.text[node.start : node.end], self.pack.grammar
        return word.endswith(grammar.plural_endings) and word.lower() not in grammar.invariable

    def denies(self, verb: Node) -> bool:
        """Whether a verb is negated; a "ne" alone before a subjunctive only goes with a fear or a "before"."""
        negations = verb.all("not")
        auxiliary = verb.find("have", "be")
        expletive = len(negations) == 1 and auxiliary is not None and auxiliary.value == "unreal"
        return bool(negations) and not (expletive and self._is_expletive(negations[0]))

    def _is_expletive(self, negation: Node) -> bool:
        return self.text[negation.start : negation.end].lower() in self.pack.grammar.expletive

    def says_many(self, clause: Node) -> bool:
        """Whether its verb is one of several people."""
        verb = clause.find(*VERBS)
        auxiliary = verb.find("have", "be") if verb else None
        return auxiliary is not None and self.text[auxiliary.start : auxiliary.end].lower() in self.pack.grammar.plural


def sufferers(clause: Node) -> list[tuple[Node, bool]]:
    """Whom the clause counts, each with whether it is a part of the one before."""
    if clause.rule == _RISEN:
        return [(clause.parts[-1], False)]
    people: list[tuple[Node, bool]] = []
    last: int | None = None
    for i, part in enumerate(clause.parts):
        if part.rule == _OF_WHOLE:
            people += [(_whole(part), False), (part, True)]
        elif part.symbol == "part":
            people += [(node, True) for node in part.all(*PEOPLE, "count")]
        elif _is_apposed(clause.parts, i):
            continue
        elif part.symbol in PEOPLE and (last is None or part.symbol != "named" or _joined(clause.parts[last + 1 : i])):
            people.append((part, bool(people) and _describes(part, people, clause.parts[i - 1])))
            last = i
    if people and not people[0][1]:
        return people
    counted = sorted((part for part in clause.parts if part.symbol in _COUNTED), key=_telling)
    whole = counted[:1] or ([] if people else [harm.word(clause)])
    return [*((node, False) for node in whole), *people]


def _telling(counted: Node) -> int:
    """How early a word that counts is believed: "a double murder" is two, "a body" none but its own."""
    return {"multiple": 0, "body": 2}.get(counted.symbol, 1)


def _is_apposed(parts: Sequence[Node], i: int) -> bool:
    """Whether somebody is the one told before a comma: "Paul Durand, this officer", "a man of 30, Paul Durand,"."""
    before = [part.symbol for part in parts[max(0, i - 2) : i]]
    if parts[i].symbol == "named" and before[-1:] == ["comma"]:
        told = next((part for part in reversed(parts[:i]) if part.symbol not in _DESCRIBING), None)
        return told is not None and _is_single(told) and not _goes_on(parts[i + 1 : i + 2])
    return _is_single(parts[i]) and before == ["named", "comma"] and not _goes_on(parts[i + 1 : i + 3])


def _is_single(part: Node) -> bool:
    return part.symbol == "person" or (part.symbol == "victims" and part.parts[0].symbol == "one")


def _goes_on(following: Sequence[Node]) -> bool:
    return any(part.symbol == "and" for part in following)


def disagrees(clause: Node, before: Node | None, words: Words) -> bool:
    """Whether the verb is of another number than the people in front of it, so that it tells of others.

    "The chief of the rebels was hurt" tells of no rebels, "seven people working for a firm were killed" of no one.
    What stands `before` the clause may join others to them.
    """
    verb = clause.find(*VERBS)
    auxiliary = verb.find("have", "be") if verb else None
    if auxiliary is None:
        return False
    form, grammar = words.text[auxiliary.start : auxiliary.end].lower(), words.pack.grammar
    begins = [_first(node) for node, is_part in sufferers(clause) if not is_part and node.end <= auxiliary.start]
    joined = any(node.symbol in ("and", "comma") for node in (before, *clause.parts) if node)
    several = before is not None and before.symbol in NOUNS
    parted = any(part.symbol == "part" for part in clause.parts)
    alone = (begins == ["one"] or (begins == ["named"] and not (several or parted))) and not joined
    return ("of_the" in begins and form in grammar.singular) or (alone and form in grammar.plural)


def _first(people: Node) -> str:
    return people.parts[0].symbol if people.symbol == "victims" else people.symbol


def _whole(part: Node) -> Node:
    """The toll out of which "nine of the 31 victims" counts some."""
    first = part.parts.index(part.all("count")[-1])
    return part._replace(start=part.parts[first].start, parts=part.parts[first:])


def _describes(part: Node, people: Sequence[tuple[Node, bool]], before: Node) -> bool:
    """Whether somebody after a comma is one of those counted: "two soldiers, the sergeant Paul Durand and"."""
    whole = people[0][0]
    counted = whole.symbol == "victims" and whole.find("count") is not None
    goes_on = before.symbol == "comma" or (before.symbol == "and" and people[-1][1])
    return part.symbol in SINGLE and counted and goes_on


def _joined(between: Sequence[Node]) -> bool:
    """Whether a name goes on with a list; one that only stands in an apposition is nobody more."""
    words = [node for node in between if node.symbol not in ("comma", "and", "aside", "part")]
    return len(words) <= _LIST_REACH and len(words) < len(between)


def count(node: Node, words: Words) -> Count:
    """How many a phrase of people says; a noun or a pronoun alone is one, or several where it is a plural."""
    if node.symbol in _ALONE and words.are_many(node):
        return Count(Figure(SEVERAL), CountKind.VAGUE, node.start, node.end)
    if node.symbol in _ONE_BY_ONE:
        return Count(ONE, CountKind.EXACT, node.start, node.end)
    if node.symbol == "names":
        number = len(node.all("named"))
        return Count(Figure(number, number, number), CountKind.EXACT, node.start, node.end)
    counted = evaluate(_counting(node), words.pack.code)
    noun = node.find("victim")
    pairs = noun is not None and noun.value == _PAIRS
    return replace(counted, figure=counted.figure.times(2)) if pairs else counted


def _counting(node: Node) -> list[Node]:
    """The nodes of a phrase that count, up to its noun."""
    if node.symbol in _COUNTS:
        return [node]
    noun = next((i for i, part in enumerate(node.parts) if _ends_count(i, part)), len(node.parts))
    afterwards = [part for part in node.parts[noun:] if part.symbol == "hedge"]
    return [*node.parts[:noun], *afterwards] or [node]


def _ends_count(i: int, part: Node) -> bool:
    """A count ends at its noun, or before those out of whom it counts: "two *of the three* hostages"."""
    return part.symbol in _NAMING or (i > 0 and part.symbol in ("of_the", "of"))


def noun_holder(node: Node, clause: Node) -> Node:
    """Where the noun of a count stands: with it, else elsewhere in its clause, but not in a part of it."""
    if node.find("People", "hue") and not node.find("victim"):
        return node
    wholes = (part for part in clause.parts if part.symbol != "part")
    return next((holder for holder in (node, *wholes) if holder.find("victim")), node)


def group(node: Node) -> VictimGroup:
    """Who they are, by the noun of a phrase; `people` where it does not tell."""
    noun = _noun(node)
    if noun is not None and noun.value in GROUPS:
        return GROUPS[noun.value]
    if noun is not None and noun.value not in UNKNOWN_GROUPS:
        return VictimGroup(noun.value)
    side = node.find("actor") if noun is not None and noun.value == "members" else None
    return _SIDES[side.value] if side else VictimGroup.PEOPLE


def _noun(node: Node) -> Node | None:
    """The noun that tells who they are; of two that stand together the one that says more: "a young shepherd"."""
    first = node.find("victim")
    beside = (b for a, b in pairwise(node.parts) if a is first and b.symbol == "victim")
    return next(beside, first) if first is not None and first.value == VictimGroup.PEOPLE else first


def attacker(clause: Node, means: Means | None) -> VictimGroup | None:
    """Who blows himself up, or is shot after what he did, is the attacker: "before being shot dead"."""
    shot = clause.parts[0].symbol == "before_being" and means is Means.SHOOTING
    return VictimGroup.NON_STATE_FIGHTERS if shot or means is Means.SUICIDE_BOMB else None
