"""Which statement of an article says once more what an earlier one has said.

Coding manual: `same_as` joins repeats of one figure even where hedge, group or source differ, and a rounded figure with
the exact one (settled cases 2, 21).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toll.agreement import are_foreign, groups_agree, is_same_happening, may_be_one_spot, means_agree, share_days
from toll.claims import Draft
from toll.codes import CountKind, Outcome, Scope, VictimGroup
from toll.mentions.called import are_alike
from toll.mentions.counts import SEVERAL, Count
from toll.mentions.harm import ONE, Harm

_MANY = 20
"""From this vague number on ("dozens"), the same word told twice of one event is taken for the same people."""

_TELLING = 5
"""From this number on, the same figure told twice in one article is taken for the same people."""

_MAN_AND_WOMAN = {VictimGroup.WOMEN, VictimGroup.PEOPLE}
"""Groups of "a woman" and "her husband"."""

_UNMISTAKABLE = 100
"""From this number on, an exact figure told twice is of the same people wherever its sentence plays."""

_ROUNDED = 100
"""From this number on a figure may be a rounded one."""

_NEAR = 0.1
"""Share by which a rounded figure may differ from the exact one."""

_NEXT = 3
"""Characters between a sentence and the next."""

_OBJECT = "harming-object"
"""The rule of a statement whose object are those who were harmed: "A killed B"."""


def repeated(draft: Draft, near: Sequence[tuple[int, Draft]], earlier: Sequence[Draft]) -> int | None:
    """The index of that one of `near`, the statements that are no repeats, which `draft` repeats; `earlier` are all."""
    told = counted(near, earlier)
    if draft.harm.is_anaphor:
        antecedents = _antecedents(told, earlier)
        return next((i for i, one in antecedents if is_repeat(draft, one) or _is_taken_up(draft, i, earlier)), None)
    besides = _is_besides_those(draft, earlier)
    again = (i for i, one in told if is_repeat(draft, one) and not (besides and not one.harm.is_besides))
    first = next(again, None)
    return _first_counted(draft, near, earlier) if first is None else first


def counted(near: Sequence[tuple[int, Draft]], earlier: Sequence[Draft]) -> list[tuple[int, Draft]]:
    """`near`, those told without a number with that which the first of their repeats gives."""
    given = _given(earlier)
    if not given:
        return list(near)
    return [
        (i, replace(one, harm=replace(one.harm, count=given[i]))) if i in given and _are_some(one) else (i, one)
        for i, one in near
    ]


def _given(earlier: Sequence[Draft]) -> dict[int | None, Count]:
    """The counts of the first repeats that have a number, by whose repeats they are."""
    return {one.same_as: one.harm.count for one in reversed(earlier) if one.harm.count.kind is not CountKind.VAGUE}


def _first_counted(draft: Draft, near: Sequence[tuple[int, Draft]], earlier: Sequence[Draft]) -> int | None:
    """The statement without a number whose people `draft` is the first to count: "soldiers killed", then "six"."""
    mine = draft.harm
    if mine.count.kind is CountKind.VAGUE or mine.count.figure.value < SEVERAL or mine.is_besides:
        return None
    given = _given(earlier)
    return next((i for i, one in near if i not in given and _are_some(one) and _may_be_those(draft, one)), None)


def _are_some(draft: Draft) -> bool:
    return draft.is_head and draft.harm.count.kind is CountKind.VAGUE and draft.harm.count.figure.value == SEVERAL


def _may_be_those(draft: Draft, some: Draft) -> bool:
    """Whether it tells how many the headline, or the sentence before, has left without a number."""
    mine, theirs = draft.harm, some.harm
    near = some.is_headline or 0 < draft.sentence.start - some.sentence.end <= _NEXT
    alike = mine.outcome is theirs.outcome and groups_agree(mine.group, theirs.group) and not are_foreign(draft, some)
    return near and alike and is_same_happening(draft, some)


def is_repeat(draft: Draft, other: Draft) -> bool:
    """Whether `draft` tells the figure of `other` again."""
    mine, theirs = draft.harm, other.harm
    if mine.outcome is not theirs.outcome or not _figures_agree(mine.count, theirs.count):
        return False
    if (namesakes := are_alike(mine.names, theirs.names)) is not None and (not namesakes or _is_once(mine)):
        return namesakes and draft.status is other.status
    if not groups_agree(mine.group, theirs.group) or draft.sentence == other.sentence or are_foreign(draft, other):
        return False
    if _are_kin(mine, theirs):
        return False
    alike = replace(draft, scope=Scope.INCIDENT), replace(other, scope=Scope.INCIDENT)
    again = _is_unmistakable(draft, other) or (mine.count.figure.value >= _TELLING and _is_told_again(draft, other))
    return is_same_happening(*alike) or again or _is_known(draft, other) or _is_headlined(draft, other)


def _antecedents(near: Sequence[tuple[int, Draft]], earlier: Sequence[Draft]) -> list[tuple[int, Draft]]:
    """Those of `near` whom "he" may mean, the last told first; where A killed B, "he" is A."""
    last = {number if draft.same_as is None else draft.same_as: number for number, draft in enumerate(earlier)}
    return sorted((told for told in near if told[1].harm.rule != _OBJECT), key=lambda told: -last[told[0]])


def _is_taken_up(draft: Draft, i: int, earlier: Sequence[Draft]) -> bool:
    """Whether "he" or "this man" is the one whose like harm the sentence before tells, wherever it says that it was."""
    told = [other for j, other in enumerate(earlier) if i in (j, other.same_as)]
    near = any(0 < draft.sentence.start - other.sentence.end <= _NEXT for other in told)
    alike = told[0].harm.outcome is draft.harm.outcome and told[0].harm.count.figure == draft.harm.count.figure == ONE
    return near and alike and groups_agree(draft.harm.group, told[0].harm.group) and told[0].part_of is None


def _is_besides_those(draft: Draft, earlier: Sequence[Draft]) -> bool:
    """Whether "three others" are others than people told before of whom the same is said.

    They may also be others than the dead of their sentence, "ten dead and three others wounded", or known themselves.
    """
    here = [other.harm.outcome for other in earlier if other.sentence == draft.sentence]
    among = all(outcome is draft.harm.outcome for outcome in here)
    return draft.harm.is_besides and among and not draft.harm.is_reference


def _are_kin(mine: Harm, theirs: Harm) -> bool:
    """Whether two are told as different people's, or a man as a woman's: "a woman was killed", "her husband too"."""
    by_kin = {harm.kin: harm.group for harm in (mine, theirs)}
    both = "" not in by_kin and len(by_kin) == 2
    return both or (len(by_kin) == 2 and set(by_kin.values()) == _MAN_AND_WOMAN and by_kin[""] is VictimGroup.WOMEN)


def _is_once(harm: Harm) -> bool:
    """Whether what befell them befalls nobody twice, so that their names alone make it one."""
    return harm.outcome is Outcome.KILLED


def _figures_agree(mine: Count, theirs: Count) -> bool:
    """Whether one number may be the other's: a vague one only where it is large and told as vaguely both times."""
    number = mine.figure.value
    if number != theirs.figure.value:
        return _rounds(mine, theirs) or _rounds(theirs, mine)
    if number == 0:
        return False
    if CountKind.VAGUE not in (mine.kind, theirs.kind):
        return True
    return mine.kind is theirs.kind and number >= _MANY


