"""Which claims the figures of an incident rest on: those whose event gives the figure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from toll import tables
from toll.codes import Status
from toll.corrections import Override
from toll.incidents.assemble import as_table, ids_of
from toll.incidents.cluster import Groups
from toll.incidents.facts import UNKNOWN, Facts, Flags, Ints, ints
from toll.incidents.reconcile import Tolls
from toll.incidents.testimony import Testimony
from toll.model import TOLLS

LOW, BEST, HIGH = range(3)
BOUNDS = ("low", "best", "high")


def incident_claims(facts: Facts, groups: Groups, tolls: Tolls, testimony: Testimony, claims: pa.Table) -> pa.Table:
    """Table `incident_claims`, ordered by incident, toll and claim.

    A figure that adds up several claims of one event rests on all of them. Claims that are superseded, denied or repeat
    another are none of them; a perpetrator's own only where nobody else gives a figure.
    """
    event, toll, claim = _counted(facts, claims)
    reached = _settled(tolls)[np.searchsorted(np.unique(tolls.incident), groups.first[event]), toll]
    flags = _rests(facts.tolls[event, toll], reached)
    alone = (reached[:, LOW] == UNKNOWN) & (reached[:, BEST] == UNKNOWN)
    flags &= (alone | ~testimony.partisan[event, toll])[:, np.newaxis]
    some = flags.any(axis=1)
    columns = {name: flags[some, bound] for bound, name in enumerate(("low", "best", "high"))} | {
        "incident_id": ids_of(facts, groups.first[event[some]]),
        "toll": pa.array(TOLLS).take(pa.array(toll[some])),
        "claim_id": claims["claim_id"].take(pa.array(claim[some])),
    }
    return as_table(tables.INCIDENT_CLAIMS, columns, ["incident_id", "toll", "claim_id"])


def without_overridden(rests: pa.Table, links: pa.Table, overrides: Sequence[Override]) -> pa.Table:
    """`rests`, the table `incident_claims`, without the figures that somebody put right: they rest on no claim.

    `links` is the table `incident_events`.
    """
    events = pa.array([one.event_id for one in overrides], pa.string())
    row = pc.index_in(events, value_set=links["event_id"].combine_chunks())
    incidents = links["incident_id"].combine_chunks().take(row)
    fields = pa.array([one.correction.field for one in overrides], pa.string())
    fixed = pc.binary_join_element_wise(incidents, fields, " ").drop_null()
    if not len(fixed):
        return rests
    for bound in BOUNDS:
        named = pc.binary_join_element_wise(rests["incident_id"], " ", rests["toll"], "_", bound, "")
        held = pc.and_(rests[bound], pc.invert(pc.is_in(named, value_set=fixed)))
        rests = rests.set_column(rests.schema.get_field_index(bound), rests.schema.field(bound), held)
    some = pc.or_(pc.or_(rests["low"], rests["best"]), rests["high"])
    return rests.filter(some).combine_chunks()


def _counted(facts: Facts, claims: pa.Table) -> tuple[Ints, Ints, Ints]:
    """Event, toll and claim: what each claim that counts says of the whole, and of a group of the killed."""
    event = ints(pc.index_in(claims["event_id"], value_set=facts.table["event_id"].combine_chunks()))
    stands = pc.and_(pc.equal(claims["status"], Status.REPORTED.value), pc.is_null(claims["same_as"]))
    counts = (event != UNKNOWN) & stands.to_numpy()
    outcome = ints(pc.index_in(claims["outcome"], value_set=pa.array(TOLLS)))
    named = pc.binary_join_element_wise(claims["outcome"], claims["victim_group"], "_")
    group = ints(pc.index_in(named, value_set=pa.array(TOLLS)))
    whole = np.flatnonzero(counts & (outcome != UNKNOWN) & pc.is_null(claims["part_of"]).to_numpy())
    part = np.flatnonzero(counts & (group != UNKNOWN))
    claim = np.concatenate([whole, part])
    return event[claim], np.concatenate([outcome[whole], group[part]]), claim


def _settled(tolls: Tolls) -> Ints:
    """The bounds of each incident after its last step, in the order of their first events."""
    return tolls.bounds[np.flatnonzero(np.diff(tolls.incident, append=UNKNOWN) != 0)]


def _rests(told: Ints, reached: Ints) -> Flags:
    """For low, best and high, whether what an event tells is the figure reached."""
    low = np.where(told[:, LOW] == UNKNOWN, told[:, BEST], told[:, LOW])
    given = np.stack([low, told[:, BEST], np.maximum(told[:, BEST], told[:, HIGH])], axis=1)
    return np.asarray((given == reached) & (reached != UNKNOWN), dtype=np.bool_)
