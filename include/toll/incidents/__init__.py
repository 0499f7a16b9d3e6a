"""Events of many articles in, incidents out: what really happened, each counted once (GTD, UCDP GED, Airwars).

`build` is a pure function: the same rows in any order give the same bytes. Aggregates never enter an incident.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from toll.incidents import assemble, block, cluster, compare, facts, reconcile, supports, testimony, trail, wording
from toll.incidents.versions import advance

__all__ = ["VERSION", "Built", "advance", "build"]

VERSION = "2"
"""Of the rules by which events are linked and tolls settled; another one builds every incident anew."""


@dataclass(frozen=True, slots=True)
class Built:
    """The tables of incidents, with the schemas of `toll.tables`."""

    incidents: pa.Table
    incident_events: pa.Table
    incident_claims: pa.Table
    incident_history: pa.Table
    holders: pa.Table
    """As `versions.advance` takes them."""


def build(events: pa.Table, articles: pa.Table, claims: pa.Table) -> Built:
    """Link the events that tell of one happening, and settle what their sources say.

    Takes whole tables `events`, `articles` and `claims`, rows in any order. Every event of clarity 1 comes out in
    exactly one incident; an event that fits no other is an incident of its own.
    """
    known = facts.gather(events, articles, claims)
    words, copies = wording.gather(known), block.copies(known)
    pairs = compare.score_pairs(known, words, block.candidates(known, copies))
    groups = cluster.group(known.article, copies, pairs)
    spoken = testimony.gather(known, claims, copies)
    tolls = reconcile.settle(known, groups, spoken)
    return Built(
        assemble.incidents(known, groups, tolls),
        trail.incident_events(known, words, copies, groups),
        supports.incident_claims(known, groups, tolls, spoken, claims),
        trail.incident_history(known, groups, tolls),
        trail.holders(known, groups),
    )
