"""Which words of a sentence belong to which of its statements of harm.

"… were wounded in X, hours after an attack that killed 13 in Y": a relative clause or an "after" between two statements
parts what is said of one from the other. Without such a border, statements share what stands around them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

from toll.codes import Outcome
from toll.mentions.harm import Harm
from toll.mentions.reading import Reading
from toll.model import Span
from toll.patterns import Node

_BORDERS = ("who", "that", "but", "semicolon")
_RELATIVE = ("who", "that")
_DEED = "before_being"
"""Words between two deeds, which may have one place and day, but not one doer: "killed two before being shot by"."""

_AFTER = "after"


class Mention(Protocol):
    """Whatever stands in a sentence: a place, a day, a perpetrator."""

    @property
    def span(self) -> Span:
        """Its characters in the text."""
        ...


Found = TypeVar("Found", bound=Mention)


def within(reading: Reading, harm: Harm, found: Sequence[Found]) -> list[Found]:
    """Those of `found` that may belong to `harm`: none that lies behind another statement of its own clause.

    Where there are no others, what a relative clause tells may hold for the sentence, but not what something else came
    after.
    """
    here = _within(reading, harm, found, [node.start for node in reading.nodes if _is_border(node)])
    return here or _within(reading, harm, found, [node.start for node in reading.nodes if node.value == _AFTER])


def unshared(reading: Reading, harm: Harm, found: Sequence[Found]) -> list[Found]:
    """Those of `found` of no arrest told in another clause: "seized in X after a raid, which killed ten"."""
    arrests = [] if _is_arrest(harm) else [one for one in reading.harms if _is_arrest(one)]
    borders = [node.start for node in reading.nodes if node.symbol in _RELATIVE] if arrests else []
    return [mention for mention in found if not _is_of_other(arrests, harm.span, mention.span, borders)]


def by_whom(reading: Reading, harm: Harm, found: Sequence[Found]) -> list[Found]:
    """The same for those who did it, whom one deed does not share with the next, nor an arrest with what led to it."""
    found = [one for one in found if is_of_arrest(reading, one) is (harm.outcome is Outcome.DETAINED)]
    afters = _afters(reading)
    found = [one for one in found if not _is_of_other(reading.harms, harm.span, one.span, afters)]
    borders = [node.start for node in _all(reading) if _is_border(node) or node.symbol == _DEED]
    return _within(reading, harm, found, borders)


def is_of_arrest(reading: Reading, mention: Mention) -> bool:
    """Whether the statement of harm nearest to it, on its side of an "after", is one of an arrest."""
    afters = _afters(reading)

    def far(harm: Harm) -> tuple[bool, int]:
        return any(_divides(at, harm.span, mention.span) for at in afters), harm.span.gap(mention.span)

    nearest = min(reading.harms, key=far, default=None)
    return nearest is not None and _is_arrest(nearest)


def unenclosed(reading: Reading, harm: Harm, found: Sequence[Found]) -> list[Found]:
    """Those of `found` that no relative clause holds which ends before `harm` begins; all, where none is left."""
    return [mention for mention in found if not _is_enclosed(reading.nodes, mention.span, harm.span)] or list(found)


def outside(reading: Reading, harm: Harm, found: Sequence[Found]) -> list[Found]:
    """Those of `found` that are of no other deed told within `harm`: "seized in X, they were killed in Y".

    All, where none is left.
    """
    others = [one for one in reading.harms if one.outcome is not harm.outcome]
    first = min((one.span.end for one in others if harm.span.covers(one.span)), default=harm.span.end)
    return [mention for mention in found if not first <= mention.span.start < harm.span.end] or list(found)


def compared(reading: Reading, harm: Harm, found: Sequence[Found]) -> list[Found]:
    """Those of `found` that are not of what it is compared with: ", and this year M", ", against M in 2019"."""
    begun = [at for at in _compared(reading.nodes) if harm.span.end <= at]
    return [mention for mention in found if mention.span.start < begun[0]] if begun else list(found)


def _compared(nodes: Sequence[Node]) -> list[int]:
    """Where a coordinate clause opens with its own day, or a bare number has one, in the order of the text."""
    symbols = [node.symbol for node in nodes]
    return [
        node.start
        for i, node in enumerate(nodes)
        if symbols[i : i + 3] == ["comma", "and", "time"] or symbols[i : i + 3] == ["in", "count", "time"]
    ]


def unrelated(reading: Reading, harm: Harm, found: Sequence[Found]) -> list[Found]:
    """Those of `found` that stand in no relative clause between people and their verb: "he, who was born in, died"."""
    clause = next((n for n in reading.nodes if n.symbol == "clause" and n.start <= harm.span.start < n.end), None)
    verb = clause.find("harmed") if clause else None
    if clause is None or verb is None:
        return list(found)
    begins = next((a.start for a, b in pairwise(clause.parts) if (a.symbol, b.symbol) == ("comma", "who")), verb.start)
    return [mention for mention in found if not begins <= mention.span.start < verb.start]


def _is_arrest(harm: Harm) -> bool:
    return harm.outcome is Outcome.DETAINED


def _is_enclosed(nodes: Sequence[Node], there: Span, here: Span) -> bool:
    if here.start < there.end:
        return False
    opened = any(node.symbol in _RELATIVE for node in nodes if node.end <= there.start)
    return opened and any(node.symbol == "comma" for node in nodes if there.end <= node.start < here.start)


def _within(reading: Reading, harm: Harm, found: Sequence[Found], borders: Sequence[int]) -> list[Found]:
    if len(reading.harms) == 1:
        return list(found)
    return [mention for mention in found if not _is_cut(reading.harms, harm.span, mention.span, borders)]


def _is_border(node: Node) -> bool:
    return node.symbol in _BORDERS or (node.symbol == "in" and node.value == _AFTER)


def _is_cut(harms: Sequence[Harm], here: Span, there: Span, borders: Sequence[int]) -> bool:
    others = (harm.span for harm in harms if harm.span != here)
    return any(_between(other, here, there) and any(_divides(at, here, other) for at in borders) for other in others)


def _all(reading: Reading) -> list[Node]:
    return [node for top in reading.nodes for node in (top, *top.parts)]


def _afters(reading: Reading) -> list[int]:
    return [node.start for node in _all(reading) if node.value == _AFTER] if reading.harms else []


def _is_of_other(harms: Sequence[Harm], here: Span, there: Span, borders: Sequence[int]) -> bool:
    """Whether a border parts it from `here`, but not from another statement: "shot by police after killing five"."""
    return any(
        _divides(at, here, there) and any(harm.span != here and not _divides(at, harm.span, there) for harm in harms)
        for at in borders
    )


def _between(other: Span, here: Span, there: Span) -> bool:
    return (
        here.end <= other.start and other.end <= there.end
        if here.start < there.start
        else there.start <= other.start and other.end <= here.start
    )


def _divides(at: int, one: Span, other: Span) -> bool:
    return min(one.end, other.end) <= at < max(one.start, other.start)
