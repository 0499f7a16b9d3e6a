"""Figures of one event that cannot be added: what two sources say, and what the doers say of themselves.

The Global Terrorism Database's rule: of the independent sources of one day the lowest figure is the best, and low and
high span them all; who did it never sets the toll where somebody else gives one (coding manual, settled case 21).
"""

from __future__ import annotations

from collections.abc import Sequence

from toll.agreement import groups_agree
from toll.claims import Draft
from toll.codes import CountKind
from toll.model import Figure

_REACH = 20
"""Figures back of which one may be a rival, so that the time a chronicle takes stays in proportion to its length."""


def are_rivals(draft: Draft, other: Draft) -> bool:
    """Whether two voices, or the doers and anybody else, give two tolls of the same people."""
    mine, theirs = draft.harm, other.harm
    if mine.outcome is not theirs.outcome or draft.sentence == other.sentence or mine.is_other or theirs.is_other:
        return False
    if not groups_agree(mine.group, theirs.group):
        return False
    return draft.is_own is not other.is_own or _are_of_two_voices(draft, other)


def _are_of_two_voices(draft: Draft, other: Draft) -> bool:
    mine, theirs = {voice.name for voice in draft.voices}, {voice.name for voice in other.voices}
    vague = CountKind.VAGUE in (draft.harm.count.kind, other.harm.count.kind)
    return _are_tolls(draft, other) and not vague and bool(mine) and bool(theirs) and mine.isdisjoint(theirs)


def _are_tolls(draft: Draft, other: Draft) -> bool:
    """Whether both are told as tolls, or one of them is and the other too many to be a part or an addition."""
    told = draft.harm.is_toll + other.harm.is_toll
    fewer, more = sorted(one.harm.count.figure.value for one in (draft, other))
    return told == 2 or (told == 1 and 2 * fewer > more)


def credible(members: Sequence[int], drafts: Sequence[Draft]) -> list[int]:
    """Those of `members` that no independent voice contradicts where the doers themselves give them."""
    others = [drafts[i] for i in members if drafts[i].is_head and not drafts[i].is_own]
    outdone = {i for i in members if drafts[i].is_own and any(are_rivals(drafts[i], other) for other in others)}
    return [i for i in members if not {i, drafts[i].part_of, drafts[i].same_as} & outdone]


def sides(members: Sequence[int], drafts: Sequence[Draft]) -> list[list[int]]:
    """`members` by the people of whom they speak: rivals together, all others by themselves."""
    found: list[list[int]] = []
    for i in members:
        near = found[-_REACH:] if drafts[i].voices or drafts[i].is_own else []
        beside = (side for side in near if all(are_rivals(drafts[i], drafts[j]) for j in side))
        rivals = next(beside, None)
        if rivals is None:
            found.append([i])
        else:
            rivals.append(i)
    return found


def reconciled(figures: Sequence[Figure]) -> Figure:
    """One figure of rivals.

    >>> reconciled([Figure(15, 15, 15), Figure(24, 24, 24)])
    Figure(low=15, best=15, high=24)
    """
    if len(figures) == 1:
        return figures[0]
    lows = [figure.low if figure.low is not None else figure.value for figure in figures]
    bests = [figure.best for figure in figures if figure.best is not None]
    highs = [figure.high for figure in figures if figure.high is not None]
    return Figure(min(lows), min(bests, default=None), max(highs) if len(highs) == len(figures) else None)
