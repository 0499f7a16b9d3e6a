"""Who did it: by-phrases, subjects of harming verbs, owners of weapons, claims of responsibility, accusations.

How firmly a perpetrator is named is MUC-4's `responsibility`: told as fact, claimed or admitted, suspected or accused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toll.codes import ActorType, Responsibility
from toll.mentions import deeds, phrases
from toll.model import Span
from toll.patterns import Node

UNNAMED = "attackers"
"""Value of nouns that say no more than that somebody attacked: "gunmen"."""

_POLICE, _CRIMINALS = "police", "criminals"
_FIGHTERS = {
    "non_state_fighters": ActorType.REBEL_GROUPS,
    UNNAMED: ActorType.REBEL_GROUPS,
    "suicide_attackers": ActorType.REBEL_GROUPS,
    "state_forces": ActorType.STATE_FORCES,
    "officers": ActorType.STATE_FORCES,
    _POLICE: ActorType.STATE_FORCES,
}
_KINDS = {
    "state_forces": ActorType.STATE_FORCES,
    _POLICE: ActorType.STATE_FORCES,
    "armed": ActorType.REBEL_GROUPS,
    "group": ActorType.REBEL_GROUPS,
}
_BEFORE_ACTOR = frozenset((*deeds.BELONGING, "the", "the_many", "one"))
_NAMING = frozenset(("by", "clause", "means", "committed"))
"""Besides what follows a deed, the classes of words at which somebody may be named."""

_NOBODY = ("officials", "units")
"""Values of nouns whose "of" phrase acts not: the prefect of police."""

_AFTER_DEED = frozenset((*deeds.DEEDS, "w"))
_HEAD = 3
_COUNTRY = 6
_PEOPLE = ("victim", "named", "People")
_AUXILIARY = ("have", "be", "been", "adverb", "pronoun", "he", "not")
DOING = ("by", "make", "committed", *deeds.DEEDS)
"""The classes of words one of which must stand where a perpetrator is named, but for words of harm and claims."""


@dataclass(frozen=True, slots=True)
class Perpetrator:
    """A perpetrator as written, where its name stands in the text, and how firmly it is named.

    `is_unnamed`: the words tell that somebody did it ("gunmen", a man), but not which side; `type` is null for a person
    of no side. `is_fighter`: a side of a conflict; the police is there in crimes too.
    """

    name: str
    type: ActorType | None
    span: Span
    responsibility: Responsibility = Responsibility.REPORTED_AS_FACT
    is_unnamed: bool = False
    is_fighter: bool = False


def find(text: str, nodes: Sequence[Node]) -> tuple[Perpetrator, ...]:
    """The perpetrators that a sentence names, in the order of the text."""
    found: dict[str, Perpetrator] = {}
    for phrase, responsibility in _phrases(nodes):
        start, end = _head(nodes, phrase)
        leaf = _telling(nodes[start:end]) or _person(nodes[start:end], responsibility)
        name = phrases.as_written(text, nodes, (start, end)) if start < end else ""
        if leaf is not None and name:
            span = Span(nodes[start].start, nodes[end - 1].end)
            kind = _type(leaf)
            is_unnamed = (kind is None and leaf.value != _CRIMINALS) or leaf.value in (UNNAMED, "suicide_attackers")
            is_fighter = kind is not None and leaf.value != _POLICE
            found.setdefault(name, Perpetrator(name, kind, span, responsibility, is_unnamed, is_fighter))
    return tuple(sorted(found.values(), key=lambda actor: actor.span.start))


def may_be_named(nodes: Sequence[Node], mentions: Sequence[Node]) -> bool:
    """Whether such words, in whatever order, could name a perpetrator where nobody is harmed or claims it."""
    told = {node.symbol for node in nodes}
    done = not told.isdisjoint(("committed", *deeds.DEEDS)) or {"by", "make"} <= told
    return done and (bool(mentions) or not told.isdisjoint(("victim", "actor")))


def _phrases(nodes: Sequence[Node]) -> Iterator[tuple[deeds.Phrase, Responsibility]]:
    for i, node in enumerate(nodes):
        if node.symbol in _NAMING or (i > 0 and nodes[i - 1].symbol in _AFTER_DEED):
            for phrase in _named_as_fact(nodes, i, node):
                yield phrase, _firmness(nodes, i)
        if node.symbol == "claimed" and (claimer := phrases.before(nodes, _verb_start(nodes, i))):
            yield claimer, Responsibility.CLAIMED_OR_ADMITTED
        elif node.symbol == "accused" and (accused := deeds.accused(nodes, i)):
            yield accused, Responsibility.SUSPECTED_OR_ACCUSED


def _named_as_fact(nodes: Sequence[Node], i: int, node: Node) -> Iterator[deeds.Phrase]:
    of_deed = i > 0 and deeds.has_doer(nodes, i - 1)
    phrase: deeds.Phrase | None = None
    if (node.symbol == "by" and deeds.is_followed_by(nodes, i)) or (of_deed and _is_of_doer(nodes, i)):
        phrase = phrases.after(nodes, i + 1)
    elif of_deed and node.symbol == "victims" and node.parts[0].symbol in deeds.BELONGING:
        phrase = phrases.after(nodes, i)
    elif node.symbol == "clause" and node.parts[0].symbol == "harming":
        phrase = deeds.subject(nodes, i)
    elif node.symbol in ("means", "committed") and i > 0 and nodes[i - 1].symbol in ("have", "adverb"):
        phrase = deeds.subject(nodes, _verb_start(nodes, i))
    elif node.symbol == "means" and not _is_object(nodes, i):
        phrase = _owned(nodes, i)
    if phrase is not None:
        yield phrase


def _is_of_doer(nodes: Sequence[Node], i: int) -> bool:
    """Whether "of" may name who did it: a name with an article is a place's, "the attack of the Grand Hotel"."""
    is_place = nodes[i].symbol != "of" and i + 1 < len(nodes) and nodes[i + 1].symbol in ("named", "Name")
    return nodes[i].symbol in deeds.BELONGING and not is_place


