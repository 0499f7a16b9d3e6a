"""Whether two statements of an article may be of one happening: their days, places and means.

Each question answers what speaks against it: what is not told of one of the two may be as with the other.
"""

from __future__ import annotations

from toll.claims import Draft
from toll.codes import Means, Outcome, Scope, VictimGroup
from toll.model import Interval, Place

_DISTRICT = 4
"""UCDP where_prec from which on a place may hold another one."""

_BEFORE = "before"
"""The mood of what is told in the pluperfect."""

_GOING_BACK = 600
"""Characters behind an event within which the pluperfect still tells of it."""

_UNTOLD = {None, Means.ATTACK}
"""Means that any other may be: not told, and an assault of no stated means."""

_ONE_DEED = ({Means.BOMB, Means.SUICIDE_BOMB}, {Means.RIOT, Means.SHOOTING}, {Means.CLASH, Means.SHOOTING})
"""Means by which the dead and the wounded of one event are told: a car bomb may have a driver, shots fall in riots."""


def is_same_happening(draft: Draft, other: Draft) -> bool:
    """Whether nothing told of the two speaks against their being one event."""
    mine, theirs = draft.scene, other.scene
    if draft.scope is not other.scope or not is_in_one_light(draft, other):
        return False
    if (draft.harm.outcome is Outcome.DETAINED) != (other.harm.outcome is Outcome.DETAINED):
        return False
    if _goes_on(draft, other) and draft.harm.count.figure != other.harm.count.figure:
        return False
    if mine.moment and theirs.moment and not share_days(mine.moment.when, theirs.moment.when, draft.scope):
        return False
    one_spot = _are_one_land if draft.scope is Scope.AGGREGATE else may_be_one_spot
    return means_agree(draft, other) and one_spot(mine.place, theirs.place)


def is_in_one_light(draft: Draft, other: Draft) -> bool:
    """Whether both are news or both recalled, or the later one goes back, without a day of its own, over the earlier.

    "Four people died on Friday in X. The man had killed a butcher": that is still the news.
    """
    back = draft.harm.mood == _BEFORE and not draft.scene.dated_here and draft.apart_at is None
    near = 0 < draft.sentence.start - other.sentence.end <= _GOING_BACK
    return draft.is_background is other.is_background or (draft.is_background and back and near)


def _goes_on(draft: Draft, other: Draft) -> bool:
    """Whether words between the two say that what follows is another event."""
    return draft.apart_at is not None and other.harm.span.start < draft.apart_at


def means_agree(draft: Draft, other: Draft) -> bool:
    """Whether the means of the two may be one, or the dead and the wounded of one deed are told by each."""
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


def groups_agree(a: VictimGroup, b: VictimGroup) -> bool:
    """Whether victims may be the same: of one group, or one of them told as people alone."""
    return a is b or VictimGroup.PEOPLE in (a, b)


def are_foreign(draft: Draft, other: Draft) -> bool:
    """Whether they are said to be of different peoples."""
    mine, theirs = draft.harm.nations, other.harm.nations
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def share_days(a: Interval, b: Interval, scope: Scope) -> bool:
    """Two dates of one event overlap; two totals are one only over the same period."""
    return a == b if scope is Scope.AGGREGATE else a.start <= b.end and b.start <= a.end


def _are_one_land(here: Place | None, there: Place | None) -> bool:
    """Two totals are one only over the same land; that of a town is none of its country's."""
    return here is None or there is None or is_within(here, there)


def may_be_one_spot(here: Place | None, there: Place | None) -> bool:
    """Places that could be the same: one unknown, one a province or country that may hold the other."""
    if here is None or there is None or is_within(here, there):
        return True
    countries = {here.country_code, there.country_code} - {None}
    return max(here.where_prec, there.where_prec) >= _DISTRICT and len(countries) < 2


def is_within(here: Place | None, there: Place | None) -> bool:
    """The same place, or a quarter and its town."""
    if here is None or there is None:
        return False
    mine, theirs = {here.name, here.location}, {there.name, there.location}
    return bool(mine & theirs) or here.within in theirs or there.within in mine
