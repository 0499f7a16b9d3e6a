"""When: which of the days that a sentence names is that of a statement, and which one may be taken up."""

from __future__ import annotations

from collections.abc import Sequence

from toll.mentions.harm import Harm
from toll.mentions.reading import Reading
from toll.model import Place
from toll.moments import Moment
from toll.scenes.scene import Scene
from toll.scenes.spots import is_elsewhere

_BESIDE, _NEAR = 40, 120
"""Characters between a day and what something else came after, or what is only taken up, whose own day it still is."""


def day_of(harm: Harm, now: Sequence[Moment]) -> Moment | None:
    """The day of its sentence that stands nearest; a statement that only takes up what is known needs it close by."""
    best = min(now, key=lambda moment: 0 if moment.is_of_event else harm.span.gap(moment.span), default=None)
    if best is None:
        return None
    if best.is_of_event:
        return min((m for m in now if best.when.covers(m.when)), key=lambda moment: moment.when.prec)
    reach = _BESIDE if harm.is_recalled else _NEAR if harm.is_reference else None
    return best if reach is None or harm.span.gap(best.span) <= reach else None


def taken_up(place: Place | None, said: Scene, story: Scene) -> Moment | None:
    """The days last spoken of; a past is left with its place."""
    earlier = said.moment and story.moment and said.moment.when.end < story.moment.when.start
    return story.moment if earlier and is_elsewhere(place, said.place) else said.moment


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
