"""Whether a statement is told as news or recalled (coding manual, settled case 8).

Recalled are days long past, what a page links to, and the pluperfect that has no day of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from toll import segment
from toll.mentions.harm import Harm
from toll.mentions.reading import Reading
from toll.mentions.sources import Voice
from toll.model import Interval
from toll.moments import is_past
from toll.scenes import Scene
from toll.timex import Kind
from toll.timex.expression import Unit

_WEEKLY = 3
"""date_prec of days that an event may have."""

_TOLD_LATE = timedelta(days=8)
"""How old the latest event of an article may be that is still its news."""

_LINK_REACH = 120
"""Characters that the headline of another article takes."""


@dataclass(frozen=True, slots=True)
class News:
    """What an article's news is reckoned by: the days it is counted back from, null where they are unknown.

    `has_no_day`: the day of its news cannot be told. Such copy names the day and year only of what it recalls.
    `told_late`: the days of some days ago that its headline tells of, which are its news all the same.
    """

    days: Interval | None
    has_no_day: bool
    told_late: frozenset[Interval] = frozenset()


def of_article(readings: Sequence[Reading], scenes: Sequence[Sequence[Scene]], published: Interval | None) -> News:
    """By what the news of an article is told from what it recalls."""
    if published is None:
        return News(None, _is_undated(readings, scenes))
    return News(_days(readings, scenes, published), False, _told_late(readings, scenes, published))


def is_recalled(reading: Reading, harm: Harm, scene: Scene, voices: tuple[Voice, ...], news: News) -> bool:
    """Told as context: days long past, a link, or the pluperfect outside reported speech that has no day of its own."""
    when = scene.moment.when if scene.moment else None
    past = when is not None and (news.has_no_day or is_past(when, news.days)) and when not in news.told_late
    if past or scene.is_of_past_war or _is_linked(harm, reading):
        return True
    dated = scene.dated_here and news.days is not None
    return harm.mood == "before" and not dated and not voices


def _days(readings: Sequence[Reading], scenes: Sequence[Sequence[Scene]], published: Interval) -> Interval:
    """The days from which what is told as news is counted back: publication, or the latest event of a story told late.

    A headline that tells of nothing but a past event makes it the news, however old it is.
    """
    told = [scene.moment for settled in scenes for scene in settled if scene.dated_here and scene.moment]
    days = [moment.when for moment in told if moment.when.prec <= _WEEKLY and not moment.is_period]
    latest = max((when for when in days if when.start <= published.start), key=lambda when: when.end, default=published)
    late = latest.end >= published.start - _TOLD_LATE or any(_is_of(latest, s) for s in _headlines(readings, scenes))
    return latest if is_past(latest, published) and late else published


def _told_late(
    readings: Sequence[Reading], scenes: Sequence[Sequence[Scene]], published: Interval
) -> frozenset[Interval]:
    """The days, some days old, of what a headline tells, behind its colon if it has one: "Lyon: a wounded man died"."""
    if not readings or readings[0].sentence.kind is not segment.Kind.HEADLINE:
        return frozenset()
    news = max((node.end for node in readings[0].nodes if node.symbol == "colon"), default=0)
    told = zip(readings[0].harms, scenes[0], strict=True)
    days = (s.moment.when for harm, s in told if s.moment and harm.span.start >= news and not harm.is_recalled)
    return frozenset(when for when in days if when.prec <= _WEEKLY and when.end >= published.start - _TOLD_LATE)


def _is_undated(readings: Sequence[Reading], scenes: Sequence[Sequence[Scene]]) -> bool:
    """Whether the first statement of an article has no day, or looks back from one ("three years after")."""
    told = zip(readings, scenes, strict=True)
    first = islice(((reading, here[0]) for reading, here in told if here and not reading.harms[0].is_recalled), 1)
    return any(scene.moment is None or _looks_back(reading) for reading, scene in first)


def _looks_back(reading: Reading) -> bool:
    return any(time.kind is Kind.COUNTED_BACK and time.unit in (Unit.MONTH, Unit.YEAR) for time in reading.times)


def _headlines(readings: Sequence[Reading], scenes: Sequence[Sequence[Scene]]) -> list[Scene]:
    """The scenes of a headline that does not go on to something else after a colon."""
    if not readings or readings[0].sentence.kind is not segment.Kind.HEADLINE:
        return []
    if any(node.symbol == "colon" for node in readings[0].nodes):
        return []
    return [scene for harm, scene in zip(readings[0].harms, scenes[0], strict=True) if not harm.is_recalled]


def _is_of(when: Interval, scene: Scene) -> bool:
    return scene.moment is not None and scene.moment.when == when


def _is_linked(harm: Harm, reading: Reading) -> bool:
    """Whether it stands in the headline of another article that the page points to."""
    return any(0 <= harm.span.start - span.end <= _LINK_REACH for span, _ in reading.values("link"))
