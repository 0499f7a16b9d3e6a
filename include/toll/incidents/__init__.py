"""Events of many articles in, incidents out: what really happened, each counted once (GTD, UCDP GED, Airwars).

`build` is a pure function: the same rows in any order give the same bytes. Aggregates never enter an incident.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from toll import corrections
from toll.corrections import Override
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
from toll.incidents.built import Built
from toll.incidents.sayings import incident_sources
from toll.incidents.versions import advance

__all__ = ["VERSION", "Built", "advance", "build", "incident_sources"]

VERSION = "4"
"""Of the rules by which events are linked and tolls settled, and of what is written; another builds all anew."""


def build(
    events: pa.Table, articles: pa.Table, claims: pa.Table, copies: pa.Table, overrides: Sequence[Override] = ()
) -> Built:
    """Link the events that tell of one happening, and settle what their sources say.

    Takes the tables `events`, `articles`, `claims` and `article_copies`, rows in any order; a column `corrected` of
    `events` says what of an event was put right, `overrides` what of an incident. Every event of clarity 1 comes out in
    exactly one incident, unless somebody said that it is none; an event that fits no other is an incident of its own.
    """
    known = facts.gather(events, articles, claims, copies)
    words, repeats = wording.gather(known), block.copies(known)
    pairs = compare.score_pairs(known, words, block.candidates(known, repeats))
    groups = cluster.group(known.article, repeats, pairs)
    spoken = testimony.gather(known, claims, repeats)
    tolls = reconcile.settle(known, groups, spoken)
    links = trail.incident_events(known, words, repeats, groups)
    happened = corrections.override(assemble.incidents(known, groups, tolls), links, overrides)
    rests = supports.incident_claims(known, groups, tolls, spoken, claims)
    return Built(
        happened,
        _of(happened, links),
        supports.without_overridden(_of(happened, rests), links, overrides),
        incident_sources(happened, links, claims, articles),
        _of(happened, trail.incident_history(known, groups, tolls)),
        trail.holders(known, groups),
    )


def _of(happened: pa.Table, rows: pa.Table) -> pa.Table:
    """Those of `rows` that belong to an incident of `happened`."""
    return rows.filter(pc.is_in(rows["incident_id"], value_set=happened["incident_id"].combine_chunks()))
