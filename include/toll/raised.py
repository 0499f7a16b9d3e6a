"""Deaths that raise a toll told with them: "a girl has died, bringing to four the number of dead".

The whole is told after its part, so that `part_of` points forward here alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from toll.claims import Draft
from toll.codes import Scope, Status

_NEXT = 3
"""Characters between a sentence and the next."""


def within_raised(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, the deaths that raise a toll made parts of it."""
    linked = list(drafts)
    for i, toll in enumerate(drafts):
        if toll.is_raised and toll.part_of is None and toll.status is Status.REPORTED:
            whole = i if toll.same_as is None else toll.same_as
            for j in _raising(i, drafts):
                linked[j] = replace(drafts[j], part_of=whole, is_background=toll.is_background)
    return linked


def _raising(i: int, drafts: Sequence[Draft]) -> Iterator[int]:
    """Those who died: told before the toll in its sentence, else last in the sentence before."""
    before = [j for j in range(i) if drafts[j].sentence == drafts[i].sentence]
    if not any(drafts[j].harm.outcome is drafts[i].harm.outcome for j in before):
        last = [j for j in range(max(0, i - 1), i) if drafts[i].sentence.start - drafts[j].sentence.end <= _NEXT]
        before = [*before, *last]
    yield from (j for j in before if _may_raise(drafts[j], drafts[i]))


def _may_raise(draft: Draft, toll: Draft) -> bool:
    alike = draft.harm.outcome is toll.harm.outcome and draft.scope is toll.scope is Scope.INCIDENT
    fewer = 0 < draft.harm.count.figure.value < toll.harm.count.figure.value
    return alike and fewer and draft.is_head and draft.status is Status.REPORTED