def _rounds(rough: Count, exact: Count) -> bool:
    """Whether "more than 502,000" or "nearly 170,000" may be said for 502,599 and 167,096."""
    about, number = rough.figure.value, exact.figure.value
    if about < _ROUNDED or exact.kind is not CountKind.EXACT or rough.kind in (CountKind.EXACT, CountKind.VAGUE):
        return False
    step = 10 ** (len(str(about)) - len(str(about).rstrip("0")))
    falls = number - number % step == about
    rises = rough.kind is CountKind.ABOUT and -(-number // step) * step == about
    return abs(number - about) <= _NEAR * about and (falls or rises)


def _is_unmistakable(draft: Draft, other: Draft) -> bool:
    """Whether one exact figure is so large, and no round one, that no other total will have it: "the 547 soldiers"."""
    mine, theirs = draft.harm.count, other.harm.count
    number = mine.figure.value if mine.kind is theirs.kind is CountKind.EXACT else 0
    exact = number >= _UNMISTAKABLE and number % _UNMISTAKABLE > 0
    return exact and other.part_of is None and _days_agree(draft, other)


def _is_told_again(draft: Draft, other: Draft) -> bool:
    """A whole told once more in another light ("in all", "the day before"): only its place and means must agree."""
    if draft.scene.period or other.part_of is not None or not means_agree(draft, other):
        return False
    return may_be_one_spot(draft.scene.place, other.scene.place)


def _is_known(draft: Draft, other: Draft) -> bool:
    """Whether "the two soldiers killed" are those of whom the article has told, wherever its sentence plays."""
    mine = draft.harm
    whom = mine.count.figure.value > 1 or mine.group is other.harm.group is not VictimGroup.PEOPLE
    single = Scope.AGGREGATE not in (draft.scope, other.scope)
    return mine.is_reference and _is_once(mine) and whom and single and other.is_head and _days_agree(draft, other)


def _is_headlined(draft: Draft, other: Draft) -> bool:
    """Whether the text tells at length what the headline has told, which may name another place or a wider one."""
    several = draft.harm.count.figure.value > 1 and draft.scope is other.scope is Scope.INCIDENT
    news = other.is_headline and not (draft.is_background or other.is_background)
    return several and news and means_agree(draft, other) and _days_agree(draft, other)


def _days_agree(draft: Draft, other: Draft) -> bool:
    mine, theirs = (one.scene.moment if one.scene.dated_here else None for one in (draft, other))
    return mine is None or theirs is None or share_days(mine.when, theirs.when, Scope.INCIDENT)
