"""What happened on the day from which a sentence counts: "missing since 1 May" is an event of that day, no period.

"Since the attack of 7 January, which killed 12" tells of that day too, but a war that began then goes on to kill.
"""

from __future__ import annotations

from dataclasses import replace

from toll.codes import Outcome
from toll.mentions.harm import Harm
from toll.mentions.reading import Reading
from toll.moments import Moment

_LASTING = (Outcome.MISSING, Outcome.ABDUCTED)
_RELATIVE = ("who", "that")
_BEFORE = "before"
_OF_IT = 40
"""Characters between the day of an event and what a relative clause tells of that event."""


def event(harm: Harm, reading: Reading, moment: Moment | None) -> Moment | None:
    """The day of a statement, which is the first of its period where that is when it happened; else `moment`.

    It keeps its `begun` where the sentence tells of days after that event.
    """
    if moment is None or moment.begun is None:
        return moment
    if _lasts(harm, reading):
        return replace(moment, when=moment.begun, is_period=False, begun=None)
    return replace(moment, when=moment.begun, is_period=False) if _is_of_it(harm, reading, moment) else moment


def _lasts(harm: Harm, reading: Reading) -> bool:
    """Whether it tells a state that lasts, not how many it befell one after the other ("have been seized since")."""
    if harm.is_toll or harm.outcome not in (*_LASTING, Outcome.DETAINED):
        return False
    told = [node for node in reading.nodes if node.start < harm.span.end and node.end > harm.span.start]
    if any(node.find("been") for node in told):
        return False
    return harm.outcome in _LASTING or any(node.find("held") for node in told)


def _is_of_it(harm: Harm, reading: Reading, moment: Moment) -> bool:
    """Whether a relative clause right behind the day tells it: "since the attack of 7 January, in which 12 died"."""
    if reading.values("strife") or reading.values("begun"):
        return False
    between = [node for node in reading.nodes if moment.span.end <= node.start <= harm.span.start]
    near = 0 <= harm.span.start - moment.span.end <= _OF_IT
    inside = harm.mood == _BEFORE and [node.symbol for node in between[:2]] == ["comma", "in"]
    return near and (inside or any(node.symbol in _RELATIVE for node in between))
