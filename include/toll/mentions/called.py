"""What those are called whom a phrase counts: "Louis Petit", "a man of 30, Louis Petit,", "two teachers, A and B,".

A name or a people tells whether two statements speak of the same, which a figure of one cannot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from toll.patterns import Node

_NAMED, _ASIDE = ("named", "names"), "aside"
_DESCRIBING = frozenset(("measure", "w", "demonym", "hue", "victim", "source_noun", "quote", "of_the_one"))
_WHOSE = "whose"
_PEOPLES = ("People", "demonym")

_REACH = 6
"""Words between a phrase of people and their name: "of 30", "of German nationality"."""

_CLOSING = frozenset(("comma", "mark", "close", "semicolon", "colon", "and"))


def called(text: str, node: Node, clause: Node, nodes: Sequence[Node]) -> tuple[str, ...]:
    """The names of those whom `node` of `clause` counts, one a person, in lower case; none where none is told."""
    return tuple(_within(text, node)) or tuple(_beside(text, _following(node, clause, nodes)))


def are_alike(one: Sequence[str], other: Sequence[str]) -> bool | None:
    """Whether the people of two statements are the same by their names; null where one has none.

    >>> are_alike(["louis petit"], ["petit"])
    True
    >>> are_alike(["louis petit"], ["anna petit"])
    False
    """
    if not one or not other:
        return None
    return len(one) == len(other) and all(any(_fits(a, b) for b in other) for a in one)


def _fits(one: str, other: str) -> bool:
    mine, theirs = set(one.split()), set(other.split())
    return mine <= theirs or theirs <= mine


def _within(text: str, node: Node) -> Iterator[str]:
    """Each run of capitalised words in a phrase."""
    leaves = (leaf for leaf in node.walk() if not leaf.parts)
    for is_name, run in groupby(leaves, key=_is_name):
        if is_name:
            yield " ".join(text[leaf.start : leaf.end] for leaf in run).lower()


def _is_name(leaf: Node) -> bool:
    return leaf.symbol == "Name"


def _following(node: Node, clause: Node, nodes: Sequence[Node]) -> list[Node]:
    inside = [part for part in clause.parts if part.start >= node.end]
    return [*inside, *(after for after in nodes if after.start >= clause.end)]


def _beside(text: str, following: Sequence[Node]) -> Iterator[str]:
    """The name that stands right after a description, or in commas behind it."""
    described = sum(1 for _ in takewhile(_is_describing, following[:_REACH]))
    apart = [node.symbol for node in following[described : described + 1]] == ["comma"]
    name, *after = following[described + apart :] or (None,)
    if name is not None and name.find(*_NAMED) and (not (apart or name.symbol == _ASIDE) or _is_closed(name, after)):
        yield from _within(text, name)


def _is_closed(name: Node, after: Sequence[Node]) -> bool:
    """Whether a name in commas ends there, and is no subject of what follows."""
    last = name.parts[-1:] if name.symbol == _ASIDE else ()
    return {node.symbol for node in (last if last and last[0].symbol == "comma" else after[:1])} <= _CLOSING


def _is_describing(node: Node) -> bool:
    return node.symbol in _DESCRIBING


def nations(node: Node) -> frozenset[str]:
    """The countries of those whom a phrase counts (ISO 3166-1), by words for their people: "two Belgian soldiers"."""
    leaves = (leaf for leaf in node.walk() if leaf.symbol in _PEOPLES)
    return frozenset(leaf.value.country_code for leaf in leaves if leaf.value.country_code)


def kin(text: str, node: Node) -> str:
    """The noun, in lower case, of whoever a phrase tells as somebody's: "her husband"; empty where it does not."""
    noun = node.find("victim") if node.symbol == "person" and node.parts[0].value == _WHOSE else None
    return text[noun.start : noun.end].lower() if noun else ""
