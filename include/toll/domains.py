"""What kind of happening people were harmed in: war and terror, crime, accident, disaster, or something else.

The words of its own sentences weigh most, then who fights in it and with what, then what the whole article is about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from toll.claims import EPIDEMIC, Draft
from toll.codes import Domain, Means, Outcome, VictimGroup
from toll.mentions.reading import CAUSE, Reading

_FIGHTING, _STORY = 2.0, 1.5
"""How much the fighters of an event and the whole story say."""

_WEIGHTS = {CAUSE: 4.0, "domain": 2.5, "offensive": 2.5, "strife": 2.0, "hint": 1.0}
"""How much a sentence's causes, its plain words, its wars and epidemics, and its ambiguous words say."""

_NATURAL = 3.0
"""How much it says that somebody died at an age."""

_STRIFE_DOMAINS = {"war": Domain.CONFLICT, "epidemic": Domain.OTHER}
_SURELY, _SURE = " surely", 6.0
"""After the domain of words that leave no doubt, and how many others such a word is worth."""

_DOUBT, _UNTOLD = 4.0, 0.6
"""How little a story tells by a word or two, and how much a shooting of which nothing more is said is a crime."""

_BY_HAND = frozenset({Means.SHOOTING, Means.STABBING, Means.ATTACK})
_WAR = frozenset({Means.AIR_STRIKE, Means.SHELLING, Means.SUICIDE_BOMB, Means.RIOT})
"""Means that no crime and no accident uses, unless the words say so; riots and their repression are political."""

_FIGHTERS = frozenset({"non_state_fighters", "state_forces", "armed"})
"""Values of victims and actors who fight; the police are there in crimes and accidents too."""

_BY_CHANCE = frozenset({Domain.ACCIDENT, Domain.DISASTER, Domain.OTHER})


Votes = defaultdict[Domain, float]


def of_story(readings: Iterable[Reading]) -> Mapping[Domain, float]:
    """The share of each domain in what the words of an article tell, below 1 in all the less they tell."""
    votes: Votes = defaultdict(float)
    for reading in readings:
        for symbol, weight in _WEIGHTS.items():
            for _, value in reading.values(symbol):
                votes[_domain(value)] += weight * _sureness(value)
        for symbol in ("victim", "actor"):
            votes[Domain.CONFLICT] += _FIGHTING * sum(value in _FIGHTERS for _, value in reading.values(symbol))
    whole = sum(votes.values()) + _DOUBT
    return {domain: weight / whole for domain, weight in votes.items() if weight}


def of_event(told: Sequence[Draft], means: Means | None, story: Mapping[Domain, float]) -> Domain:
    """The domain for which most speaks; `other` where nothing does."""
    votes: Votes = defaultdict(float)
    for draft in told:
        for symbol, value in draft.cues:
            votes[_domain(value)] += _WEIGHTS[symbol] * _sureness(value) * _bears_on(draft, symbol, value)
        votes[Domain.CONFLICT] += _FIGHTING * _is_fight(draft)
        votes[Domain.CRIME] += _UNTOLD * _is_by_police(draft)
    if _is_natural(told, means):
        votes[Domain.OTHER] += _NATURAL
    votes[Domain.CONFLICT] += _FIGHTING * len(told) * (means in _WAR)
    votes[Domain.CRIME] += _UNTOLD * len(told) * (means in _BY_HAND)
    for domain, share in story.items():
        votes[domain] += _STORY * len(told) * share
    return max(votes, key=lambda domain: votes[domain]) if any(votes.values()) else Domain.OTHER


def means_in(domain: Domain, means: Means | None) -> Means | None:
    """By what, seen from the domain: an accident's explosion is no bomb, a flood or an illness is `other`."""
    return Means.OTHER if domain in _BY_CHANCE and means is not Means.VEHICLE else means


def _domain(value: str) -> Domain:
    return _STRIFE_DOMAINS.get(value) or Domain(value.partition(" ")[0])


def _sureness(value: str) -> float:
    return _SURE if value.endswith(_SURELY) else 1.0


def _is_natural(told: Sequence[Draft], means: Means | None) -> bool:
    """Whether somebody is said to have died at an age, and nothing of how: "died on Monday at the age of 83"."""
    single = all(draft.harm.outcome is Outcome.KILLED and draft.harm.count.figure.high == 1 for draft in told)
    aged = any(("hint", Domain.OTHER) in draft.cues for draft in told)
    return means is None and single and aged and not any(_is_by_hand(draft) for draft in told)


def _is_by_hand(draft: Draft) -> bool:
    """Whether its own sentence says who did it."""
    by = draft.scene.perpetrator
    return by is not None and draft.sentence.covers(by.span)


def _bears_on(draft: Draft, symbol: str, value: str) -> bool:
    """An age tells how somebody died, not why a child of eleven was taken; no epidemic kills by somebody's hand."""
    if symbol == "strife" and value == EPIDEMIC:
        return not (_is_by_hand(draft) or draft.harm.means is not None)
    return symbol != "hint" or value != Domain.OTHER or draft.harm.outcome is Outcome.KILLED


def _is_fight(draft: Draft) -> bool:
    fighters = draft.harm.group is VictimGroup.NON_STATE_FIGHTERS
    by = draft.scene.perpetrator
    return fighters or (by is not None and by.is_fighter)


def _is_by_police(draft: Draft) -> bool:
    """Whether the police harmed somebody outside a riot."""
    by = draft.scene.perpetrator
    police = by is not None and by.type is not None and not by.is_fighter and not by.is_unnamed
    return police and draft.scene.means is not Means.RIOT and draft.harm.outcome is not Outcome.DETAINED
