"""Statements of one sentence that add up to a toll of another: "two men and four women" are the six dead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from toll.agreement import is_same_happening
from toll.claims import Draft
from toll.codes import CountKind, Scope, Status

_REACH = 40
"""Statements between the parts and their whole."""


def within_sums(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, those of one sentence made parts of the toll to which they add up; it may be told before or after."""
    linked = list(drafts)
    for parts in _lists(drafts):
        if (whole := _whole(parts, linked)) is not None:
            for i, draft in enumerate(drafts):
                if not {i, draft.same_as}.isdisjoint(parts):
                    linked[i] = replace(draft, part_of=whole)
    return linked


def _lists(drafts: Sequence[Draft]) -> Iterator[list[int]]:
    """The indexes of the statements of one outcome and sentence, where there are several and none is a whole itself."""

    def kin(i: int) -> tuple[int, str]:
        return drafts[i].sentence.start, drafts[i].harm.outcome

    wholes = {draft.part_of for draft in drafts}
    heads = sorted((i for i, draft in enumerate(drafts) if _may_add(draft)), key=kin)
    for _, group in groupby(heads, key=kin):
        if len(parts := list(group)) > 1 and wholes.isdisjoint(parts):
            yield parts


def _may_add(draft: Draft) -> bool:
    told = draft.is_head and draft.scope is Scope.INCIDENT and draft.status is Status.REPORTED
    return told and draft.harm.count.kind is CountKind.EXACT and draft.harm.count.figure.value > 0


def _whole(parts: Sequence[int], drafts: Sequence[Draft]) -> int | None:
    """The nearest toll that is their sum and may be of the same happening."""
    first, number = drafts[parts[0]], sum(drafts[i].harm.count.figure.value for i in parts)
    near = range(max(0, parts[0] - _REACH), min(len(drafts), parts[-1] + _REACH))
    sums = [
        j
        for j in near
        if _may_add(drafts[j])
        and drafts[j].sentence != first.sentence
        and drafts[j].harm.outcome is first.harm.outcome
        and drafts[j].harm.count.figure.value == number
        and all(is_same_happening(drafts[i], drafts[j]) for i in parts)
    ]
    return min(sums, key=lambda j: abs(j - parts[0]), default=None)
