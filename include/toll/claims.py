"""Statements of harm bound to their circumstances: scope, status, and whether they are told as news or recalled.

A draft is a claim before its event is known; `linking` ties the drafts of an article to each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from toll import news
from toll.codes import CountKind, Means, Outcome, Scope, SourceType, Status, VictimGroup
from toll.mentions.actors import Perpetrator
from toll.mentions.harm import Harm, are_fewer_dead
from toll.mentions.reading import CAUSE, Reading
from toll.mentions.sources import Voice
from toll.model import Interval, Place, Span
from toll.news import News
from toll.scenes import Scene
from toll.segment import Kind

_YEARLY, _PROVINCE = 5, 4
_CUE_REACH = 60
_VAGUE_TOTAL, _MOST_HELD, _MOST_AT_ONCE = 100, 300, 1_000
EPIDEMIC = "epidemic"
"""Value of words for an illness that spreads."""

_ANOTHER, _BESIDE = "another", "beside"
"""Words for another deed: the symbol of "and another", and the value of those that follow what they speak of."""

_CUES = (CAUSE, "domain", "offensive", "strife", "hint")


@dataclass(frozen=True, slots=True)
class Later:
    """What sentences that state no harm tell of the event told before them: who is blamed, by what, where."""

    perpetrators: tuple[Perpetrator, ...] = ()
    means: tuple[Means, ...] = ()
    places: tuple[Place, ...] = ()


_NOTHING = Later()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A statement of harm with its scene; `part_of` and `same_as` are indexes of other drafts of the article.

    `cues` are the class and value of the words in its sentence that tell its domain; `apart_at`: where its sentence
    goes on to another event than those told before; `is_raised`: a toll as it stands after one more death; `is_own`:
    told by those who say that they did it.
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
    apart_at: int | None = None
    is_raised: bool = False
    is_own: bool = False
    is_headline: bool = False
    later: Later = _NOTHING

    @property
    def is_of_epidemic(self) -> bool:
        """Whether its sentence speaks of an epidemic."""
        return ("strife", EPIDEMIC) in self.cues

    @property
    def is_head(self) -> bool:
        """Whether it stands for itself, neither part nor repeat."""
        return self.part_of is None and self.same_as is None


def drafts(
    readings: Sequence[Reading],
    scenes: Sequence[Sequence[Scene]],
    voices: Sequence[tuple[Voice, ...]],
    published: Interval | None,
) -> list[Draft]:
    """All statements of an article in the order of the text; parts share the scope and scene of their whole.

    `scenes` and `voices` are those of the sentences, one for each of `readings`.
    """
    found: list[Draft] = []
    told = news.of_article(readings, scenes, published)
    for reading, settled, speakers in zip(readings, scenes, voices, strict=True):
        first = len(found)
        for harm, scene in zip(reading.harms, settled, strict=True):
            draft = _draft(reading, harm, scene, speakers, told)
            whole = None if harm.whole is None else first + harm.whole
            found.append(draft if whole is None else _as_part(draft, whole, found[whole]))
    deadly = any(draft.harm.outcome is Outcome.KILLED for draft in found)
    return [_told_apart(draft, found[i + 1 : i + 3]) for i, draft in enumerate(found)] if deadly else found


def _told_apart(draft: Draft, after: Sequence[Draft]) -> Draft:
    """Victims are the dead where deaths are spoken of beside them (coding manual, settled case 20), but for none.

    Nor are they where the dead and the hurt who are told right after them are just as many, or the dead are fewer.
    """
    counted = _is_sum(draft, after) or any(are_fewer_dead(draft.harm, other.harm) for other in after[:1])
    some = draft.harm.is_open and draft.harm.count.figure.high != 0 and not counted
    return replace(draft, harm=replace(draft.harm, outcome=Outcome.KILLED)) if some else draft


def _is_sum(draft: Draft, after: Sequence[Draft]) -> bool:
    outcomes = {other.harm.outcome for other in after}
    figures = [other.harm.count.figure.high or 0 for other in after]
    return outcomes == {Outcome.KILLED, Outcome.INJURED} and sum(figures) == draft.harm.count.figure.high


def _as_part(draft: Draft, number: int, whole: Draft) -> Draft:
    own = draft.scene.beside
    scene = replace(whole.scene, place=own, named=own, beside=own) if own else whole.scene
    return replace(draft, part_of=number, scene=scene, scope=whole.scope, is_background=whole.is_background)


def _draft(reading: Reading, harm: Harm, scene: Scene, voices: tuple[Voice, ...], told: News) -> Draft:
    scope = _scope(reading, harm, scene)
    scene = _covering(scene, reading.sentence.span) if scope is Scope.AGGREGATE else _single(scene)
    is_background = news.is_recalled(reading, harm, scene, voices, told)
    return Draft(
        harm=harm,
        scene=scene,
        sentence=reading.sentence.span,
        voices=voices,
        scope=scope,
        is_background=is_background,
        status=_status(reading, harm, is_past=is_background),
        apart_at=_apart_at(reading, harm),
        is_raised=any(span.start <= harm.span.start for span, _ in reading.values("raising")),
        is_own=_is_own(reading, harm, voices),
        is_headline=reading.sentence.kind is Kind.HEADLINE,
        cues=tuple((symbol, value) for symbol in _CUES for _, value in reading.values(symbol)),
    )


def _apart_at(reading: Reading, harm: Harm) -> int | None:
    """Where its sentence goes on to another event: at words before it ("in another attack").

    Words after it part it too, from where that begins of which they speak: "a bomb killed five in another quarter".
    """
    told = reading.values("apart")
    before = [span.start for span, _ in told if span.start <= harm.span.start]
    before += [node.start for top in reading.nodes for node in (top, *top.parts) if node.symbol == _ANOTHER]
    after = [span.start for span, value in told if value == _BESIDE and span.start >= harm.span.end]
    begun = [start for at in after if (start := _begin(reading, at)) <= harm.span.start]
    return max((at for at in (*before, *begun) if at <= harm.span.start), default=None)


def _begin(reading: Reading, at: int) -> int:
    """Where the statements begin that stand last before a word, of each outcome the nearest."""
    begin, seen = at, set[Outcome]()
    for harm in reversed([one for one in reading.harms if one.span.end <= at and one.whole is None]):
        if harm.outcome in seen:
            break
        seen.add(harm.outcome)
        begin = harm.span.start
    return begin


def _is_own(reading: Reading, harm: Harm, voices: Sequence[Voice]) -> bool:
    """Whether those who did it count their victims: "says that it has killed fifty", not "claimed the attack that"."""
    if harm.group is VictimGroup.NON_STATE_FIGHTERS:
        return False
    if reading.values("claimed"):
        return harm.mood == "infinitive"
    return bool(voices) and all(voice.type is SourceType.ARMED_GROUP for voice in voices)


def _covering(scene: Scene, sentence: Span) -> Scene:
    """What a total covers: its period and, unless its sentence names a place, the whole country; who, if told there."""
    dated = scene.moment if scene.dated_here else None
    by = scene.perpetrator if scene.perpetrator and sentence.covers(scene.perpetrator.span) else None
    wide = scene.named if scene.named and scene.named.where_prec >= _PROVINCE else None
    place = wide or scene.land or scene.named or scene.place
    return replace(scene, moment=scene.period or dated or scene.war, place=place, perpetrator=by)


def _single(scene: Scene) -> Scene:
    """A period dates no single event."""
    period = scene.moment is not None and scene.moment.is_period
    return replace(scene, moment=None) if period else scene


def _scope(reading: Reading, harm: Harm, scene: Scene) -> Scope:
    """Aggregate where a period, a war or a word of totals goes with the number; one person is never a total."""
    if harm.count.figure.high == 1:
        return Scope.INCIDENT
    spoken = any(harm.span.gap(span) <= _CUE_REACH for span, _ in reading.values("total"))
    moment = scene.moment if scene.dated_here else None
    yearly = moment is not None and moment.when.prec >= _YEARLY and not reading.values("means")
    period = moment is not None and (moment.is_period or moment.is_joined or yearly)
    vast = scene.is_of_past_war or _is_vast(harm) or _of_war(reading, harm)
    return Scope.AGGREGATE if spoken or period or vast else Scope.INCIDENT


def _is_vast(harm: Harm) -> bool:
    """Whether it counts more people than one event of violence takes or holds: hundreds of dead, a hundred held."""
    vague = harm.count.kind is CountKind.VAGUE
    most = {Outcome.DETAINED: _MOST_HELD, Outcome.KILLED: _VAGUE_TOTAL if vague else _MOST_AT_ONCE}
    return harm.outcome in most and harm.count.figure.value >= most[harm.outcome]


def _of_war(reading: Reading, harm: Harm) -> bool:
    """Whether a war or an epidemic itself is said to have taken them: "the war, which has left N dead"."""
    taken = [span for symbol in ("make", "open") for span, _ in reading.values(symbol) if span.end <= harm.span.start]
    means = [span for span, _ in reading.values("means")]
    return harm.is_toll and any(
        value == EPIDEMIC
        or any(
            span.end <= verb.start <= span.end + _CUE_REACH
            and not any(span.end <= other.start < verb.start for other in means)
            for verb in taken
        )
        for span, value in reading.values("strife")
    )


def _status(reading: Reading, harm: Harm, *, is_past: bool) -> Status:
    if harm.count.figure.high != 0 and (harm.negated or _is_denied(reading, harm)):
        return Status.DENIED
    if (
        harm.mood == "unreal"
        or (harm.mood == "future" and not is_past)
        or (harm.is_toll and reading.values("supposed"))
    ):
        return Status.HYPOTHETICAL
    earlier = any(harm.span.gap(span) <= _CUE_REACH for span, _ in reading.values("earlier_toll"))
    return Status.SUPERSEDED if earlier else Status.REPORTED


def _is_denied(reading: Reading, harm: Harm) -> bool:
    """What a denial governs stands in the subjunctive or the infinitive: "denied that ten had been killed"."""
    told = [span for span, _ in reading.values("denial") if span.end <= harm.span.start]
    return harm.mood in ("unreal", "infinitive") and any(harm.span.gap(span) <= _CUE_REACH for span in told)
