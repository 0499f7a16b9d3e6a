"""The statements of an article tied to each other: which repeats which, which is part of which.

Coding manual: `same_as` joins repeats of one figure even where hedge, group or source differ; `part_of` joins a smaller
figure of the same happening to its whole; an attacker who dies is outside the victims' toll (settled cases 2, 6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toll.agreement import groups_agree, is_same_happening, is_within, may_be_one_spot, means_agree, share_days
from toll.claims import Draft
from toll.codes import CountKind, Means, Outcome, Scope, Status, VictimGroup
from toll.mentions.called import are_alike
from toll.mentions.counts import Count
from toll.mentions.harm import ONE, Harm
from toll.raised import within_raised
from toll.rivals import are_rivals

_COUNTRY = 6
"""UCDP where_prec of a whole country."""

_MANY = 20
"""From this vague number on ("dozens"), the same word told twice of one event is taken for the same people."""

_TELLING = 5
"""From this number on, the same figure told twice in one article is taken for the same people."""


_NEXT = 3
"""Characters between a sentence and the next."""

_SUBJECT, _OBJECT = "subject-harmed", "harming-object"
"""The rules of statements whose subject, and whose object, are those who were harmed."""

REACH = 500
"""Statements back that a statement may repeat or be part of: more than any article makes, so that the time a chronicle
takes stays in proportion to its length."""


def link(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with `same_as` and `part_of` set, each pointing to an earlier one."""
    linked: list[Draft] = []
    for draft in drafts:
        linked.append(draft if draft.part_of is not None else _link(draft, linked))
        if draft.is_own and (first := linked[-1].same_as) is not None and not linked[first].voices:
            linked[first] = replace(linked[first], is_own=True)
    totals = {linked[i].same_as for i, draft in enumerate(drafts) if _tells_total(draft)} - {None}
    summed = [_as_total(draft) if {i, draft.same_as} & totals else draft for i, draft in enumerate(linked)]
    told = [_recalled(draft, summed[max(0, i - REACH) : i]) for i, draft in enumerate(summed)]
    return within_raised(_of_one_light(told))


