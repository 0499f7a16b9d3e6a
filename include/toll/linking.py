"""The statements of an article tied to each other: which repeats which, which is part of which.

Coding manual: `same_as` joins repeats of one figure even where hedge, group or source differ; `part_of` joins a smaller
figure of the same happening to its whole; an attacker who dies is outside the victims' toll (settled cases 2, 6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toll import repeats
from toll.agreement import are_foreign, is_in_one_light, is_same_happening, is_within, may_be_one_spot, share_days
from toll.claims import Draft
from toll.codes import CountKind, Means, Scope, Status, VictimGroup
from toll.raised import within_raised
from toll.rivals import are_rivals
from toll.sums import within_sums

_COUNTRY = 6
"""UCDP where_prec of a whole country."""

_SUBJECT = "subject-harmed"
"""The rule of a statement whose subject are those who were harmed."""

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
    return within_sums(within_raised(_of_one_light(told)))


def _of_one_light(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, all that tell of a named person news or all recalled: as the one is told that says when it was."""
    homes = [i if draft.same_as is None else draft.same_as for i, draft in enumerate(drafts)]
    named = {home for home, draft in zip(homes, drafts, strict=True) if draft.harm.names}
    lights: dict[int, bool] = {}
    for home, draft in zip(homes, drafts, strict=True):
        if home in named and draft.scene.dated_here:
            lights.setdefault(home, draft.is_background)
    told = zip(homes, drafts, strict=True)
    return [replace(draft, is_background=lights[home]) if home in lights else draft for home, draft in told]


def _tells_total(draft: Draft) -> bool:
    return draft.scope is Scope.AGGREGATE and draft.scene.dated_here


def _as_total(draft: Draft) -> Draft:
    """A figure that one of its repeats tells as a total."""
    return replace(draft, scope=Scope.AGGREGATE)


def _recalled(draft: Draft, earlier: Sequence[Draft]) -> Draft:
    """What only something else came after is background, unless it is told as news too.

    A toll is news where nothing was told before it, or where it says how many a vague headline means.
    """
    news = draft.harm.is_toll and (not earlier or any(_counts_headline(draft, other) for other in earlier))
    recalled = draft.harm.is_recalled and draft.same_as is None and not news
    return replace(draft, is_background=True) if recalled else draft


def _counts_headline(draft: Draft, other: Draft) -> bool:
    """Whether it says how many those are whom a statement that is news has left without a number."""
    vague = other.harm.count.kind is CountKind.VAGUE and not other.is_background
    one_spot = may_be_one_spot(draft.scene.place, other.scene.place)
    return vague and one_spot and draft.harm.outcome is other.harm.outcome


def _link(draft: Draft, earlier: list[Draft]) -> Draft:
    near = [(i, earlier[i]) for i in range(max(0, len(earlier) - REACH), len(earlier)) if earlier[i].same_as is None]
    if (i := repeats.repeated(draft, near, earlier)) is not None:
        one = earlier[i]
        return replace(_in_light_of(one, draft), same_as=i, part_of=one.part_of, scope=one.scope)
    for i, other in reversed(repeats.counted(near, earlier)):
        if other.is_head and _is_part(draft, other) and not _stands_beside(draft, i, earlier):
            return replace(_in_light_of(other, draft), part_of=i)
    return draft


def _in_light_of(told: Draft, draft: Draft) -> Draft:
    """What goes back over an event told before is news as that is."""
    return replace(draft, is_background=told.is_background) if is_in_one_light(draft, told) else draft


def _stands_beside(draft: Draft, whole: int, earlier: Sequence[Draft]) -> bool:
    """Whether its sentence tells the whole once more: what stands beside it is no part of it."""
    return any(other.same_as == whole and other.sentence == draft.sentence for other in earlier)


def _is_part(draft: Draft, other: Draft) -> bool:
    """A smaller figure of what has been told already: bodies seen, victims described one by one, a country's share."""
    mine, theirs = draft.harm, other.harm
    of_those = _is_of_those(draft, other)
    apart = draft.sentence != other.sentence or of_those
    smaller = 0 < mine.count.figure.value < theirs.count.figure.value and apart
    alike = mine.outcome is theirs.outcome and not (_is_attacker(draft, other) or _are_strangers(draft, other))
    if not (smaller and alike and draft.status is other.status is Status.REPORTED) or are_rivals(draft, other):
        return False
    if of_those or (mine.is_of_told and draft.sentence != other.sentence):
        return draft.scope is other.scope and draft.is_background is other.is_background
    if draft.scope is Scope.AGGREGATE:
        shares = (draft.is_of_epidemic and other.is_of_epidemic) or _is_worldwide(draft, other)
        fought = draft.scene.is_of_past_war and other.harm.count.kind is not CountKind.VAGUE
        return (shares or fought) and other.scope is Scope.AGGREGATE
    if mine.is_other:
        return _are_others(draft, other)
    seen = mine.count.kind is CountKind.VAGUE or is_within(draft.scene.place, other.scene.place)
    return (seen or _is_that_day_there(draft, other)) and is_same_happening(draft, other)


def _is_worldwide(draft: Draft, whole: Draft) -> bool:
    """Whether the whole is a total of many countries, and the share that of one."""
    here, there = draft.scene.place, whole.scene.place
    one = here is not None and here.country_code is not None and draft.is_background is whole.is_background
    return one and there is not None and there.country_code is None and there.where_prec == _COUNTRY


def _are_strangers(draft: Draft, other: Draft) -> bool:
    """Whether one counts those who bear arms and the other people who do not, or each another people's."""
    groups = {draft.harm.group, other.harm.group}
    return are_foreign(draft, other) or (
        len(groups) == 2 and VictimGroup.STATE_FORCES in groups and VictimGroup.PEOPLE not in groups
    )


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
