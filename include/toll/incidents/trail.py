"""The trail from an incident back: the events that tell of it and why, the claims its figures rest on, its steps."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from toll import tables
from toll.incidents.assemble import as_table, bounds_of, day, ids_of
from toll.incidents.block import Pairs
from toll.incidents.cluster import Groups
from toll.incidents.compare import reasons
from toll.incidents.facts import UNKNOWN, Facts, Ints
from toll.incidents.reconcile import Tolls
from toll.incidents.wording import Wording

COPY = "copy"
"""The reason of an event that is tied to another because it repeats it or because its article is a copy."""


def incident_events(facts: Facts, wording: Wording, copies: Ints, groups: Groups) -> pa.Table:
    """Table `incident_events`, ordered by event; `copies` as `block.copies` gives them."""
    columns = {
        "incident_id": ids_of(facts, groups.first),
        "event_id": facts.table["event_id"],
        "score": groups.score,
        "linked_to": facts.table["event_id"].take(pa.array(groups.partner, mask=groups.partner == UNKNOWN)),
        "reasons": _reasons(facts, wording, copies, groups.partner),
    }
    return as_table(tables.INCIDENT_EVENTS, columns, ["event_id"])


def incident_history(facts: Facts, groups: Groups, tolls: Tolls) -> pa.Table:
    """Table `incident_history`, ordered by incident and step."""
    columns = bounds_of(tolls.bounds) | {
        "incident_id": ids_of(facts, tolls.incident),
        "step": tolls.step,
        "article_id": facts.table["article_id"].take(pa.array(tolls.event)),
        "published_start": day(facts.published[tolls.event]),
        "published_end": day(facts.published_end[tolls.event]),
        "published_prec": pa.array(facts.published_prec[tolls.event], mask=facts.published_prec[tolls.event] < 0),
        "sources": _sources_so_far(facts, groups, tolls),
    }
    return as_table(tables.INCIDENT_HISTORY, columns, ["incident_id", "step"])


def _reasons(facts: Facts, wording: Wording, copies: Ints, partner: Ints) -> list[list[str]]:
    event = np.flatnonzero(partner != UNKNOWN)
    pairs = Pairs(np.minimum(event, partner[event]), np.maximum(event, partner[event]))
    copied = copies[pairs.left] == copies[pairs.right]
    given: list[list[str]] = [[] for _ in range(facts.size)]
    for row, repeats, why in zip(event.tolist(), copied.tolist(), reasons(facts, wording, pairs), strict=True):
        given[row] = [COPY] if repeats else why
    return given


def _sources_so_far(facts: Facts, groups: Groups, tolls: Tolls) -> list[list[str]]:
    names = facts.table["sources"].to_pylist()
    by_article: dict[tuple[int, int], set[str]] = {}
    for first, article, told in zip(groups.first.tolist(), facts.article.tolist(), names, strict=True):
        by_article.setdefault((first, article), set()).update(told)
    so_far: list[list[str]] = []
    known: set[str] = set()
    rows = zip(tolls.incident.tolist(), facts.article[tolls.event].tolist(), tolls.step.tolist(), strict=True)
    for first, article, step in rows:
        known = by_article[first, article] | (known if step > 1 else set())
        so_far.append(sorted(known))
    return so_far


def holders(facts: Facts, groups: Groups) -> pa.Table:
    """For each event the name that it would give its incident if it were the earliest, and the incident it is in.

    `country_code` is the event's, and so that of every event of its incident.
    """
    own = ids_of(facts, np.arange(facts.size))
    held_by = own.take(pa.array(groups.first))
    return pa.table({"incident_id": own, "holder": held_by, "country_code": facts.table["country_code"]})
