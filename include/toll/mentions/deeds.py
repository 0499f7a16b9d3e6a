"""Deeds in a row of nodes, beside which somebody may be named: what "by", "of" and an accusation go with."""

from __future__ import annotations

from collections.abc import Sequence

from toll.mentions import phrases
from toll.patterns import Node

Phrase = tuple[int, int]

BELONGING = ("of", "of_the", "of_the_one")
DEEDS = ("means", "domain", "offensive")
_AIRCRAFT = "aircraft"
"""Value of means that somebody may own without harm: a rescue helicopter."""

_BY_CHANCE = ("accident", "disaster", "other")
"""Domains of means that nobody uses: the crash of a military aircraft is not the aircraft's deed."""

_BETWEEN = ("time", "place", "adverb", "comma", "in", "to", "the", "quote", "one")
_DONE = frozenset(
    (
        "clause",
        "echoes",
        "harmed",
        "harming",
        "means",
        "make",
        "committed",
        "claimed",
        "held",
        "fallen",
        "participle",
        *DEEDS,
    )
)
_BESIDE = frozenset(("victims", "victim", "person", "named", "Name", "People", "demonym", "and", "w", "measure", "num"))
_NOUNS = frozenset((*_BESIDE, *_BETWEEN, *BELONGING, "the_many", "count", "ordinal", "other")) - {"comma"}
_BEFORE_NOUN = frozenset(("the", "the_many", "one", "in", *BELONGING))
_COMPANY = 14
_OBJECT_REACH = 12
_HARM = ("harmed", "participle", "fallen", "held")
_AUTHOR, _ATTACKERS = "author", ("attackers", "suicide_attackers")
"""Values of nouns for who attacked, named or counted elsewhere."""

_PEOPLE = ("victims", "person", "named", "victim", "actor")


def has_doer(nodes: Sequence[Node], i: int) -> bool:
    """Whether whose deed it was may follow node `i`: an adjective may part the two, "coordinated attacks of"."""
    if nodes[i].symbol == "w" and i > 0 and nodes[i - 1].symbol in DEEDS:
        i -= 1
    deed = nodes[i]
    if deed.symbol not in DEEDS or deed.value == _AIRCRAFT:
        return False
    is_verb = deed.symbol == "means" and i > 0 and nodes[i - 1].symbol == "have"
    return not is_verb and not is_by_chance(deed)


def is_by_chance(deed: Node) -> bool:
    """Whether it is nobody's deed: an accident, an illness, a suicide."""
    return str(deed.value).partition(" ")[2] in _BY_CHANCE


def is_followed_by(nodes: Sequence[Node], i: int) -> bool:
    """Whether "by" goes with what was done to people, not with "controlled by", "financed by".

    After a comma it takes up the sentence's own verb: "were killed in X, by gunmen".
    """
    if i > 0 and nodes[i - 1].symbol == "comma":
        return any(node.symbol == "clause" for node in nodes[:i])
    deed = before(nodes, i)
    if deed is not None and deed.symbol in _HARM and _is_attacker(nodes, nodes.index(deed)):
        return False
    return (deed is not None and deed.symbol in _DONE) or _is_in_company(nodes, i)


def _is_attacker(nodes: Sequence[Node], verb: int) -> bool:
    """Whether the verb tells of who attacked, nobody counted: who shot him harmed no other ("its author was shot")."""
    while verb > 0 and nodes[verb - 1].symbol in ("adverb", "comma", "time"):
        verb -= 1
    told = nodes[verb - 1] if verb > 0 else None
    if told is None or told.symbol == "clause":
        return False
    noun = told.find("victim")
    return told.value == _AUTHOR or (noun is not None and noun.value in _ATTACKERS)


def before(nodes: Sequence[Node], i: int) -> Node | None:
    """What stands before "by", days, places and the like left out: "claimed on Saturday by"."""
    while i > 0 and (
        nodes[i - 1].symbol in _BETWEEN or (i > 1 and nodes[i - 1].symbol == "w" and nodes[i - 2].symbol == "in")
    ):
        i -= 1
    return nodes[i - 1] if i > 0 else None


def _is_in_company(nodes: Sequence[Node], i: int) -> bool:
    """Whether nothing but nouns parts "by" from who was harmed: "were killed with their driver by gunmen".

    A word right before it that no article makes a noun may be a participle, which takes the "by" for itself.
    """
    if i > 1 and nodes[i - 1].symbol == "w" and nodes[i - 2].symbol not in _BEFORE_NOUN:
        return False
    for j in range(i - 1, max(-1, i - _COMPANY), -1):
        if nodes[j].symbol not in _NOUNS:
            return nodes[j].symbol == "clause" and nodes[j].parts[-1].symbol == "harmed"
    return False


def accused(nodes: Sequence[Node], i: int) -> Phrase | None:
    """Whom an accusation names: its object ("accused the rebels"), or after "to" ("attributed this attack to")."""
    if nodes[i].value == "object":
        return phrases.after(nodes, i + 1)
    reach = range(i + 1, min(i + _OBJECT_REACH, len(nodes)))
    return next((phrases.after(nodes, j + 1) for j in reach if nodes[j].symbol == "to"), None)


def subject(nodes: Sequence[Node], verb: int) -> Phrase | None:
    """Who does what the verb at node `verb` tells: its subject, or of whom "who" tells."""
    if verb > 0 and nodes[verb - 1].symbol == "who":
        return _antecedent(nodes, verb - 1)
    return phrases.before(nodes, verb - 1 if verb > 0 and nodes[verb - 1].symbol == "quote" else verb)


def _antecedent(nodes: Sequence[Node], who: int) -> Phrase | None:
    """The people named last before "who", with what belongs to them."""
    end = who - 1 if who > 0 and nodes[who - 1].symbol == "comma" else who
    start = end
    while start > 0 and nodes[start - 1].symbol in (*BELONGING, "w", "demonym", "place", "Name"):
        start -= 1
    return (start - 1, end) if start > 0 and nodes[start - 1].symbol in _PEOPLE else None
