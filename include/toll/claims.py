"""Statements of harm bound to their circumstances, and to each other: which repeats which, which is part of which.

A draft is a claim before its event is known. Binding follows the coding manual: `part_of` for "of whom" phrases and for
smaller figures of the same happening, `same_as` for a figure given again, aggregates kept apart from incidents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from toll.codes import CountKind, Outcome, Scope, Status, VictimGroup
from toll.mentions.casualties import Harm
from toll.mentions.reading import Reading
from toll.mentions.sources import Voice
from toll.model import Interval, Span
from toll.scenes import Scene, is_past

_PERIOD = 4
_CUE_REACH = 60
_VAGUE_TOTAL = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A statement of harm with its scene; `part_of` and `same_as` are indexes of other drafts of the article.

    `cues` are the class and value of the words in its sentence that tell its domain.
    """

    harm: Harm
    scene: Scene
    sentence: Span
    voices: tuple[Voice, ...]
    scope: Scope
    is_background: bool
    status: Status
    cues: tuple[tuple[str, str], ...]
    part_of: int | None = None
    same_as: int | None = None

    @property
    def is_head(self) -> bool:
        """Whether it stands for itself, neither part nor repeat."""
        return self.part_of is None and self.same_as is None


def drafts(readings: Sequence[Reading], scenes: Sequence[Sequence[Scene]], published: Interval | None) -> list[Draft]:
    """All statements of an article, linked to each other."""
    found: list[Draft] = []
    for reading, settled in zip(readings, scenes, strict=True):
        first = len(found)
        for harm, scene in zip(reading.harms, settled, strict=True):
            draft = _draft(reading, harm, scene, published)
            found.append(replace(draft, part_of=None if harm.whole is None else first + harm.whole))
    return _linked(found)


def _draft(reading: Reading, harm: Harm, scene: Scene, published: Interval | None) -> Draft:
    scope = _scope(reading, harm, scene)
    scene = _covering(scene) if scope is Scope.AGGREGATE else _single(scene)
    when = scene.moment.when if scene.moment else None
    return Draft(
        harm=harm,
        scene=scene,
        sentence=reading.sentence.span,
        voices=reading.voices,
        scope=scope,
        is_background=is_past(when, published),
        status=_status(reading, harm),
        cues=tuple((symbol, value) for symbol in ("domain", "strife", "hint") for _, value in reading.values(symbol)),
    )


def _covering(scene: Scene) -> Scene:
    """What a total covers: its period and, unless its sentence names a place, the whole country."""
    dated = scene.moment if scene.dated_here else None
    return replace(scene, moment=scene.period or dated, place=scene.land or scene.place)


def _single(scene: Scene) -> Scene:
    """A period dates no single event."""
    period = scene.moment is not None and scene.moment.is_period
    return replace(scene, moment=None) if period else scene


def _scope(reading: Reading, harm: Harm, scene: Scene) -> Scope:
    cues = [span for span, _ in reading.values("total")]
    spoken = any(harm.span.gap(span) <= _CUE_REACH for span in cues)
    moment = scene.moment
    period = moment is not None and scene.dated_here and (moment.is_period or moment.when.prec >= _PERIOD)
    many = harm.count.kind is CountKind.VAGUE and harm.count.figure.value >= _VAGUE_TOTAL
    return Scope.AGGREGATE if spoken or period or many else Scope.INCIDENT


def _status(reading: Reading, harm: Harm) -> Status:
    if harm.negated and harm.count.figure.high != 0:
        return Status.DENIED
    if harm.mood == "unreal":
        return Status.HYPOTHETICAL
    earlier = any(harm.span.gap(span) <= _CUE_REACH for span, _ in reading.values("earlier_toll"))
    return Status.SUPERSEDED if earlier else Status.REPORTED


def _linked(found: list[Draft]) -> list[Draft]:
    linked: list[Draft] = []
    for draft in found:
        linked.append(draft if draft.part_of is not None else _link(draft, linked))
    return linked


def _link(draft: Draft, earlier: list[Draft]) -> Draft:
    for i, other in enumerate(earlier):
        if other.same_as is None and _same_figure(draft, other) and is_same_happening(draft, other):
            return replace(draft, same_as=i, part_of=other.part_of)
    for i, other in enumerate(earlier):
        if other.is_head and _is_part(draft, other) and is_same_happening(draft, other):
            return replace(draft, part_of=i)
    return draft


def _same_figure(draft: Draft, other: Draft) -> bool:
    mine, theirs = draft.harm, other.harm
    if mine.outcome is not theirs.outcome or mine.count.figure.value != theirs.count.figure.value:
        return False
    same_group = mine.group is theirs.group or VictimGroup.PEOPLE in (mine.group, theirs.group)
    vague = CountKind.VAGUE in (mine.count.kind, theirs.count.kind)
    return same_group and not vague and mine.count.figure.value > 0


def _is_part(draft: Draft, other: Draft) -> bool:
    """A smaller figure of what has been told already: bodies seen, victims described one by one."""
    mine, theirs = draft.harm, other.harm
    smaller = 0 < mine.count.figure.value < theirs.count.figure.value
    return smaller and mine.outcome is theirs.outcome is Outcome.KILLED and _same_spot(draft, other, within=True)


def is_same_happening(draft: Draft, other: Draft) -> bool:
    """Whether nothing told of the two speaks against their being one event."""
    mine, theirs = draft.scene, other.scene
    if draft.scope is not other.scope or draft.is_background is not other.is_background:
        return False
    if mine.moment and theirs.moment and not _share_days(mine.moment.when, theirs.moment.when, draft.scope):
        return False
    means = {mine.means, theirs.means} - {None}
    return len(means) < 2 and _same_spot(draft, other, within=False)


def _share_days(a: Interval, b: Interval, scope: Scope) -> bool:
    """Two dates of one event overlap; two totals are one only over the same period."""
    return a == b if scope is Scope.AGGREGATE else a.start <= b.end and b.start <= a.end


def _same_spot(draft: Draft, other: Draft, *, within: bool) -> bool:
    here, there = draft.scene.place, other.scene.place
    if here is None or there is None:
        return not within
    names = {here.location, here.name}
    same = here.location == there.location or here.within in (there.location, there.name) or there.within in names
    countries = {here.country_code, there.country_code} - {None}
    coarse = not within and max(here.where_prec, there.where_prec) >= _PERIOD and len(countries) < 2
    return same or coarse
