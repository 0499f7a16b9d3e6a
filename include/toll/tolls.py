"""Claims added up: the tolls of an event, each death once.

Repeats, parts, superseded figures and all but one of rival figures are left out of the whole (UCDP GED, best estimate);
a vague whole counts at least as much as its stated parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from toll import rivals
from toll.claims import Draft
from toll.codes import CountKind, Outcome, Status, VictimGroup
from toll.mentions.harm import Harm
from toll.model import TOLLS, Figure

_NONE = Figure()


def tolls(members: Sequence[int], drafts: Sequence[Draft]) -> Mapping[str, Figure]:
    """For each toll of which the event's claims speak, its figure; names as in `model.TOLLS`."""
    members = rivals.credible(members, drafts)
    told = {i: _told(i, members, drafts) for i in members if drafts[i].same_as is None}
    sums = {outcome.value: _of_outcome(outcome, told, drafts) for outcome in Outcome}
    killed = {i: harm for i, harm in told.items() if harm.outcome is Outcome.KILLED}
    groups = {harm.group.value for harm in killed.values()}
    sums |= {name: _of_group(group, killed, drafts) for group in groups if (name := f"killed_{group}") in TOLLS}
    return MappingProxyType({name: sums[name] for name in TOLLS if sums.get(name, _NONE) != _NONE})


def add(figures: Iterable[Figure]) -> Figure:
    """The sum of figures of different people: at least what is known of each, a high only where each has one.

    >>> add([Figure(10, 10, 10), Figure(2, None, None)])
    Figure(low=12, best=12, high=None)
    """
    known = list(figures)
    if not known:
        return Figure()
    low = sum(figure.low if figure.low is not None else 0 for figure in known)
    has_low = any(figure.low is not None for figure in known)
    has_best = any(figure.best is not None for figure in known)
    highs = [figure.high for figure in known]
    return Figure(
        low if has_low else None,
        sum(figure.value for figure in known if figure.best is not None or figure.low is not None)
        if has_best
        else None,
        sum(high for high in highs if high is not None) if None not in highs else None,
    )


def _is_counted(draft: Draft) -> bool:
    return draft.is_head and draft.status is Status.REPORTED


def _of_outcome(outcome: Outcome, told: Mapping[int, Harm], drafts: Sequence[Draft]) -> Figure:
    wholes = [i for i, harm in told.items() if harm.outcome is outcome and _is_counted(drafts[i])]
    figures = ([_whole(i, told, drafts) for i in side] for side in rivals.sides(wholes, drafts))
    return add(rivals.reconciled(rival) for rival in figures)


def _whole(i: int, told: Mapping[int, Harm], drafts: Sequence[Draft]) -> Figure:
    whole = told[i].count
    parts = (harm for j, harm in told.items() if drafts[j].part_of == i and harm.outcome is told[i].outcome)
    alike = add(part.count.figure for part in parts)
    larger = whole.kind is CountKind.VAGUE and alike.value > whole.figure.value
    return alike if larger else whole.figure


def _told(i: int, members: Sequence[int], drafts: Sequence[Draft]) -> Harm:
    """A whole, a rounded or vague one as its first repeat counts it: "several dead", then "six soldiers"."""
    whole = drafts[i].harm
    again = (drafts[j].harm for j in members if drafts[j].same_as == i)
    counted = (one for one in again if one.count.figure.value != whole.count.figure.value and not _is_vague(one))
    first = None if whole.count.kind is CountKind.EXACT else next(counted, None)
    if first is None:
        return whole
    return replace(whole, count=first.count, group=first.group if whole.group is VictimGroup.PEOPLE else whole.group)


def _is_vague(harm: Harm) -> bool:
    return harm.count.kind is CountKind.VAGUE


def _of_group(group: str, killed: Mapping[int, Harm], drafts: Sequence[Draft]) -> Figure:
    """Killed of one group: the wholes of that group, and its parts of wholes of another group."""
    mine = [i for i, harm in killed.items() if harm.group.value == group]
    apart = [i for i in mine if drafts[i].part_of not in mine and drafts[i].status is Status.REPORTED]
    heads = [i for i in apart if drafts[i].part_of is None]
    sides = ([killed[i].count.figure for i in side] for side in rivals.sides(heads, drafts))
    wholes = [rivals.reconciled(figures) for figures in sides]
    parted = {whole for i in apart if (whole := drafts[i].part_of) is not None}
    return add([*wholes, *(_largest_part(whole, apart, drafts) for whole in sorted(parted))])


def _largest_part(whole: int, parts: Sequence[int], drafts: Sequence[Draft]) -> Figure:
    """Parts of one whole named in one sentence are different people; in another one they may be the same again."""
    told: dict[int, list[Figure]] = {}
    for i in parts:
        if drafts[i].part_of == whole:
            told.setdefault(drafts[i].sentence.start, []).append(drafts[i].harm.count.figure)
    return max((add(figures) for figures in told.values()), key=lambda figure: figure.value)
