"""Which days of a sentence are not those of the deed: of a speech, a trial, a new toll, a death of wounds, an end.

"The toll of Tuesday's attack rose on Thursday to 14", "according to a toll given on Thursday", "died on Friday, which
brings the toll of Wednesday's attack to 23".
"""

from __future__ import annotations

from collections.abc import Sequence

from toll.codes import Outcome
from toll.mentions.harm import HARM, outcome_of
from toll.mentions.reading import Reading
from toll.model import Span
from toll.patterns import Node
from toll.timex import Kind

_SPEECH = ("said", "spoke", "claimed")
_SPEECH_REACH, _BIRTH_REACH = 3, 40
_SPEAKER = 9
"""Words that the name of a speaker takes."""

_NO_SPEAKER = frozenset(
    {"clause", "that", "comma", "who", "in", "by", "and", "colon", "mark", "generic", "part", "means", "committed"}
)
"""What no name of a speaker holds."""

_CHANGING = ("w", "found", "time", "announcement", "means", "place", "measure", "adverb")
_RAISING = "raising"
_HARMED = ("harmed", "clause")

_EXACT = (Kind.DAY, Kind.WEEKDAY, Kind.NEAR)
_OF_COURTS = "crime"
"""Value of words for courts and inquiries: "charged", "in custody"."""

_TOLD = ("according", "announcement")
"""What a toll is introduced by: "according to a toll of the police on Monday"."""

_SPOKEN = frozenset((*_SPEECH, *_TOLD))


def days_of_event(reading: Reading, days: Sequence[Span]) -> list[Span]:
    """Those of the `days` of a sentence, in their order, on which people may have come to harm."""
    told = [day for day in days if not (_is_of_speech(reading, day) or _is_of_birth(reading, day))]
    told = [day for day in told if not _is_of_proceeding(reading, day)]
    if len(told) < 2:
        return told
    told = [day for day in told if not _is_of_end(reading, day)] or told
    risen = [harm.span for harm in reading.harms if _is_risen(reading.nodes, harm.span, harm.is_toll)]
    if not risen:
        return told
    told = [day for day in told if not _is_of_rise(reading, day, risen)] or told
    return [day for day in told if not _is_of_death(reading, day, risen)] or told


def _is_of_speech(reading: Reading, day: Span) -> bool:
    """Whether it stands beside a verb of speech or its speaker: "said an army spokesman on Monday"."""
    spoken = [span.end for symbol in _SPEECH for span, _ in reading.values(symbol)]
    if any(0 <= day.start - end <= _SPEECH_REACH for end in spoken):
        return True
    return bool(spoken or reading.is_folded) and _is_of_speaker(reading.nodes, day)


def _is_of_speaker(nodes: Sequence[Node], day: Span) -> bool:
    at = _index(nodes, day)
    before = [node.symbol for node in nodes[max(0, at - _SPEAKER) : at]]
    spoken = max((i for i, symbol in enumerate(before) if symbol in _SPOKEN), default=None)
    return spoken is not None and not _NO_SPEAKER.intersection(before[spoken + 1 :])


def _index(nodes: Sequence[Node], day: Span) -> int:
    return next((i for i, node in enumerate(nodes) if node.start == day.start), 0)


def _is_of_birth(reading: Reading, day: Span) -> bool:
    return any(0 <= day.start - span.end <= _BIRTH_REACH for span, _ in reading.values("born"))


def _is_of_proceeding(reading: Reading, day: Span) -> bool:
    """Whether it stands right behind what courts do, or is done for the dead: "charged on Tuesday with the murder of".

    People are arrested and charged on one day.
    """
    exact = any(time.span == day and time.kind in _EXACT for time in reading.times)
    if not exact or any(harm.outcome is Outcome.DETAINED for harm in reading.harms):
        return False
    told = [span for span, _ in reading.values("proceeding")]
    told += [span for span, value in reading.values("hint") if value == _OF_COURTS]
    return any(0 <= day.start - span.end <= _SPEECH_REACH for span in told)


def _is_of_end(reading: Reading, day: Span) -> bool:
    """Whether it stands right after what ended: "the siege, begun on Thursday, ended on Friday"."""
    return any(0 <= day.start - span.end <= _SPEECH_REACH for span, _ in reading.values("ended"))


def _is_risen(nodes: Sequence[Node], figure: Span, is_toll: bool) -> bool:
    """Whether a toll has changed to this figure: "brought to 23 dead the toll of", "bringing to six the number"."""
    at = _index(nodes, figure)
    if at > 0 and nodes[at - 1].symbol == _RAISING:
        return True
    return is_toll and at > 1 and nodes[at - 1].symbol == "to" and nodes[at - 2].symbol in _CHANGING


def _is_of_rise(reading: Reading, day: Span, risen: Sequence[Span]) -> bool:
    """Whether it stands right before the new toll: "has risen on Thursday to 14", but not "comes for March to 14"."""
    if not any(time.span == day and time.kind in _EXACT for time in reading.times):
        return False
    at = _index(reading.nodes, day)
    after = reading.nodes[at + 1 : at + 3]
    return len(after) > 1 and after[0].symbol == "to" and any(after[1].start == toll.start for toll in risen)


def _is_of_death(reading: Reading, day: Span, risen: Sequence[Span]) -> bool:
    """Whether the word of harm before it is that of a death which changed the toll."""
    before = [node for node in reading.nodes if node.end <= day.start and node.symbol in _HARMED]
    if not before or any(before[-1].start == toll.start for toll in risen):
        return False
    return any(outcome_of(word) is Outcome.KILLED for word in before[-1].all(*HARM))
