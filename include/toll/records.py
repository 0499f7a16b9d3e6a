"""Drafts and happenings as rows: claims and events with their keys, codes and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType

from toll.claims import Draft
from toll.codes import (
    ActorType,
    Clarity,
    Domain,
    EventType,
    Means,
    Outcome,
    Scope,
    SubEventType,
    VictimGroup,
)
from toll.events import Happening
from toll.gazetteer import Gazetteer
from toll.mentions.harm import Harm
from toll.model import Article, Claim, Event, Place
from toll.scenes import Scene
from toll.tolls import tolls

_BY_MEANS: Mapping[Means, tuple[EventType, SubEventType]] = MappingProxyType(
    {
        Means.AIR_STRIKE: (EventType.EXPLOSIONS, SubEventType.AIR_STRIKE),
        Means.SHELLING: (EventType.EXPLOSIONS, SubEventType.SHELLING),
        Means.BOMB: (EventType.EXPLOSIONS, SubEventType.REMOTE_EXPLOSIVE),
        Means.SUICIDE_BOMB: (EventType.EXPLOSIONS, SubEventType.SUICIDE_BOMB),
        Means.CLASH: (EventType.BATTLES, SubEventType.ARMED_CLASH),
        Means.RIOT: (EventType.RIOTS, SubEventType.MOB_VIOLENCE),
    }
)
_BY_OUTCOME: Mapping[Outcome, tuple[EventType, SubEventType]] = MappingProxyType(
    {
        Outcome.ABDUCTED: (EventType.VIOLENCE_AGAINST_CIVILIANS, SubEventType.ABDUCTION),
        Outcome.DETAINED: (EventType.STRATEGIC_DEVELOPMENTS, SubEventType.ARRESTS),
    }
)
_ATTACK = (EventType.VIOLENCE_AGAINST_CIVILIANS, SubEventType.ATTACK)
"""ACLED codebook 2023, table 2: what was used tells the type; any other harm is an attack."""

_TARGETS = MappingProxyType(
    {VictimGroup.STATE_FORCES: ActorType.STATE_FORCES, VictimGroup.NON_STATE_FIGHTERS: ActorType.REBEL_GROUPS}
)
_KEY_LENGTH = 20


def rows(
    article: Article, drafts: Sequence[Draft], found: Sequence[Happening], gazetteer: Gazetteer
) -> tuple[tuple[Claim, ...], tuple[Event, ...]]:
    """The claims of an article in the order of its text, and its events."""
    keys = _keys(article, [draft.harm for draft in drafts])
    events = tuple(_event(article, happening, drafts, keys, gazetteer) for happening in found)
    claims = {
        i: _claim(article, i, drafts, keys, event)
        for happening, event in zip(found, events, strict=True)
        for i in happening.members
    }
    return tuple(claims[i] for i in sorted(claims)), events


def acled(domain: Domain, means: Means | None, outcome: Outcome) -> tuple[EventType, SubEventType] | None:
    """ACLED's types of a happening by its means and what people suffered first; None outside the domain conflict."""
    if domain is not Domain.CONFLICT:
        return None
    by_means = _BY_MEANS.get(means) if means else None
    return _BY_OUTCOME.get(outcome) or by_means or _ATTACK


def _keys(article: Article, harms: Sequence[Harm]) -> list[str]:
    """The claims' keys, each by its own words alone: what else a version of the rules finds changes none of them."""
    places = [(harm.span.start, harm.span.end, harm.outcome) for harm in harms]
    return [_key(article.article_id, places[:n].count(place), *place) for n, place in enumerate(places)]


def _key(*parts: object) -> str:
    """A row's key: a hash of what makes the row what it is, the same in every run."""
    return sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:_KEY_LENGTH]


def _claim(article: Article, i: int, drafts: Sequence[Draft], keys: Sequence[str], event: Event) -> Claim:
    draft, text = drafts[i], article.text
    harm = draft.harm
    is_part = draft.part_of is not None
    own_place = draft.scene.place if is_part and _is_own(draft.scene, event.place) else None
    own_days = draft.scene.moment if is_part and draft.scene.dated_here else None
    place = own_place or event.place
    return Claim(
        claim_id=keys[i],
        event_id=event.event_id,
        article_id=article.article_id,
        outcome=harm.outcome,
        figure=harm.count.figure,
        count_kind=harm.count.kind,
        count_text=text[harm.count.start : harm.count.end].strip(),
        victim_group=harm.group,
        part_of=None if draft.part_of is None else keys[draft.part_of],
        same_as=None if draft.same_as is None else keys[draft.same_as],
        scope=draft.scope,
        is_background=draft.is_background,
        status=draft.status,
        sources=tuple(voice.name for voice in draft.voices),
        source_type=draft.voices[0].type if draft.voices else None,
        place=place,
        country_code=place.country_code if place else None,
        when=own_days.when if own_days else event.when,
        date_text=own_days.text if own_days else event.date_text,
        means=event.means,
        perpetrator=event.perpetrator,
        perpetrator_type=event.perpetrator_type,
        responsibility=event.responsibility,
        domain=event.domain,
        quote=text[harm.span.start : harm.span.end],
        span=harm.span,
        sentence=text[draft.sentence.start : draft.sentence.end],
        sentence_span=draft.sentence,
        rule=harm.rule,
    )


def _is_own(scene: Scene, of_event: Place | None) -> bool:
    """Whether a part has a place of its own: one that its sentence names, or a quarter of the event's town.

    The town of a quarter where the event took place is none.
    """
    place = scene.place
    if place is None or of_event is None:
        return scene.named is not None
    if of_event.within in (place.location, place.name):
        return False
    return scene.named is not None or place.within in (of_event.location, of_event.name)


def _event(
    article: Article, happening: Happening, drafts: Sequence[Draft], keys: Sequence[str], gazetteer: Gazetteer
) -> Event:
    first = drafts[happening.members[0]]
    code = happening.place.country_code if happening.place else None
    country = gazetteer.country(code) if code else None
    kinds = acled(happening.domain, happening.means, first.harm.outcome)
    sources = dict.fromkeys(voice.name for i in happening.members for voice in drafts[i].voices)
    return Event(
        event_id=_key(article.article_id, *(keys[i] for i in happening.members)),
        article_id=article.article_id,
        event_type=kinds[0] if kinds else None,
        sub_event_type=kinds[1] if kinds else None,
        means=happening.means,
        domain=happening.domain,
        event_clarity=Clarity.AGGREGATE if first.scope is Scope.AGGREGATE else Clarity.INCIDENT,
        is_background=first.is_background,
        when=happening.moment.when if happening.moment else None,
        date_text=happening.moment.text if happening.moment else None,
        place=happening.place,
        country=country.name if country else None,
        country_code=code,
        perpetrator=happening.perpetrator.name if happening.perpetrator else None,
        perpetrator_type=happening.perpetrator.type if happening.perpetrator else None,
        target_type=_TARGETS.get(first.harm.group, ActorType.CIVILIANS),
        responsibility=happening.perpetrator.responsibility if happening.perpetrator else None,
        tolls=tolls(happening.members, drafts),
        sources=tuple(sources),
        n_claims=len(happening.members),
        sentence=article.text[first.sentence.start : first.sentence.end],
        sentence_span=first.sentence,
    )
