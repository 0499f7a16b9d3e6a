"""Pairs to groups without chaining: two groups join only where the events of one fit those of the other on average."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from toll.incidents.compare import Scored
from toll.incidents.facts import UNKNOWN, Floats, Ints
from toll.incidents.weights import APART, FIT, LINK

FULL_SCORE = 800
"""Evidence in hundredths that counts as certain; scores are shares of it."""

Pair = tuple[int, int]
Evidence = tuple[int, bool]
"""Score in hundredths, and whether the pair is firm."""

_UNKNOWN: Evidence = (APART, True)


@dataclass(frozen=True, slots=True)
class Groups:
    """For each event the position of the earliest event of its incident, and how well it fits the others (0 to 1).

    `partner` is the position of the event that it fits best, an original for its copy; UNKNOWN where it is alone.
    """

    first: Ints
    score: Floats
    partner: Ints


def group(article: Ints, copies: Ints, pairs: Scored) -> Groups:
    """Incidents of events told in `article`: the strongest evidence first, copies with their original."""
    size = len(article)
    first, partner, score = np.arange(size, dtype=np.int64), np.full(size, UNKNOWN), np.ones(size)
    for members, known in _incidents(article, pairs):
        first[members] = min(members)
        fits = [_fits(known, event, members) for event in members]
        score[members] = [_share(sum(fit.values()) / len(fit)) for fit in fits]
        partner[members] = [_closest(fit) for fit in fits]
    return Groups(first[copies], score[copies], _with_copies(partner, copies))


def _incidents(article: Ints, pairs: Scored) -> Iterator[tuple[list[int], dict[Pair, Evidence]]]:
    """Each incident of two events or more, with the evidence of its pairs."""
    told_in = article.tolist()
    for left, right, evidence in _components(len(article), pairs):
        known = dict(zip(zip(left, right, strict=True), evidence, strict=True))
        for members in _joined(known, told_in):
            yield members, known


def _fits(known: dict[Pair, Evidence], event: int, members: list[int]) -> dict[int, int]:
    """The evidence of an event with each other one of its incident."""
    return {
        other: known.get((min(event, other), max(event, other)), _UNKNOWN)[0] for other in members if other != event
    }


def _closest(fit: dict[int, int]) -> int:
    return min(fit.items(), key=lambda one: (-one[1], one[0]))[0]


def _with_copies(partner: Ints, copies: Ints) -> Ints:
    """`partner` where a copy has its original, and an original that fits no other has its first copy."""
    copied = np.flatnonzero(copies != np.arange(len(copies)))
    originals, nearest = np.unique(copies[copied], return_index=True)
    first_copy = partner.copy()
    first_copy[originals] = copied[nearest]
    whole = np.where(partner == UNKNOWN, first_copy, partner)
    whole[copied] = copies[copied]
    return whole


def _share(evidence: float) -> float:
    return round(min(max(evidence / FULL_SCORE, 0.0), 1.0), 4)


def _joined(known: dict[Pair, Evidence], told_in: list[int]) -> list[list[int]]:
    links = sorted((-score, a, b) for (a, b), (score, _) in known.items() if score >= LINK)
    group_of = {event: [event] for _, a, b in links for event in (a, b)}
    for _, a, b in links:
        one, other = group_of[a], group_of[b]
        if one is not other and _fit(known, told_in, one, other):
            one.extend(other)
            group_of.update(dict.fromkeys(other, one))
    unique = {id(members): members for members in group_of.values()}
    return [members for members in unique.values() if len(members) > 1]


def _fit(known: dict[Pair, Evidence], told_in: list[int], one: list[int], other: list[int]) -> bool:
    """Whether the pairs across fit on average, and no article tells two of them apart."""
    total = 0
    for a in one:
        for b in other:
            evidence = known.get((a, b) if a < b else (b, a))
            if evidence is None and told_in[a] == told_in[b]:
                return False
            score, firm = evidence or _UNKNOWN
            total += score if firm else max(score, FIT)
    return total >= FIT * len(one) * len(other)


def _components(size: int, pairs: Scored) -> Iterator[tuple[list[int], list[int], list[Evidence]]]:
    """The pairs of each set of events that links hold together, so that each is settled on its own."""
    label = _labels(size, pairs)
    within = label[pairs.left] == label[pairs.right]
    left, right, score, firm = (c[within] for c in (pairs.left, pairs.right, pairs.score, pairs.firm))
    order = np.lexsort((right, left, label[left]))
    again = (np.diff(left[order], prepend=-1) == 0) & (np.diff(right[order], prepend=-1) == 0)
    left, right, score, firm = (c[order[~again]] for c in (left, right, score, firm))
    cuts = np.flatnonzero(np.diff(label[left], prepend=-1, append=size))
    for begin, end in pairwise(cuts.tolist()):
        evidence = zip(score[begin:end].tolist(), firm[begin:end].tolist(), strict=True)
        yield left[begin:end].tolist(), right[begin:end].tolist(), list(evidence)


def _labels(size: int, pairs: Scored) -> Ints:
    """The least position that each event reaches over links."""
    linked = pairs.score >= LINK
    left, right = pairs.left[linked], pairs.right[linked]
    label = np.arange(size, dtype=np.int64)
    while True:
        least = np.minimum(label[left], label[right])
        before = label.copy()
        np.minimum.at(label, left, least)
        np.minimum.at(label, right, least)
        label = label[label]
        if np.array_equal(label, before):
            return label
