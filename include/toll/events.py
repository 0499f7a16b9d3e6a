"""Claims to events: what one article tells of one happening (or of one total over several).

Claims belong to one event where one is part or repeat of another, or where they share days, place and means. The
circumstances are the event's and shared by its claims (coding manual, settled case 3); sources stay with the statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toll import attackers, domains
from toll import means as by
from toll.agreement import is_attacker_shot, is_same_happening, is_shot_beside
from toll.claims import Draft
from toll.codes import ActorType, Domain, Means, Outcome, Scope, VictimGroup
from toll.linking import REACH
from toll.mentions.actors import Perpetrator
from toll.model import Place
from toll.moments import Moment
from toll.scenes import Scene

_DAYS = 2
"""date_prec of days that need not be told more exactly."""

_NEAR, _NEAR_A_TOWN, _PROVINCE = 2, 3.5, 4

_SHOT_DOWN = "before-being-harmed"
"""The rule that reads "before he was shot dead"."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Drafts (by index) that tell of one event, and the circumstances that they share."""

    members: tuple[int, ...]
    place: Place | None
    moment: Moment | None
    means: Means | None
    perpetrator: Perpetrator | None
    domain: Domain


def happenings(drafts: Sequence[Draft], story: Mapping[Domain, float]) -> tuple[Happening, ...]:
    """The events of an article in the order of their first claims; `story` is each domain's share in its words."""
    groups: list[list[int]] = []
    home: dict[int, int] = {}
    for i in sorted(range(len(drafts)), key=lambda i: _rank(i, drafts[i])):
        found = _group(drafts[i], drafts, groups, home)
        home[i] = len(groups) if found is None else found
        if found is None:
            groups.append([i])
        else:
            groups[found].append(i)
    return tuple(_happening(group, drafts, story) for group in sorted(tuple(sorted(group)) for group in groups))


def _rank(i: int, draft: Draft) -> tuple[int, bool, int]:
    """Its place among all, but right after its whole where that is told later."""
    whole = i if draft.part_of is None else max(i, draft.part_of)
    return whole, whole != i, i


def _group(draft: Draft, drafts: Sequence[Draft], groups: list[list[int]], home: dict[int, int]) -> int | None:
    tied = draft.same_as if draft.same_as is not None else draft.part_of
    if tied is not None:
        return home[tied]
    for number in reversed(range(max(0, len(groups) - REACH), len(groups))):
        if all(is_same_happening(draft, drafts[j]) for j in groups[number][-REACH:] if drafts[j].is_head):
            return number
    return None


def _happening(members: tuple[int, ...], drafts: Sequence[Draft], story: Mapping[Domain, float]) -> Happening:
    told = [drafts[i] for i in members]
    scenes = [draft.scene for draft in told]
    heads = [draft.scene for draft in told if draft.part_of is None] or scenes
    around = [draft.scene for draft in told if draft.part_of is None or draft.scene.beside is None]
    dated = [scene for scene in scenes if scene.dated_here]
    parts = [draft.scene for draft in told if draft.scene.dated_here and draft.scope is Scope.INCIDENT]
    later = [means for draft in told for means in draft.later.means]
    wholes = sorted(told, key=lambda draft: draft.part_of is not None)
    suffered = [draft.scene.means for draft in wholes if not _is_shot_down(draft, told)]
    means = by.of_event(suffered or [scene.means for scene in scenes], later)
    domain = domains.of_event(told, means, story)
    return Happening(
        members=members,
        place=_placed(_place(heads) or _place(around), [place for draft in told for place in draft.later.places]),
        moment=_moment([s for s in heads if s.dated_here], parts) or _moment(dated) or _moment(scenes),
        means=None if _is_arrest(told) else domains.means_in(domain, means or _assault(told)),
        perpetrator=_perpetrator(told),
        domain=domain,
    )


