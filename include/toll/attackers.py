"""Attackers who are shot, hurt or seized after their deed: who they are, and that their end is not their victims'.

"Il" or "the man", whom the police kill in the sentence after that in which somebody killed, is that somebody; and the
police who shot him did not harm the others (coding manual: the attackers are fighters, outside the victims' toll).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toll.claims import Draft
from toll.codes import ActorType, Outcome, VictimGroup
from toll.mentions.actors import Perpetrator

_ACTIVE = frozenset(("harming-object", "and-harming"))
"""Rules that read a verb whose subject harmed others."""

_HURT = frozenset((Outcome.KILLED, Outcome.INJURED))
_LATER = "before-dying"
"""The rule that reads "before killing himself"."""


def told_apart(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with attackers known as such, and nobody blamed for the victims who only shot their attacker."""
    known: list[Draft] = []
    for draft in drafts:
        told = bool(known) and (_takes_up_doer(draft, known[-1]) or _kills_himself(draft, known[-1]))
        known.append(_as_attacker(draft) if told else draft)
    ends = [draft for draft in known if is_end(draft)]
    return [_unblamed(draft, ends) for draft in known] if ends else known


def is_end(draft: Draft) -> bool:
    """Whether it tells how soldiers or the police killed or hurt one attacker."""
    by = _own(draft)
    attacker = draft.harm.group is VictimGroup.NON_STATE_FIGHTERS and draft.harm.count.figure.high == 1
    return attacker and draft.harm.outcome in _HURT and by is not None and by.type is ActorType.STATE_FORCES


def _kills_himself(draft: Draft, before: Draft) -> bool:
    """Whether who harmed others in the same sentence died next: "killed three colleagues before killing himself"."""
    deed = before.harm.rule in _ACTIVE and before.harm.outcome in _HURT and before.sentence == draft.sentence
    return deed and draft.harm.rule == _LATER and draft.harm.outcome is Outcome.KILLED


def _takes_up_doer(draft: Draft, before: Draft) -> bool:
    """Whether a pronoun, whom soldiers or the police hurt, stands for who harmed others in the sentence before."""
    harm = draft.harm
    single = harm.count.figure.high == 1 and harm.group is VictimGroup.PEOPLE and harm.takes_up
    by = _own(draft)
    shot = harm.outcome in _HURT and by is not None and by.type is ActorType.STATE_FORCES
    return single and shot and _is_deed(before, draft)


def _is_deed(told: Draft, draft: Draft) -> bool:
    """Whether it tells what a subject did to others, in an earlier sentence."""
    by = _own(told)
    police = by is not None and by.type is ActorType.STATE_FORCES
    return told.harm.rule in _ACTIVE and told.harm.outcome in _HURT and not police and told.sentence != draft.sentence


def _as_attacker(draft: Draft) -> Draft:
    return replace(draft, harm=replace(draft.harm, group=VictimGroup.NON_STATE_FIGHTERS))


def _unblamed(draft: Draft, ends: Sequence[Draft]) -> Draft:
    by = draft.scene.perpetrator
    victims = draft.harm.group is not VictimGroup.NON_STATE_FIGHTERS and draft.harm.outcome in _HURT
    if by is None or by.type is not ActorType.STATE_FORCES or not victims:
        return draft
    shot_him = any(end.sentence.covers(by.span) for end in ends)
    return replace(draft, scene=replace(draft.scene, perpetrator=None)) if shot_him else draft


def _own(draft: Draft) -> Perpetrator | None:
    by = draft.scene.perpetrator
    return by if by is not None and draft.sentence.covers(by.span) else None
