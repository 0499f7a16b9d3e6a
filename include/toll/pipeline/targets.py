"""What a correction speaks of: a claim, or an incident with the events and claims by which it is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow.compute as pc

from toll import corrections, lake
from toll.codes import IncidentStatus, Target
from toll.corrections import Standing
from toll.errors import CorrectionError
from toll.pipeline import mending
from toll.settings import Settings
from toll.tables import ARTICLES, CLAIMS, CORRECTIONS, INCIDENT_EVENTS, INCIDENTS, Table

_ORDER = ("published_start", "article_id", "event_id", "quote_start", "claim_id")


@dataclass(frozen=True, slots=True)
class Found:
    """A claim or an incident; `claims` earliest first, `events` those of an incident."""

    target: Target
    target_id: str
    claims: tuple[str, ...]
    events: tuple[str, ...] = ()


def find(settings: Settings, begin: str) -> Found:
    """The claim or the incident whose id begins with `begin`, an incident also by a name under which it was corrected.

    Raises CorrectionError where none does, or several do.
    """
    current = pc.field("status") == IncidentStatus.CURRENT.value
    of_incidents = pc.field("target") == Target.INCIDENT.value
    claims = _beginning(settings, CLAIMS, "claim_id", begin)
    happened = {
        *_beginning(settings, INCIDENTS, "incident_id", begin, current),
        *_beginning(settings, CORRECTIONS, "target_id", begin, of_incidents),
    }
    if len(claims) + len(happened) != 1 or not begin:
        found = f"{len(claims) + len(happened)} claims and incidents begin" if claims or happened else ""
        raise CorrectionError(
            f"{found or 'no claim or incident begins'} with {begin!r}; "
            "give more of its claim_id or incident_id, as `toll sql` shows it"
        )
    if claims:
        claim = claims.pop()
        return Found(Target.CLAIM, claim, (claim,))
    return _incident(settings, happened.pop())


def bearing(settings: Settings, found: Found, held: Iterable[Standing]) -> tuple[Standing, ...]:
    """Those of `held` that bear on what was found: of an incident also those given under a name that it had before."""
    of_kind = corrections.of(found.target, held)
    if found.target is Target.CLAIM:
        return tuple(one for one in of_kind if one.target_id == found.target_id)
    return tuple(one.correction for one in mending.of_incidents(settings, of_kind) if one.event_id in found.events)


def _beginning(settings: Settings, table: Table, key: str, begin: str, where: pc.Expression | None = None) -> set[str]:
    named = pc.starts_with(pc.field(key), begin)
    found = lake.read(settings, table, [key], where=named if where is None else named & where)
    return set(found[key].to_pylist())


def _incident(settings: Settings, incident: str) -> Found:
    """The incident with the claims that tell of it; of one that is none any more, those that told of it."""
    links = lake.read(settings, INCIDENT_EVENTS, ["event_id"], where=pc.field("incident_id") == incident)
    of_incident = pc.field("event_id").isin(pc.unique(links["event_id"]))
    if not links.num_rows:
        before = lake.read(settings, CORRECTIONS, ["claims"], where=pc.field("target_id") == incident)
        of_incident = pc.field("claim_id").isin(pc.unique(pc.list_flatten(before["claims"])))
    claims = lake.read(settings, CLAIMS, ["claim_id", "event_id", "article_id", "quote_start"], where=of_incident)
    told_in = pc.field("article_id").isin(pc.unique(claims["article_id"]))
    articles = lake.read(settings, ARTICLES, ["article_id", "published_start"], where=told_in)
    dated = claims.join(articles, "article_id").sort_by([(name, "ascending") for name in _ORDER])
    names, events = (dated[name].to_pylist() for name in ("claim_id", "event_id"))
    return Found(Target.INCIDENT, incident, tuple(names), tuple(dict.fromkeys(events)))
