"""The tasks over the whole lake: incidents from events, answers from incidents."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from toll import durable, incidents, lake, rows, statistics, validate
from toll.errors import RefusedError
from toll.incidents import Built
from toll.model import Rejection
from toll.settings import Settings
from toll.tables import ARTICLES, CLAIMS, EVENTS, INCIDENT_EVENTS, INCIDENT_HISTORY, INCIDENTS, REJECTED

PART = "incidents"
"""Name of the one part of each table that is built from the whole lake, and of its validation page."""

BUILT = (INCIDENTS, INCIDENT_EVENTS, INCIDENT_HISTORY)


def build_incidents(settings: Settings) -> dict[str, int]:
    """Link the lake's events into incidents and replace the three tables of incidents; returns their rows.

    Raises RefusedError where the incidents fail their expectations; the tables then stay as they were.
    """
    lake.initialise(settings)
    with lake.writing(settings, PART):
        with lake.writing(settings):
            articles, events, claims = (lake.read(settings, table) for table in (ARTICLES, EVENTS, CLAIMS))
        parts = _judged(settings, incidents.build(events, articles, claims), articles)
        with lake.writing(settings):
            for table in (*BUILT, REJECTED):
                lake.publish(settings, table, PART, parts[table.name])
            statistics.refresh_views(settings)
    return {table.name: parts[table.name].num_rows for table in BUILT}


def publish_statistics(settings: Settings) -> dict[str, int]:
    """Answer every standing question anew and publish the answers; returns the rows of each."""
    lake.initialise(settings)
    return statistics.publish(settings)


def _judged(settings: Settings, built: Built, articles: pa.Table) -> dict[str, pa.Table]:
    parts = {INCIDENTS.name: built.incidents, INCIDENT_EVENTS.name: built.incident_events}
    verdict = validate.judge(parts, batch_id=PART, max_rejected_share=settings.max_rejected_share)
    durable.write(settings.reports / f"{PART}.html", validate.page(verdict, "Incidents").encode())
    if verdict.refused:
        raise RefusedError(verdict.refused)
    # The build has no time of its own: its losses bear that of the latest run that brought articles.
    at = pc.max(articles["ingested_at"]).as_py()
    losses = [
        Rejection(
            stage="validate",
            source_file="",
            batch_id=PART,
            reason=row.reason,
            expectation=row.expectation,
            row=row.row_json,
            at=at,
        )
        for row in verdict.rejected
    ]
    kept = pc.is_in(built.incident_history["incident_id"], value_set=_ids(verdict.accepted[INCIDENTS.name]))
    history = {INCIDENT_HISTORY.name: built.incident_history.filter(kept)}
    return {**verdict.accepted, **history, REJECTED.name: rows.arrow(REJECTED, losses)}


def _ids(incidents_part: pa.Table) -> pa.Array:
    return incidents_part["incident_id"].combine_chunks()
