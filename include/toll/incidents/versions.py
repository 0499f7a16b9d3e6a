"""Readings of incidents over time: what changed becomes a new version, what is gone leaves a tombstone (ACLED).

The present readings depend on the articles alone, in whatever order they came; only version numbers and tombstones tell
of the way there. No row is ever dropped, so that whoever took a figure home can see what became of it.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from toll.codes import IncidentStatus
from toll.tables import INCIDENTS

_OF_THE_READING = ("version", "status", "superseded_by")


def advance(before: pa.Table, present: pa.Table, holders: pa.Table) -> pa.Table:
    """The table `incidents` after a build: the `present` readings (version 1, current) set beside those `before`.

    `holders` has a row for each event: `incident_id`, the name that it would give its incident, and `holder`, that of
    the incident that it is in now. A reading that is as it was keeps its version; one that changed gets the next, and
    the old row is superseded by it. An incident that was merged into another is superseded by that, one of whose events
    none is left is deleted.
    """
    live = before.filter(_is_current(before)).combine_chunks()
    row = pc.index_in(present["incident_id"], value_set=live["incident_id"].combine_chunks())
    same = _equal(present, live.take(row))
    version = pc.if_else(same, live["version"].take(row), _next(before, present))
    now = _set(present, "version", version)
    replaced = pc.invert(pc.is_in(live["incident_id"], value_set=present.filter(same)["incident_id"].combine_chunks()))
    past = _buried(live.filter(replaced), holders, present["incident_id"].combine_chunks())
    told = pa.concat_tables([now, past, before.filter(pc.invert(_is_current(before)))])
    return told.sort_by([("incident_id", "ascending"), ("version", "ascending")]).combine_chunks()


def _is_current(rows: pa.Table) -> pa.ChunkedArray:
    return pc.equal(rows["status"], IncidentStatus.CURRENT.value)


def _next(before: pa.Table, present: pa.Table) -> pa.ChunkedArray:
    """The version after the last one of each present incident, 1 for a new one."""
    last = before.group_by("incident_id").aggregate([("version", "max")])
    row = pc.index_in(present["incident_id"], value_set=last["incident_id"].combine_chunks())
    return pc.add(pc.fill_null(last["version_max"].take(row), 0), 1).cast(INCIDENTS.schema.field("version").type)


def _equal(one: pa.Table, other: pa.Table) -> pa.ChunkedArray:
    """Whether rows at the same place say the same; a row of `other` that is null is none."""
    same = pc.is_valid(other["incident_id"])
    for column in INCIDENTS.columns:
        if column.name not in _OF_THE_READING:
            same = pc.and_(same, _equal_values(_plain(one[column.name]), _plain(other[column.name])))
    return same


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """`column`, a list as one text; a table that was written before the column was declared has an empty one."""
    return pc.fill_null(pc.binary_join(column, "\x1f"), "") if pa.types.is_list(column.type) else column


def _equal_values(one: pa.ChunkedArray, other: pa.ChunkedArray) -> pa.ChunkedArray:
    both_null = pc.and_(pc.is_null(one), pc.is_null(other))
    return pc.or_(both_null, pc.fill_null(pc.equal(one, other), False))


def _buried(gone: pa.Table, holders: pa.Table, present: pa.Array) -> pa.Table:
    """Rows that are no longer current, with the incident that took their place."""
    row = pc.index_in(gone["incident_id"], value_set=holders["incident_id"].combine_chunks())
    holder = holders["holder"].take(row)
    holder = pc.if_else(pc.is_in(holder, value_set=present), holder, pa.scalar(None, pa.string()))
    status = pc.if_else(pc.is_valid(holder), IncidentStatus.SUPERSEDED.value, IncidentStatus.DELETED.value)
    return _set(_set(gone, "status", status), "superseded_by", holder)


def _set(rows: pa.Table, name: str, values: pa.ChunkedArray) -> pa.Table:
    field = INCIDENTS.schema.field(name)
    return rows.set_column(rows.schema.get_field_index(name), field, values.cast(field.type))