def _of_one_light(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, all that tell of a named person news or all recalled: as the one is told that says when it was."""
    homes = [i if draft.same_as is None else draft.same_as for i, draft in enumerate(drafts)]
    named = {home for home, draft in zip(homes, drafts, strict=True) if draft.harm.names}
    lights: dict[int, bool] = {}
    for home, draft in zip(homes, drafts, strict=True):
        if home in named and draft.scene.dated_here:
            lights.setdefault(home, draft.is_background)
    told = zip(homes, drafts, strict=True)
    return [replace(draft, is_background=lights.get(home, draft.is_background)) for home, draft in told]


def _tells_total(draft: Draft) -> bool:
    return draft.scope is Scope.AGGREGATE and draft.scene.dated_here


def _as_total(draft: Draft) -> Draft:
    """A figure that one of its repeats tells as a total."""
    return replace(draft, scope=Scope.AGGREGATE)


def _recalled(draft: Draft, earlier: Sequence[Draft]) -> Draft:
    """What only something else came after is background, unless it is told as news too.

    A toll is news where nothing was told before it, or where it says how many a vague headline means.
    """
    news = draft.harm.is_toll and (not earlier or any(_is_headlined(draft, other) for other in earlier))
    recalled = draft.harm.is_recalled and draft.same_as is None and not news
    return replace(draft, is_background=True) if recalled else draft


def _is_headlined(draft: Draft, other: Draft) -> bool:
    vague = other.harm.count.kind is CountKind.VAGUE and not other.is_background
    one_spot = may_be_one_spot(draft.scene.place, other.scene.place)
    return vague and one_spot and draft.harm.outcome is other.harm.outcome


def _link(draft: Draft, earlier: list[Draft]) -> Draft:
    near = [(i, earlier[i]) for i in range(max(0, len(earlier) - REACH), len(earlier)) if earlier[i].same_as is None]
    for i, other in _antecedents(near, earlier) if draft.harm.is_anaphor else near:
        if _is_repeat(draft, other) or (draft.harm.is_anaphor and _is_taken_up(draft, i, earlier)):
            return replace(draft, same_as=i, part_of=other.part_of, scope=other.scope)
    for i, other in reversed(near):
        if other.is_head and _is_part(draft, other) and not _stands_beside(draft, i, earlier):
            return replace(draft, part_of=i)
    return draft


def _stands_beside(draft: Draft, whole: int, earlier: Sequence[Draft]) -> bool:
    """Whether its sentence tells the whole once more: what stands beside it is no part of it."""
    return any(other.same_as == whole and other.sentence == draft.sentence for other in earlier)


def _is_repeat(draft: Draft, other: Draft) -> bool:
    mine, theirs = draft.harm, other.harm
    number = mine.count.figure.value
    if mine.outcome is not theirs.outcome or number != theirs.count.figure.value or number == 0:
        return False
    if (namesakes := are_alike(mine.names, theirs.names)) is not None and (not namesakes or _is_once(mine)):
        return namesakes and draft.status is other.status
    if not groups_agree(mine.group, theirs.group) or not _words_agree(mine.count, theirs.count):
        return False
    if draft.sentence == other.sentence:
        return False
    alike = replace(draft, scope=Scope.INCIDENT), replace(other, scope=Scope.INCIDENT)
    return is_same_happening(*alike) or (number >= _TELLING and _is_told_again(draft, other))


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


def _is_once(harm: Harm) -> bool:
    """Whether what befell them befalls nobody twice, so that their names alone make it one."""
    return harm.outcome is Outcome.KILLED


def _words_agree(mine: Count, theirs: Count) -> bool:
    """Whether one number may be the other's: a vague one only where it is large and told as vaguely both times."""
    if CountKind.VAGUE not in (mine.kind, theirs.kind):
        return True
    return mine.kind is theirs.kind and mine.figure.value >= _MANY


def _is_told_again(draft: Draft, other: Draft) -> bool:
    """A whole told once more in another light ("in all", "the day before"): only its place and means must agree."""
    if draft.scene.period or other.part_of is not None or not means_agree(draft, other):
        return False
    return may_be_one_spot(draft.scene.place, other.scene.place)


def _is_part(draft: Draft, other: Draft) -> bool:
    """A smaller figure of what has been told already: bodies seen, victims described one by one, a country's share."""
    mine, theirs = draft.harm, other.harm
    of_those = _is_of_those(draft, other)
    apart = draft.sentence != other.sentence or of_those
    smaller = 0 < mine.count.figure.value < theirs.count.figure.value and apart
    alike = mine.outcome is theirs.outcome and not (_is_attacker(draft, other) or _are_strangers(mine, theirs))
    if not (smaller and alike and draft.status is other.status is Status.REPORTED) or are_rivals(draft, other):
        return False
    if of_those or (mine.is_of_told and draft.sentence != other.sentence):
        return draft.scope is other.scope and draft.is_background is other.is_background
    if draft.scope is Scope.AGGREGATE:
        shares = draft.is_of_epidemic and other.is_of_epidemic
        fought = draft.scene.is_of_past_war and other.harm.count.kind is not CountKind.VAGUE
        return (shares or fought) and other.scope is Scope.AGGREGATE
    if mine.is_other:
        return _are_others(draft, other)
    seen = mine.count.kind is CountKind.VAGUE or is_within(draft.scene.place, other.scene.place)
    return (seen or _is_that_day_there(draft, other)) and is_same_happening(draft, other)


def _are_strangers(mine: Harm, theirs: Harm) -> bool:
    """Whether one counts those who bear arms and the other people who do not: neither is part of the other."""
    groups = {mine.group, theirs.group}
    return len(groups) == 2 and VictimGroup.STATE_FORCES in groups and VictimGroup.PEOPLE not in groups


def _is_that_day_there(draft: Draft, whole: Draft) -> bool:
    """Whether a whole is told of a country, and this of a place in it, on the same day."""
    here, there = draft.scene, whole.scene
    country = there.named or there.place
    if here.place is None or country is None or here.moment is None or there.moment is None:
        return False
    wide = country.where_prec == _COUNTRY and here.place.country_code == country.country_code
    return wide and here.moment.when == there.moment.when and here.moment.when.prec == 1


def _is_of_those(draft: Draft, other: Draft) -> bool:
    """Whether it tells how the toll of its sentence has grown: "has left four dead, a second guard having died"."""
    having = draft.harm.mood == "infinitive" and draft.harm.rule == _SUBJECT
    grown = having and (draft.harm.is_of_told or not draft.harm.is_other)
    return draft.sentence == other.sentence and (grown or other.is_raised)


def _are_others(draft: Draft, other: Draft) -> bool:
    """Whether "three others", told in another town, may be some of a toll told before: its country and days agree."""
    here, there = draft.scene, other.scene
    apart = here.moment and there.moment and not share_days(here.moment.when, there.moment.when, Scope.INCIDENT)
    countries = {place.country_code for place in (here.named, there.place) if place}
    return not apart and len(countries) < 2 and draft.is_background is other.is_background


def _is_attacker(draft: Draft, whole: Draft) -> bool:
    """Whether it counts those who died attacking, or the victims beside them: neither is part of the other."""
    fighters = VictimGroup.NON_STATE_FIGHTERS
    mine, theirs = draft.harm, whole.harm
    if (mine.group is fighters) == (theirs.group is fighters):
        return False
    mixed = theirs.group is VictimGroup.PEOPLE and draft.scene.means is Means.CLASH
    return not mixed
