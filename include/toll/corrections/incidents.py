"""Incidents as they stand after their own corrections: a figure, place or day put right holds, the rest gives way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from toll import rows
from toll.codes import Outcome
from toll.corrections import kinds
from toll.corrections.fields import BOUNDS, IS_INCIDENT
from toll.corrections.standing import Override
from toll.model import TOLLS
from toll.tables import INCIDENTS

Row = dict[str, Any]

_PARTS = tuple(toll for toll in TOLLS if toll.startswith("killed_"))


def override(incidents: pa.Table, links: pa.Table, overrides: Sequence[Override]) -> pa.Table:
    """`incidents` with what `overrides`, earliest first, put right, without those that are none.

    `links` is the table `incident_events`. Rows stay in their order, each with what was corrected in `corrected`.
    """
    by_incident = _by_incident(links, overrides)
    if not by_incident:
        return incidents
    touched = pc.is_in(incidents["incident_id"], value_set=pa.array(by_incident, pa.string()))
    mended = [_mended(row, by_incident[row["incident_id"]]) for row in incidents.filter(touched).to_pylist()]
    kept = rows.arrow(INCIDENTS, [row for row in mended if row is not None])
    told = pa.concat_tables([incidents.filter(pc.invert(touched)), kept])
    return told.sort_by([("incident_id", "ascending")]).combine_chunks()


def _by_incident(links: pa.Table, overrides: Iterable[Override]) -> Mapping[str, Mapping[str, Any]]:
    """For each incident its corrected columns with their values, of two the later."""
    found: dict[str, dict[str, Any]] = {}
    ids = pa.array([one.event_id for one in overrides], pa.string())
    row = pc.index_in(ids, value_set=links["event_id"].combine_chunks())
    held_by = links["incident_id"].combine_chunks().take(row).to_pylist()
    for incident, one in zip(held_by, overrides, strict=True):
        if incident is not None:
            found.setdefault(incident, {})[one.correction.field] = one.correction.value
    return found


def _mended(row: Row, fixed: Mapping[str, Any]) -> Row | None:
    if fixed.get(IS_INCIDENT) is False:
        return None
    now = row | {name: value for name, value in fixed.items() if name in row}
    for toll in TOLLS:
        now |= _bounded(now, toll, fixed)
    now |= _within_killed(now, fixed)
    if {"means", "domain"} & fixed.keys():
        now |= kinds.acled(now, _suffered(now))
    changed = [name for name in row if now[name] != row[name]]
    held = [name for name in fixed if name in row]
    return now | {"corrected": sorted({*row["corrected"], *changed, *held})}


def _bounded(row: Row, toll: str, fixed: Mapping[str, Any]) -> Row:
    """Low ≤ best ≤ high: bounds that nobody put right give way to those that somebody did."""
    low, best, high = (f"{toll}_{bound}" for bound in BOUNDS)
    if not {low, best, high} & fixed.keys():
        return {}
    now = {name: row[name] for name in (low, best, high)}
    firm = [now[name] for name in (low, best, high) if name in fixed and now[name] is not None]
    for name in (low, best, high):
        if name not in fixed and now[name] is not None and firm:
            least, most = _limits(now, name, (low, best, high), fixed)
            now[name] = min(max(now[name], least), most)
    return now


def _limits(now: Row, name: str, order: Sequence[str], fixed: Mapping[str, Any]) -> tuple[int, int]:
    """Between which numbers the bound `name` may lie, by the ones below and above it that somebody put right."""
    at = order.index(name)
    below = [now[other] for other in order[:at] if other in fixed and now[other] is not None]
    above = [now[other] for other in order[at + 1 :] if other in fixed and now[other] is not None]
    return max(below, default=0), min(above, default=max(now[name], *below, 0))


def _within_killed(row: Row, fixed: Mapping[str, Any]) -> Row:
    """The killed of one group, none more than the killed, where nobody put right how many they were."""
    now = {}
    for part in _PARTS:
        for bound in BOUNDS:
            name, whole = f"{part}_{bound}", row[f"killed_{bound}"]
            if name not in fixed and None not in (whole, row[name]):
                now[name] = min(row[name], whole)
    return now


def _suffered(row: Row) -> Outcome:
    """What most likely gives an incident its ACLED type: abductions and arrests only where nothing worse is told."""
    told = (outcome for outcome in Outcome if any(row[f"{outcome}_{bound}"] is not None for bound in BOUNDS))
    return next(told, Outcome.CASUALTIES)
