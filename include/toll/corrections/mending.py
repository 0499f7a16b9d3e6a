"""Claims and their events as they stand after the corrections of claims.

Figures, victims and status are a claim's own. Where, when, by what and by whom are the event's (docs/coding.md): put
right on one claim they hold for all claims of its event, but for the place and the days of a part, which may have its
own. The tolls of an event follow from its claims by the rules by which the extractor adds them up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pyarrow as pa

from toll import rows
from toll.codes import Clarity, CountKind, Outcome, Scope
from toll.corrections import adding, kinds, when, where
from toll.corrections.fields import BOUNDS, OWN, SHARED
from toll.corrections.standing import Standing
from toll.tables import MENDED_CLAIMS, MENDED_EVENTS

Row = dict[str, Any]

_OF_PARTS = (*where.COLUMNS, *when.COLUMNS)
"""What a part may have of its own."""


@dataclass(frozen=True, slots=True)
class Mended:
    """Rows of the tables `mended_claims` and `mended_events`."""

    claims: pa.Table
    events: pa.Table


def mend(claims: pa.Table, events: pa.Table, corrections: Sequence[Standing]) -> Mended:
    """The claims and the event, in order, of each event of which a claim is corrected.

    `claims` and `events` are rows as extracted, in any order, `corrections` those of claims, earliest first.
    """
    named = {one.target_id for one in corrections}
    wanted = {row["event_id"] for row in claims.to_pylist() if row["claim_id"] in named}
    told = sorted(
        (row for row in claims.to_pylist() if row["event_id"] in wanted),
        key=lambda row: (row["event_id"], row["quote_start"], row["claim_id"]),
    )
    extracted = {row["event_id"]: row for row in events.to_pylist()}
    mended = [
        _one(extracted[event], list(members), corrections)
        for event, members in groupby(told, key=lambda row: str(row["event_id"]))
        if event in extracted
    ]
    return Mended(
        rows.arrow(MENDED_CLAIMS, [claim for members, _ in mended for claim in members]),
        rows.arrow(MENDED_EVENTS, [event for _, event in mended]),
    )


def _one(extracted: Row, told: Sequence[Row], corrections: Sequence[Standing]) -> tuple[list[Row], Row]:
    named = {row["claim_id"] for row in told}
    bearing = [one for one in corrections if one.target_id in named]
    parts = {row["claim_id"] for row in told if row["part_of"]}
    shared = {one.field: one.value for one in bearing if _is_shared(one, parts)}
    members = [_shared(_own(row, bearing), extracted, shared) for row in told]
    event = _tolled(_event(extracted, shared, members), told, members)
    ids = sorted(one.correction_id for one in bearing)
    return (
        [_signed(row, before, ids) for row, before in zip(members, told, strict=True)],
        _signed(event, extracted, ids),
    )


def _is_shared(one: Standing, parts: set[str]) -> bool:
    return one.field in SHARED and not (one.target_id in parts and one.field in _OF_PARTS)


def _own(row: Row, corrections: Sequence[Standing]) -> Row:
    """`row` with what is put right of it alone."""
    fields = (*OWN, *(_OF_PARTS if row["part_of"] else ()))
    told = [one for one in corrections if one.target_id == row["claim_id"]]
    mine = {one.field: one.value for one in told if one.field in fields and one.field in row}
    now = row | mine
    return now | ({"count_kind": _kind(now)} if any(now[bound] != row[bound] for bound in BOUNDS) else {})


def _kind(row: Row) -> str:
    """How a figure that somebody put right is bound."""
    low, high = row["low"], row["high"]
    if None not in (low, high):
        return (CountKind.EXACT if low == high else CountKind.RANGE).value
    if low is not None:
        return CountKind.AT_LEAST.value
    return (CountKind.AT_MOST if high is not None else CountKind.ABOUT).value


def _shared(row: Row, event: Row, shared: Mapping[str, Any]) -> Row:
    """`row` with what is put right of its event, but for a place or days that it has of its own."""
    mine = {name: value for name, value in shared.items() if name in row}
    if row["part_of"]:
        for names in (where.COLUMNS, when.COLUMNS):
            if any(name in row and row[name] != event[name] for name in names):
                mine = {name: value for name, value in mine.items() if name not in names}
    return row | mine


def _event(extracted: Row, shared: Mapping[str, Any], members: Sequence[Row]) -> Row:
    event = extracted | {name: value for name, value in shared.items() if name in extracted}
    if scope := shared.get("scope"):
        event["event_clarity"] = (Clarity.AGGREGATE if scope == Scope.AGGREGATE else Clarity.INCIDENT).value
    if {"means", "domain"} & shared.keys():
        event |= kinds.acled(event, next(Outcome(row["outcome"]) for row in members))
    return event


def _tolled(event: Row, before: Sequence[Row], after: Sequence[Row]) -> Row:
    """`event` with the tolls that its claims come to where these are no longer what they came to."""
    if [[row[name] for name in OWN] for row in before] == [[row[name] for name in OWN] for row in after]:
        return event
    rule = adding.rule(event, before)
    was, now = rule(before), rule(after)
    return event | {name: now[name] for name in now if now[name] != was[name]}


def _signed(row: Row, before: Row, ids: Sequence[str]) -> Row:
    changed = [name for name in before if row[name] != before[name]]
    return row | {"corrected": changed, "corrections": list(ids)}
