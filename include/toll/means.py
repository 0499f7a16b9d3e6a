"""By what people were harmed: what a sentence tells of it, and what the sentences of one event amount to.

Some words tell it only in their passage: a bombardment is an air strike where aircraft stand beside it, else shelling
(coding manual, settled case 15), and aircraft without one tell nothing; scuffles are a riot where the article speaks of
riots, else a clash; a bomb that a suicide attacker sets off is a suicide bomb.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toll.codes import Means, Outcome
from toll.mentions.harm import Harm
from toll.mentions.reading import Reading

RANK = (
    Means.SUICIDE_BOMB,
    Means.AIR_STRIKE,
    Means.VEHICLE,
    Means.STABBING,
    Means.EXECUTION,
    Means.BOMB,
    Means.SHELLING,
    Means.SHOOTING,
    Means.CLASH,
    Means.RIOT,
    Means.ATTACK,
    Means.OTHER,
)
"""Means from the most to the least telling: what a sentence names of them, the first stands for the event."""

_BOMBARDMENT, _AIRCRAFT, _SCUFFLE, _SUICIDE = "bombardment", "aircraft", "scuffle", "suicide_attackers"
_FROM_THE_AIR = {_AIRCRAFT, Means.AIR_STRIKE}
_UNTOLD = (Means.ATTACK, Means.OTHER)
_SEVERAL = 2
_SET_OFF = {None, Means.BOMB, Means.ATTACK}


def is_riotous(readings: Iterable[Reading]) -> bool:
    """Whether an article speaks of riots at least as often as of fights."""
    told = [value for reading in readings for _, value in reading.values("means")]
    return told.count(Means.RIOT) >= max(told.count(Means.CLASH), 1)


def of_sentence(reading: Reading, passage: Iterable[Reading], *, riotous: bool) -> Means | None:
    """The most telling means that a sentence names; `passage` are the sentences around it, itself among them."""
    named = [value for _, value in reading.values("means")]
    around = {value for near in passage for _, value in near.values("means")} if named else set[str]()
    told = [_seen(value, around, riotous) for value in named if value != _AIRCRAFT or _is_bombing(around)]
    told += [Means.SUICIDE_BOMB for harm in reading.harms if harm.means is Means.SUICIDE_BOMB]
    best = min(told, key=RANK.index, default=None)
    suicide = any(value == _SUICIDE for _, value in reading.values("victim"))
    return Means.SUICIDE_BOMB if suicide and best in _SET_OFF else best


def of_each(reading: Reading, passage: Iterable[Reading], *, riotous: bool) -> Sequence[Means | None] | None:
    """The means of each statement of a sentence that tells several deaths, each followed by means of its own.

    None where that is not so, and all its statements share what the sentence tells.
    """
    deadly = [harm for harm in reading.harms if harm.whole is None and harm.outcome is Outcome.KILLED]
    if len(deadly) < len(reading.harms) or len(deadly) < _SEVERAL:
        return None
    around = {value for near in passage for _, value in near.values("means")}
    ends = [*(harm.span.start for harm in deadly[1:]), reading.sentence.span.end]
    own = [_between(reading, harm.span.start, end, around, riotous) for harm, end in zip(deadly, ends, strict=True)]
    return own if None not in own and len(set(own)) == len(own) else None


def _between(reading: Reading, start: int, end: int, around: set[str], riotous: bool) -> Means | None:
    named = [value for span, value in reading.values("means") if start <= span.start < end and value != _AIRCRAFT]
    return min((_seen(value, around, riotous) for value in named), key=RANK.index, default=None)


def of_harm(harm: Harm, sentence: Means | None, taken_up: Means | None) -> Means | None:
    """What the word of harm itself tells, else its sentence, else what was last spoken of.

    Riots after a death did not cause it.
    """
    came_after = harm.is_recalled and sentence is Means.RIOT
    return harm.means or (None if came_after else sentence) or taken_up


def of_event(told: Sequence[Means | None], later: Sequence[Means]) -> Means | None:
    """The first telling means that the statements of an event name, else what later sentences tell of it."""
    known = [means for means in told if means is not None]
    telling = [means for means in (*known, *later) if means not in _UNTOLD]
    return next(iter([*telling, *known, *later]), None)


def _is_bombing(around: set[str]) -> bool:
    return _BOMBARDMENT in around or Means.AIR_STRIKE in around


def _seen(value: str, around: set[str], riotous: bool) -> Means:
    if value == _AIRCRAFT:
        return Means.AIR_STRIKE
    if value == _BOMBARDMENT:
        return Means.AIR_STRIKE if around & _FROM_THE_AIR else Means.SHELLING
    if value == _SCUFFLE:
        return Means.RIOT if riotous else Means.CLASH
    return Means(value)
