"""When: which of the days that a sentence names is that of a statement, and which one may be taken up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from toll.mentions.harm import Harm
from toll.mentions.reading import Reading
from toll.model import Place
from toll.moments import Moment
from toll.patterns import Node
from toll.scenes.scene import Scene
from toll.scenes.spots import is_elsewhere

_ADJACENT = 2
_BESIDE, _NEAR = 40, 120
"""Characters between a day and what something else came after, or what is only taken up, whose own day it still is."""

_DEED, _ASIDE, _AFTER = ("means", "committed"), ("clause", "harmed", "that", "colon"), "after"
_OF = ("of", "of_the", "of_the_one")
_DAYS = 2
_LONG = timedelta(days=30)
_BEFORE = "before"


def of_deed(harm: Harm, reading: Reading, now: Sequence[Moment]) -> Sequence[Moment]:
    """Of the days of a sentence that of the deed to which a toll belongs: "Friday's attack on the market killed".

    All, where no day stands with a deed before a toll, or it is not plain that the toll is of that deed.
    """
    if not harm.is_toll or len(now) < 2:
        return now
    before = [node for node in reading.nodes if node.end <= harm.span.start]
    if (own := _in_noun_phrase(reading.nodes, now)) is not None:
        return [own]
    if any(node.symbol in _ASIDE or node.value == _AFTER for node in before):
        return now
    tied = [m for m in now if m.when.prec <= _DAYS and any(_is_tied(before, at, m) for at in range(1, len(before)))]
    return tied[-1:] or now


def _in_noun_phrase(nodes: Sequence[Node], now: Sequence[Moment]) -> Moment | None:
    """The day of the deed itself, where the sentence counts back to it too.

    "Four years after, the victims of the attacks of 13 November", "on the day after one that on Sunday killed".
    """
    back = next((moment for moment in now if moment.is_of_event), None)
    if back is None:
        return None
    exact = [m for m in now if not m.is_of_event and m.when.prec <= _DAYS and m.span.start > back.span.end]
    named = [m for m in exact if any(_is_of_deed(nodes, at, m) for at in range(2, len(nodes)))]
    comma = next((node.start for node in nodes if node.symbol == "comma" and node.start > back.span.end), None)
    at_once = [m for m in exact if comma is None or m.span.start < comma]
    return next(iter([*named[-1:], *at_once[:1]]), None)


def _is_of_deed(nodes: Sequence[Node], at: int, moment: Moment) -> bool:
    """Whether the node at `at` is the day, behind a deed and whose it was: "the jihadist attacks of 13 November"."""
    if nodes[at].start != moment.span.start or nodes[at - 1].symbol not in _OF:
        return False
    return any(node.symbol in _DEED for node in nodes[max(0, at - 3) : at - 1])


def _is_tied(nodes: Sequence[Node], at: int, moment: Moment) -> bool:
    """Whether the node at `at` is the day, right behind a deed: "the attack carried out on", "the attack of"."""
    if nodes[at].start != moment.span.start:
        return False
    last = nodes[at - 1].symbol
    return last in _DEED or (last == "of" and at > 1 and nodes[at - 2].symbol in _DEED)


def day_of(harm: Harm, now: Sequence[Moment]) -> Moment | None:
    """The day of its sentence that stands nearest; a statement that only takes up what is known needs it close by."""
    best = min(now, key=lambda moment: 0 if moment.is_of_event else harm.span.gap(moment.span), default=None)
    if best is None:
        return None
    if best.is_of_event and (own := _own(harm, now)):
        return own
    if best.is_of_event:
        return min((m for m in now if best.when.covers(m.when)), key=lambda moment: moment.when.prec)
    reach = _BESIDE if harm.is_recalled else _NEAR if harm.is_reference else None
    return best if reach is None or harm.span.gap(best.span) <= reach else None


def _own(harm: Harm, now: Sequence[Moment]) -> Moment | None:
    """The day right beside a statement: "the day after an attack that killed on Sunday eight people"."""
    single = (moment for moment in now if not (moment.is_of_event or moment.is_period) and moment.when.prec == 1)
    return next((moment for moment in single if harm.span.gap(moment.span) <= _ADJACENT), None)


def taken_up(harm: Harm, place: Place | None, said: Scene, story: Scene) -> Moment | None:
    """The days last spoken of; a past is left with its place, unless what follows is told as past itself."""
    earlier = said.moment and story.moment and said.moment.when.end < story.moment.when.start
    left = earlier and harm.mood != _BEFORE and is_elsewhere(place, said.place)
    return story.moment if left else said.moment


def is_of_another_day(reading: Reading) -> bool:
    """Whether a sentence goes on to something of another day and place: "besides, three men were killed in"."""
    return any(value == "elsewhere" for _, value in reading.values("apart"))


def is_counted_back(moment: Moment, now: Sequence[Moment]) -> bool:
    """Whether its days are those to which a sentence counts back from its own: "on Thursday, five years after"."""
    return any(other.is_of_event and other.when.covers(moment.when) for other in now)


def is_around(moment: Moment, said: Moment | None) -> bool:
    """Whether it only says roughly when, of a day that has been told: "the first this year"."""
    if said is None or moment.when.prec <= said.when.prec:
        return False
    return moment.when.start <= said.when.start and said.when.end <= moment.when.end


def is_long_before(moment: Moment | None, told: Moment | None) -> bool:
    """Whether a statement's own day lies so far before what the story tells that nobody in it needs to have done it."""
    return moment is not None and told is not None and moment.when.end < told.when.start - _LONG
