"""Events of many articles in, incidents out: what really happened, each counted once (GTD, UCDP GED, Airwars).

`build` is a pure function: the same rows in any order give the same bytes. Aggregates never enter an incident.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from toll.incidents import (
    assemble,
    block,
    cluster,
    compare,
    facts,
    reconcile,
    supports,
    testimony,
    trail,
    wording,
)
from toll.incidents.sayings import incident_sources
from toll.incidents.versions import advance

__all__ = ["VERSION", "Built", "advance", "build", "incident_sources"]

VERSION = "3"
"""Of the rules by which events are linked and tolls settled, and of what is written; another builds all anew."""


@dataclass(frozen=True, slots=True)
class Built:
    """The tables of incidents, with the schemas of `toll.tables`."""

    incidents: pa.Table
    incident_events: pa.Table
    incident_claims: pa.Table
    incident_sources: pa.Table
    incident_history: pa.Table
    holders: pa.Table
    """As `versions.advance` takes them."""


def build(events: pa.Table, articles: pa.Table, claims: pa.Table, copies: pa.Table) -> Built:
    """Link the events that tell of one happening, and settle what their sources say.

    Takes the tables `events`, `articles`, `claims` and `article_copies`, rows in any order. Every event of clarity 1
    comes out in exactly one incident; an event that fits no other is an incident of its own.
    """
    known = facts.gather(events, articles, claims, copies)
    words, repeats = wording.gather(known), block.copies(known)
    pairs = compare.score_pairs(known, words, block.candidates(known, repeats))
    groups = cluster.group(known.article, repeats, pairs)
    spoken = testimony.gather(known, claims, repeats)
    tolls = reconcile.settle(known, groups, spoken)
    happened = assemble.incidents(known, groups, tolls)
    links = trail.incident_events(known, words, repeats, groups)
    return Built(
        happened,
        links,
        supports.incident_claims(known, groups, tolls, spoken, claims),
        incident_sources(happened, links, claims, articles),
        trail.incident_history(known, groups, tolls),
        trail.holders(known, groups),
    )
