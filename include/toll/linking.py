"""The statements of an article tied to each other: which repeats which, which is part of which.

Coding manual: `same_as` joins repeats of one figure even where hedge, group or source differ; `part_of` joins a smaller
figure of the same happening to its whole; an attacker who dies is outside the victims' toll (settled cases 2, 6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toll.claims import Draft
from toll.codes import CountKind, Means, Outcome, Scope, Status, VictimGroup
from toll.mentions.counts import Count
from toll.mentions.harm import Harm
from toll.model import Interval, Place
from toll.raised import within_raised
from toll.rivals import are_rivals

_DISTRICT, _COUNTRY = 4, 6
_UNTOLD = {None, Means.ATTACK}
"""Means that any other may be: not told, and an assault of no stated means."""

_ONE_DEED = ({Means.BOMB, Means.SUICIDE_BOMB}, {Means.RIOT, Means.SHOOTING}, {Means.CLASH, Means.SHOOTING})
"""Means by which the dead and the wounded of one event are told: a car bomb may have a driver, shots fall in riots."""

_MANY = 20
"""From this vague number on ("dozens"), the same word told twice of one event is taken for the same people."""

_TELLING = 5
"""From this number on, the same figure told twice in one article is taken for the same people."""


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
    return within_raised(told)


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
    one_spot = _may_be_one_spot(draft.scene.place, other.scene.place)
    return vague and one_spot and draft.harm.outcome is other.harm.outcome


def is_same_happening(draft: Draft, other: Draft) -> bool:
    """Whether nothing told of the two speaks against their being one event."""
    mine, theirs = draft.scene, other.scene
    if draft.scope is not other.scope or draft.is_background is not other.is_background:
        return False
    if (draft.harm.outcome is Outcome.DETAINED) != (other.harm.outcome is Outcome.DETAINED):
        return False
    if _goes_on(draft, other) and draft.harm.count.figure != other.harm.count.figure:
        return False
    if mine.moment and theirs.moment and not _share_days(mine.moment.when, theirs.moment.when, draft.scope):
        return False
    one_spot = _are_one_land if draft.scope is Scope.AGGREGATE else _may_be_one_spot
    return _means_agree(draft, other) and one_spot(mine.place, theirs.place)


def _goes_on(draft: Draft, other: Draft) -> bool:
    """Whether words between the two say that what follows is another event."""
    return draft.apart_at is not None and other.harm.span.start < draft.apart_at


def _link(draft: Draft, earlier: list[Draft]) -> Draft:
    near = [(i, earlier[i]) for i in range(max(0, len(earlier) - REACH), len(earlier)) if earlier[i].same_as is None]
    for i, other in near:
        if _is_repeat(draft, other):
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
    if not _groups_agree(mine.group, theirs.group) or not _words_agree(mine.count, theirs.count):
        return False
    if draft.sentence == other.sentence:
        return False
    alike = replace(draft, scope=Scope.INCIDENT), replace(other, scope=Scope.INCIDENT)
    return is_same_happening(*alike) or (number >= _TELLING and _is_told_again(draft, other))


def _words_agree(mine: Count, theirs: Count) -> bool:
    """Whether one number may be the other's: a vague one only where it is large and told as vaguely both times."""
    if CountKind.VAGUE not in (mine.kind, theirs.kind):
        return True
    return mine.kind is theirs.kind and mine.figure.value >= _MANY


def _is_told_again(draft: Draft, other: Draft) -> bool:
    """A whole told once more in another light ("in all", "the day before"): only its place and means must agree."""
    if draft.scene.period or other.part_of is not None or not _means_agree(draft, other):
        return False
    return _may_be_one_spot(draft.scene.place, other.scene.place)


def _means_agree(draft: Draft, other: Draft) -> bool:
    told = {draft.scene.means, other.scene.means} - _UNTOLD
    if len(told) < 2 or (told in _ONE_DEED and draft.harm.outcome is not other.harm.outcome):
        return True
    return is_shot_beside(draft, other) or is_shot_beside(other, draft)


def is_shot_beside(draft: Draft, other: Draft) -> bool:
    """Whether its word tells how an attacker died, which says nothing of how the dead beside him did."""
    fighters = other.harm.group is VictimGroup.NON_STATE_FIGHTERS
    return is_attacker_shot(draft) and other.harm.outcome is Outcome.KILLED and not fighters


def is_attacker_shot(draft: Draft) -> bool:
    """Whether it counts one attacker who was shot dead; several may have been found elsewhere."""
    attacker = draft.harm.group is VictimGroup.NON_STATE_FIGHTERS and draft.harm.count.figure.value == 1
    return attacker and draft.harm.means is Means.SHOOTING


def _groups_agree(a: VictimGroup, b: VictimGroup) -> bool:
    return a is b or VictimGroup.PEOPLE in (a, b)


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
    seen = mine.count.kind is CountKind.VAGUE or _is_within(draft.scene.place, other.scene.place)
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
    apart = here.moment and there.moment and not _share_days(here.moment.when, there.moment.when, Scope.INCIDENT)
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


def _share_days(a: Interval, b: Interval, scope: Scope) -> bool:
    """Two dates of one event overlap; two totals are one only over the same period."""
    return a == b if scope is Scope.AGGREGATE else a.start <= b.end and b.start <= a.end


def _are_one_land(here: Place | None, there: Place | None) -> bool:
    """Two totals are one only over the same land; that of a town is none of its country's."""
    return here is None or there is None or _is_within(here, there)


def _may_be_one_spot(here: Place | None, there: Place | None) -> bool:
    """Places that could be the same: one unknown, one a province or country that may hold the other."""
    if here is None or there is None or _is_within(here, there):
        return True
    countries = {here.country_code, there.country_code} - {None}
    return max(here.where_prec, there.where_prec) >= _DISTRICT and len(countries) < 2


def _is_within(here: Place | None, there: Place | None) -> bool:
    """The same place, or a quarter and its town."""
    if here is None or there is None:
        return False
    mine, theirs = {here.name, here.location}, {there.name, there.location}
    return bool(mine & theirs) or here.within in theirs or there.within in mine
