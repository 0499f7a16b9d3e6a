"""What kind of happening people were harmed in: war and terror, crime, accident, disaster, or something else.

The words of its own sentences weigh most, then who fights in it and with what, then what the whole article is about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from toll.claims import Draft
from toll.codes import Domain, Means, VictimGroup
from toll.mentions.reading import Reading

_TELLING, _STRIFE, _FIGHTING, _HINTING, _STORY = 3.0, 2.0, 2.0, 1.0, 1.5
"""How much a sentence's plain words, its wars and epidemics, its fighters, its ambiguous words and the story say."""

_WEIGHTS = {"domain": _TELLING, "strife": _STRIFE, "hint": _HINTING}
_STRIFE_DOMAINS = {"war": Domain.CONFLICT, "epidemic": Domain.OTHER}
_WAR = frozenset({Means.AIR_STRIKE, Means.SHELLING, Means.SUICIDE_BOMB})
"""Means that no crime and no accident uses, unless the words say so."""

_FIGHTERS = frozenset({"non_state_fighters", "state_forces", "armed"})
"""Values of victims and actors who fight; the police are there in crimes and accidents too."""

_BY_CHANCE = frozenset({Domain.ACCIDENT, Domain.DISASTER, Domain.OTHER})


Votes = defaultdict[Domain, float]


def of_story(readings: Iterable[Reading]) -> Mapping[Domain, float]:
    """The share of each domain in what the words of an article tell; empty where they tell nothing."""
    votes: Votes = defaultdict(float)
    for reading in readings:
        for symbol, weight in _WEIGHTS.items():
            for _, value in reading.values(symbol):
                votes[_domain(value)] += weight
        for symbol in ("victim", "actor"):
            votes[Domain.CONFLICT] += _FIGHTING * sum(value in _FIGHTERS for _, value in reading.values(symbol))
    whole = sum(votes.values())
    return {domain: weight / whole for domain, weight in votes.items() if weight}


def of_event(told: Sequence[Draft], means: Collection[Means], story: Mapping[Domain, float]) -> Domain:
    """The domain for which most speaks; `other` where nothing does."""
    votes: Votes = defaultdict(float)
    for draft in told:
        for symbol, value in draft.cues:
            votes[_domain(value)] += _WEIGHTS[symbol]
        votes[Domain.CONFLICT] += _FIGHTING * _is_fight(draft)
    votes[Domain.CONFLICT] += _FIGHTING * len(told) * bool(_WAR.intersection(means))
    for domain, share in story.items():
        votes[domain] += _STORY * len(told) * share
    return max(votes, key=lambda domain: votes[domain]) if any(votes.values()) else Domain.OTHER


def means_in(domain: Domain, means: Means | None) -> Means | None:
    """By what, seen from the domain: an accident's explosion is no bomb, a flood or an illness is `other`."""
    return Means.OTHER if domain in _BY_CHANCE and means in (None, Means.BOMB) else means


def _domain(value: str) -> Domain:
    return _STRIFE_DOMAINS.get(value) or Domain(value)


def _is_fight(draft: Draft) -> bool:
    fighters = draft.harm.group is VictimGroup.NON_STATE_FIGHTERS
    by = draft.scene.perpetrator
    return fighters or (by is not None and not by.is_unnamed)
