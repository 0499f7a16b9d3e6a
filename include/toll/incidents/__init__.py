"""Events of many articles in, incidents out: what really happened, each counted once (GTD, UCDP GED, Airwars).

`build` is a pure function: the same rows in any order give the same bytes. Aggregates never enter an incident.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from toll.incidents import assemble, block, cluster, compare, facts, reconcile, testimony


@dataclass(frozen=True, slots=True)
class Built:
    """The three tables of incidents, with the schemas of `tables.py`."""

    incidents: pa.Table
    incident_events: pa.Table
    incident_history: pa.Table


def build(events: pa.Table, articles: pa.Table, claims: pa.Table) -> Built:
    """Link the events that tell of one happening, and settle what their sources say.

    Takes whole tables `events`, `articles` and `claims`, rows in any order. Every event of clarity 1 comes out in
    exactly one incident; an event that fits no other is an incident of its own.
    """
    known = facts.gather(events, articles)
    copies = block.copies(known)
    pairs = compare.score_pairs(known, block.candidates(known, copies))
    groups = cluster.group(known.size, copies, pairs)
    tolls = reconcile.settle(known, groups, testimony.gather(known, claims, copies))
    return Built(
        assemble.incidents(known, groups, tolls),
        assemble.incident_events(known, groups),
        assemble.incident_history(known, groups, tolls),
    )
