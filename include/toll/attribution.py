"""Who gives a figure, and who is blamed for it, where its own sentence names nobody.

The speaker who goes on speaking; for a headline the source that the article names later for the same figure (coding
manual, settled case 17); for an event whoever claims it or is accused of it in a later sentence, which may tell its
means and place too.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from toll import means
from toll.claims import Draft, Later
from toll.codes import Means, Responsibility, Scope
from toll.mentions.actors import Perpetrator
from toll.mentions.places import PlaceMention
from toll.mentions.reading import Reading
from toll.mentions.sources import Voice
from toll.model import Span

_NEXT = 3
"""Sentences after a statement that may still say where."""

_QUOTED = 4
"""Sentences that a quotation may run over."""

_LEAD = 1
"""Paragraphs after the headline's whose statements others repeat at length."""


def voices(readings: Sequence[Reading]) -> list[tuple[Voice, ...]]:
    """For each sentence its speakers; where somebody speaks on ("he added"), those of the sentence before.

    A quotation that goes on after its first sentence is said by whoever closes it.
    """
    found: list[tuple[Voice, ...]] = []
    speaking: tuple[Voice, ...] = ()
    for i, reading in enumerate(readings):
        near = i > 0 and reading.sentence.paragraph - readings[i - 1].sentence.paragraph <= 1
        own = reading.voices or _closing(readings, i) or (speaking if near and _is_speech(reading) else ())
        found.append(own)
        speaking = own or (speaking if near and not reading.harms else ())
    return found


def _closing(readings: Sequence[Reading], i: int) -> tuple[Voice, ...]:
    """The speakers of the sentence that closes the quotation left open in sentence `i`."""
    is_open = False
    for reading in readings[i : i + _QUOTED]:
        if reading.sentence.paragraph != readings[i].sentence.paragraph:
            break
        is_open ^= reading.standing("quote") % 2 == 1
        if not is_open:
            return reading.voices
    return ()


def attribute(drafts: Sequence[Draft], readings: Sequence[Reading]) -> list[Draft]:
    """The drafts of headline and lead with the sources that repeats of their figures name."""
    early = {reading.sentence.span for reading in readings if reading.sentence.paragraph <= _LEAD}
    head = {reading.sentence.span for reading in readings if reading.sentence.paragraph == 0}
    first = next((r.voices for r in readings[: len(early)] if r.voices), ())
    named: dict[int, tuple[Voice, ...]] = {}
    for i, draft in enumerate(drafts):
        if draft.voices:
            named.setdefault(_home(i, draft), draft.voices)
    return [
        _attributed(draft, named.get(_home(i, draft), first if draft.sentence in head else ()), early)
        for i, draft in enumerate(drafts)
    ]


def _home(i: int, draft: Draft) -> int:
    return i if draft.same_as is None else draft.same_as


def _attributed(draft: Draft, voices: tuple[Voice, ...], early: Collection[Span]) -> Draft:
    return draft if draft.voices or draft.sentence not in early else replace(draft, voices=voices)


def gather(drafts: Sequence[Draft], readings: Sequence[Reading]) -> list[Draft]:
    """The drafts with what sentences that state no harm, and no habit, tell of the event told before them."""
    told: dict[int, list[Reading]] = {}
    for reading in readings:
        if reading.harms or _is_habit(reading):
            continue
        if (i := _told_before(drafts, reading.sentence.span)) is not None:
            told.setdefault(i, []).append(reading)
    return [replace(draft, later=_later(told[i])) if i in told else draft for i, draft in enumerate(drafts)]


def _later(readings: Sequence[Reading]) -> Later:
    named = [one for reading in readings for one in reading.perpetrators if not one.is_unnamed]
    by = (means.of_sentence(reading, (reading,), riotous=False) for reading in readings[:_NEXT])
    places = (m.place for reading in readings[:_NEXT] for m in reading.places if m.place and _tells_place(m))
    return Later(
        tuple(sorted(named, key=_firmness)), tuple(one for one in by if one and one is not Means.RIOT), tuple(places)
    )


def _tells_place(mention: PlaceMention) -> bool:
    """Whether something happened there, or it is a quarter: "the attack struck the market of X"."""
    return mention.locative or (mention.place is not None and mention.place.within is not None)


def _firmness(by: Perpetrator) -> bool:
    """Who claims an attack stands before who is only named as a fighter."""
    return by.responsibility is Responsibility.REPORTED_AS_FACT


def _told_before(drafts: Sequence[Draft], sentence: Span) -> int | None:
    """The event last told before a sentence, by the statement that stands for it, else the first that is told after."""
    single = [i for i, draft in enumerate(drafts) if draft.scope is Scope.INCIDENT]
    before = [i for i in single if drafts[i].sentence.end <= sentence.start]
    return _head(drafts, before[-1]) if before else next((i for i in single if drafts[i].is_head), None)


def _head(drafts: Sequence[Draft], i: int) -> int:
    """The statement that one repeats or is part of, followed to the first."""
    while (tied := drafts[i].same_as if drafts[i].same_as is not None else drafts[i].part_of) is not None:
        i = tied
    return i


def _is_habit(reading: Reading) -> bool:
    """Whether a sentence tells of no one event: "they regularly shell the capital"."""
    return any(value == "habitually" for _, value in reading.values("adverb"))


def _is_speech(reading: Reading) -> bool:
    return bool(reading.values("said")) or reading.standing("quote") > 0
