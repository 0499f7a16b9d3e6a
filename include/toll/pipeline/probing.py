"""Whether rows keep their expectations once they are corrected: asked before a correction is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from toll import corrections, lake, validate
from toll.codes import IncidentStatus, Target
from toll.corrections import Standing
from toll.errors import CorrectionError
from toll.pipeline import mending
from toll.pipeline.targets import Found
from toll.settings import Settings
from toll.tables import ARTICLES, CLAIMS, EVENTS, INCIDENT_EVENTS, INCIDENTS

Parts = Mapping[str, pa.Table]


def check(settings: Settings, found: Found, before: Sequence[Standing], after: Sequence[Standing]) -> None:
    """Raise CorrectionError where the rows of `found` break an expectation under `after` that they keep under `before`.

    Both are all corrections that hold.
    """
    rows = _incident if found.target is Target.INCIDENT else _article
    broken = list(_broken(rows(settings, found, after)))
    known = set(_broken(rows(settings, found, before))) if broken else set()
    if new := [reason for reason in broken if reason not in known]:
        raise CorrectionError(f"{found.target} {found.target_id} would break an expectation: {new[0]}")


def _broken(parts: Parts) -> Iterator[str]:
    filled = {name: part for name, part in parts.items() if part.num_rows}
    if filled:
        verdict = validate.judge(filled, batch_id="correction", max_rejected_share=1.0)
        yield from ([verdict.refused] if verdict.refused else ())
        yield from (row.reason for row in verdict.rejected)


def _incident(settings: Settings, found: Found, held: Sequence[Standing]) -> Parts:
    named = pc.field("incident_id") == found.target_id
    links = lake.read(settings, INCIDENT_EVENTS, where=named)
    row = lake.read(settings, INCIDENTS, where=named & (pc.field("status") == IncidentStatus.CURRENT.value))
    row = corrections.override(row, links, mending.of_incidents(settings, corrections.of(Target.INCIDENT, held)))
    return {INCIDENTS.name: row, INCIDENT_EVENTS.name: links} if row.num_rows else {}


def _article(settings: Settings, found: Found, held: Sequence[Standing]) -> Parts:
    (claim,) = lake.read(settings, CLAIMS, ["article_id"], where=pc.field("claim_id") == found.target_id).to_pylist()
    told = pc.field("article_id") == claim["article_id"]
    claims, events = (lake.read(settings, table, where=told) for table in (CLAIMS, EVENTS))
    mended = corrections.mend(claims, events, corrections.of(Target.CLAIM, held))
    return {
        ARTICLES.name: lake.read(settings, ARTICLES, where=told),
        EVENTS.name: _replaced(events, mended.events, "event_id"),
        CLAIMS.name: _replaced(claims, mended.claims, "claim_id"),
    }


def _replaced(extracted: pa.Table, mended: pa.Table, key: str) -> pa.Table:
    others = pc.invert(pc.is_in(extracted[key], value_set=mended[key].combine_chunks()))
    return pa.concat_tables([extracted.filter(others), mended.select(extracted.column_names).cast(extracted.schema)])
