"""The corrections that hold, put to the rows of the lake: `mended_claims`, `mended_events`, and what is overridden."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from toll import corrections, lake
from toll.codes import Target
from toll.corrections import Mended, Override, Standing
from toll.settings import Settings
from toll.tables import CLAIMS, CORRECTIONS, EVENTS, MENDED_CLAIMS, MENDED_EVENTS, Table

PART = "mended"
"""The one part of both tables."""

MENDED = {EVENTS.name: MENDED_EVENTS, CLAIMS.name: MENDED_CLAIMS}
_BY = ("corrected", "corrections")


def mend(settings: Settings) -> tuple[Override, ...]:
    """Write `mended_claims` and `mended_events` anew; returns the corrections of incidents that the lake holds."""
    with lake.writing(settings):
        held = corrections.standing(lake.read(settings, CORRECTIONS))
        mended = of_claims(settings, corrections.of(Target.CLAIM, held))
        lake.publish(settings, MENDED_CLAIMS, PART, mended.claims)
        lake.publish(settings, MENDED_EVENTS, PART, mended.events)
        return of_incidents(settings, corrections.of(Target.INCIDENT, held))


def of_claims(settings: Settings, held: Sequence[Standing]) -> Mended:
    """The claims and events of the lake on which `held`, corrections of claims, bear."""
    if not held:
        return Mended(MENDED_CLAIMS.schema.empty_table(), MENDED_EVENTS.schema.empty_table())
    events = pc.unique(_events_of(settings, {one.target_id for one in held})["event_id"])
    told = pc.field("event_id").isin(events)
    return corrections.mend(lake.read(settings, CLAIMS, where=told), lake.read(settings, EVENTS, where=told), held)


def of_incidents(settings: Settings, held: Sequence[Standing]) -> tuple[Override, ...]:
    """`held`, corrections of incidents, each with the event of the first of its claims that the lake still has."""
    if not held:
        return ()
    found = _events_of(settings, {claim for one in held for claim in one.claims})
    event = dict(zip(found["claim_id"].to_pylist(), found["event_id"].to_pylist(), strict=True))
    firsts = ((next((event[claim] for claim in one.claims if claim in event), None), one) for one in held)
    return tuple(Override(first, one) for first, one in firsts if first is not None)


def read(
    settings: Settings, table: Table, columns: Sequence[str] | None = None, where: pc.Expression | None = None
) -> pa.Table:
    """The rows of `claims` or `events` as they stand now, with `corrected` and `corrections`; null where untouched."""
    mended, key = MENDED[table.name], table.key[0]
    touched = lake.read(settings, mended, [key])[key]
    untouched = ~pc.field(key).isin(pc.unique(touched)) if len(touched) else None
    both = untouched if where is None else where if untouched is None else where & untouched
    names = table.schema.names if columns is None else list(columns)
    plain = lake.read(settings, table, names, where=both)
    for name in _BY:
        field = mended.schema.field(name).with_nullable(True)
        plain = plain.append_column(field, pa.nulls(plain.num_rows, field.type))
    now = lake.read(settings, mended, [*names, *_BY], where=where)
    return pa.concat_tables([plain, now.cast(plain.schema)])


def _events_of(settings: Settings, claims: Iterable[str]) -> pa.Table:
    among = pc.field("claim_id").isin(pa.array(sorted(claims), pa.string()))
    return lake.read(settings, CLAIMS, ["claim_id", "event_id"], where=among)