def _firmness(nodes: Sequence[Node], i: int) -> Responsibility:
    deed = deeds.before(nodes, i) if nodes[i].symbol == "by" else None
    claimed = deed is not None and deed.symbol == "claimed"
    return Responsibility.CLAIMED_OR_ADMITTED if claimed else Responsibility.REPORTED_AS_FACT


def _owned(nodes: Sequence[Node], i: int) -> deeds.Phrase | None:
    """A weapon or an attack with its owner's adjective: "Russian aircraft", "an Israeli missile strike"."""
    if deeds.is_by_chance(nodes[i]):
        return None
    end = i + 1
    if end + 1 < len(nodes) and nodes[end].symbol in deeds.BELONGING and nodes[end + 1].symbol == "means":
        end += 2
    if end < len(nodes) and nodes[end].symbol == "w":
        end += 1
    owner = nodes[end] if end < len(nodes) else None
    return (i, end + 1) if owner and (owner.symbol == "demonym" or _is_fighter(owner)) else None


def _is_object(nodes: Sequence[Node], i: int) -> bool:
    """Whether a weapon is what was hit: "shot down a Russian aircraft"."""
    return any(node.symbol in ("harming", "harmed", "pp") for node in nodes[max(0, i - 2) : i])


def _is_fighter(node: Node) -> bool:
    return node.symbol == "victim" and node.value == "non_state_fighters"


def _verb_start(nodes: Sequence[Node], i: int) -> int:
    while i > 0 and nodes[i - 1].symbol in _AUXILIARY:
        i -= 1
    return i


def _head(nodes: Sequence[Node], phrase: deeds.Phrase) -> deeds.Phrase:
    """The phrase from its actor on: fire *of the rebels*, unless the weapon's adjective is what names the actor."""
    start, end = phrase
    for i in range(start, end):
        if nodes[i].symbol == "means" and _owned(nodes, i) is None:
            start = i + 1
    while start < end and nodes[start].symbol in _BEFORE_ACTOR:
        start += 1
    return start, end


def _telling(nodes: Sequence[Node]) -> Node | None:
    """The word that makes a phrase a perpetrator: fighters, forces, somebody's weapon, a country as a whole."""
    leaves = [leaf for node in nodes for leaf in node.walk()]
    if any(leaf.value in _NOBODY for leaf in leaves[:_HEAD]):
        return None
    found = (leaf for leaf in leaves if _can_act(leaf))
    owned = any(leaf.symbol == "demonym" for leaf in leaves)
    return next(found, next((leaf for leaf in leaves if owned and leaf.symbol == "means"), None))


def _person(nodes: Sequence[Node], responsibility: Responsibility) -> Node | None:
    """Somebody who is said to have done it, no fighter: "his wife was killed by a man"."""
    if responsibility is not Responsibility.REPORTED_AS_FACT:
        return None
    heads = (leaf for node in nodes for leaf in node.walk() if leaf.symbol in (*_PEOPLE, "w", "Name"))
    head = next(heads, None)
    return head if head is not None and head.symbol in _PEOPLE and head.value not in _NOBODY else None


def _can_act(leaf: Node) -> bool:
    if leaf.symbol == "place":
        return bool(leaf.value.place.where_prec == _COUNTRY)
    return leaf.symbol == "actor" or (leaf.symbol == "victim" and leaf.value in _FIGHTERS)


def _type(leaf: Node) -> ActorType | None:
    if leaf.symbol in ("place", "means"):
        return ActorType.STATE_FORCES
    known = _FIGHTERS if leaf.symbol == "victim" else _KINDS
    return known.get(str(leaf.value))
