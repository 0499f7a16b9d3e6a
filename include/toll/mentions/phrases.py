"""Noun phrases in a row of nodes: where the name of a speaker or of a perpetrator begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toll.patterns import Node

_OPENING = {"the", "the_many", "one", "of_the", "of_the_one", "of", "quote"}
_LEFT_OUT = {*_OPENING, "open"}
_INSIDE = {
    "w", "Name", "of", "of_the", "source_noun", "demonym", "place", "People", "victim", "actor", "victims", "the",
    "the_many", "of_the_one", "person", "named",
    "ordinal", "means", "abbreviation", "domain", "announcement", "offensive", "institution",
}  # fmt: skip
_HEADS = {
    *("Name", "source_noun", "victim", "actor", "People", "place", "victims", "person", "named", "abbreviation"),
    "institution",
}
_BOUNDS = {"comma", "quote", "who", "that", "and", "but", "semicolon", "colon", "mark", "clause", "open", "close"}
_APPOSITIONS = 3
_LONGEST = 14
_ACRONYM = re.compile(r"\(([A-ZÉÈ][A-ZÉÈa-z-]{1,9})\)")


def after(nodes: Sequence[Node], start: int) -> tuple[int, int] | None:
    """The phrase that begins at node `start`, as node indexes `[first, end)` without its article; None if no name."""
    end = start
    while end < len(nodes) and end - start < _LONGEST:
        width = _width(nodes, end, first=end == start)
        if width == 0:
            break
        end += width
    return _trimmed(nodes, start, end)


def before(nodes: Sequence[Node], end: int) -> tuple[int, int] | None:
    """The subject before node `end`: the phrase that opens its clause, or the one before an apposition in commas."""
    for _ in range(_APPOSITIONS):
        start = end
        while start > 0 and nodes[start - 1].symbol not in _BOUNDS:
            start -= 1
        phrase = after(nodes, start)
        if phrase is not None or start == 0 or nodes[start - 1].symbol != "comma":
            return phrase
        end = start - 1
    return None


def person(nodes: Sequence[Node], phrase: tuple[int, int]) -> tuple[int, int] | None:
    """The full name of the person that a phrase speaks of: in it, or beside it in commas ("the mayor, Paul Durand")."""
    start, end = phrase
    opening = start
    while opening > 0 and nodes[opening - 1].symbol in _OPENING:
        opening -= 1
    beside = [_full_name(nodes, i, end) for i in range(start, end)]
    if end < len(nodes) and nodes[end].symbol == "comma":
        beside.append(_full_name(nodes, end + 1, len(nodes)))
    if opening > 1 and nodes[opening - 1].symbol == "comma":
        beside += [_full_name(nodes, i, opening - 1) for i in (opening - 2, opening - 3)]
    return next((name for name in beside if name), None)


def _full_name(nodes: Sequence[Node], start: int, end: int) -> tuple[int, int] | None:
    """A first name and a family name at least, from node `start` on."""
    if start < 0 or start >= end:
        return None
    if nodes[start].symbol == "named" and len(nodes[start].parts) > 1:
        return start, start + 1
    stop = start
    while stop < end and nodes[stop].symbol == "Name":
        stop += 1
    return (start, stop) if stop - start > 1 else None


def words(text: str, nodes: Sequence[Node], phrase: tuple[int, int]) -> str:
    """The characters of a phrase; where it gives its own acronym, that acronym (UCDP names actors in short form)."""
    acronym = _ACRONYM.search(name := as_written(text, nodes, phrase))
    return acronym.group(1) if acronym else name


def as_written(text: str, nodes: Sequence[Node], phrase: tuple[int, int]) -> str:
    """The characters of a phrase without its article and quotation marks."""
    return text[_first_word(nodes[phrase[0]]) : nodes[phrase[1] - 1].end].strip(" \"'«»“”")


def _first_word(node: Node) -> int:
    """Where a phrase begins after its article: "des rebelles" are "rebelles"."""
    for leaf in node.walk():
        if not leaf.parts and leaf.symbol not in _OPENING:
            return leaf.start
    return node.start


def _width(nodes: Sequence[Node], at: int, *, first: bool) -> int:
    """How many nodes from `at` on go on with the phrase: a word of it, a short bracket, or none."""
    symbol = nodes[at].symbol
    if symbol in _INSIDE or (first and symbol in _OPENING):
        return 1
    bracket = range(at + 1, min(at + 5, len(nodes))) if symbol == "open" and not first else ()
    return next((i + 1 - at for i in bracket if nodes[i].symbol == "close"), 0)


def _trimmed(nodes: Sequence[Node], start: int, end: int) -> tuple[int, int] | None:
    while start < end and nodes[start].symbol in _OPENING:
        start += 1
    while end > start and nodes[end - 1].symbol in _LEFT_OUT:
        end -= 1
    return (start, end) if any(node.symbol in _HEADS for node in nodes[start:end]) else None