def _is_shot_down(draft: Draft, told: Sequence[Draft]) -> bool:
    """Whether its word tells how an attacker died, not his victims: "before he was shot dead"."""
    before = draft.harm.rule == _SHOT_DOWN and draft.harm.means is Means.SHOOTING
    ended = attackers.is_end(draft) and any(not _is_fighter(other) for other in told)
    return before or ended or (is_attacker_shot(draft) and any(is_shot_beside(draft, other) for other in told))


def _is_fighter(draft: Draft) -> bool:
    return draft.harm.group is VictimGroup.NON_STATE_FIGHTERS


def _assault(told: Sequence[Draft]) -> Means | None:
    """An assault of no stated means, where somebody is said to have killed or hurt people."""
    harmed = any(draft.harm.outcome in (Outcome.KILLED, Outcome.INJURED) for draft in told)
    return Means.ATTACK if harmed and _perpetrator(told) is not None else None


def _perpetrator(told: Sequence[Draft]) -> Perpetrator | None:
    """Who is named in a sentence of the event, else blamed in another, else taken up; the unnamed last in each.

    Who shot the attacker dead did not harm his victims.
    """
    told = [draft for draft in told if not _is_shot_down(draft, told)] or told
    if _is_arrest(told):
        return _captor(told)
    own = [by for draft in told if (by := draft.scene.perpetrator) and draft.sentence.covers(by.span)]
    blamed = [by for draft in told for by in draft.later.perpetrators]
    carried = [by for draft in told if (by := draft.scene.perpetrator)]
    named = [by for by in (*own, *blamed) if not by.is_unnamed]
    return next(iter([*named, *own, *blamed, *carried]), None)


def _is_arrest(told: Sequence[Draft]) -> bool:
    """Whether it tells of nobody but people held, whom no weapon hurt."""
    return all(draft.harm.outcome is Outcome.DETAINED for draft in told)


def _captor(told: Sequence[Draft]) -> Perpetrator | None:
    """Who holds people: named in a sentence of theirs, or soldiers and police; nobody for whose deed they were held."""
    named = [(by, draft.sentence.covers(by.span)) for draft in told if (by := draft.scene.perpetrator)]
    own = [by for by, is_own in named if is_own and not by.is_unnamed]
    taken = [by for draft in told for by in draft.later.perpetrators] + [by for by, _ in named]
    return next(iter([*own, *(by for by in taken if by.type is ActorType.STATE_FORCES)]), None)


def _place(scenes: Sequence[Scene]) -> Place | None:
    """The most specific place that a sentence of the event names itself, else that it takes up."""
    named = [scene.place for scene in scenes if scene.named is not None and scene.place is not None]
    taken = [scene.place for scene in scenes if scene.place is not None]
    return min(named or taken, key=_breadth, default=None)


def _placed(place: Place | None, later: Sequence[Place]) -> Place | None:
    """A country narrowed down to the place in it, a town to its quarter, that a later sentence names."""
    return next((fine for fine in later if place and _holds(place, fine)), place)


def _holds(coarse: Place, fine: Place) -> bool:
    if coarse.where_prec < _PROVINCE:
        return fine.within in (coarse.location, coarse.name)
    return fine.country_code == coarse.country_code and _breadth(fine) < _breadth(coarse)


def _breadth(place: Place) -> float:
    """How wide a place is: UCDP's where_prec, but what lies only near a town is wider than a district."""
    return _NEAR_A_TOWN if place.where_prec == _NEAR else place.where_prec


def _moment(scenes: Sequence[Scene], parts: Sequence[Scene] = ()) -> Moment | None:
    """The days that stand closest to a statement, or others, those of its `parts` too, that tell more exactly when."""
    told = sorted((scene for scene in scenes if scene.moment is not None), key=lambda scene: scene.distance)
    moments = [scene.moment for scene in told if scene.moment is not None]
    if not moments or (moments[0].when.prec <= _DAYS and not moments[0].is_stretch):
        return next(iter(moments), None)
    others = [scene.moment for scene in parts if scene.moment is not None]
    return min((moment for moment in (*moments, *others) if moments[0].when.covers(moment.when)), key=_rough)


def _rough(moment: Moment) -> int:
    return moment.when.prec
