"""The task over the whole lake: incidents from events."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from toll import incidents, lake, rows, statistics
from toll.codes import IncidentStatus
from toll.corrections import Override
from toll.errors import RefusedError
from toll.incidents import Built
from toll.model import Rejection
from toll.pipeline import countries, mending
from toll.pipeline.copying import Marked, mark_copies
from toll.pipeline.countries import BUILT, Country
from toll.pipeline.judging import judged
from toll.pipeline.storing import told
from toll.settings import Settings
from toll.tables import INCIDENT_CLAIMS, INCIDENT_EVENTS, INCIDENT_HISTORY, INCIDENT_SOURCES, INCIDENTS, REJECTED
from toll.validate import Verdict

PART = "incidents"
"""What the build's lock, its validation page and, with a country's name, its rows of `rejected` are called."""


@told
def build_incidents(settings: Settings) -> dict[str, int]:
    """Link the lake's events into incidents, anew for every country of which an event came, changed or went.

    What people put right is put right first.

    Returns how many rows each table has; of incidents, the current ones. Raises RefusedError where incidents fail their
    expectations; the tables of those countries then stay as they were.
    """
    lake.initialise(settings)
    with lake.writing(settings, PART):
        marked, overrides, stale = _stale(settings)
        told = (
            _build(settings, lot, marked, overrides, number) for number, lot in enumerate(countries.portions(stale), 1)
        )
        refusals = [refusal for refusal in told if refusal]
        with lake.writing(settings):
            statistics.refresh_views(settings)
    if refusals:
        raise RefusedError("; ".join(refusals))
    current = pc.field("status") == IncidentStatus.CURRENT.value
    return {
        table.name: lake.read(settings, table, table.key, where=current if table is INCIDENTS else None).num_rows
        for table in BUILT
    }


def are_incidents_due(settings: Settings) -> bool:
    """Whether `build_incidents` would find any country of which an event came, changed or went."""
    lake.initialise(settings)
    with lake.writing(settings, PART):
        return bool(_stale(settings)[-1])


def _stale(settings: Settings) -> tuple[Marked, Sequence[Override], tuple[Country, ...]]:
    marked, overrides = mark_copies(settings), mending.mend(settings)
    return marked, overrides, countries.stale(settings, marked.copies, marked.past, overrides)


def _build(
    settings: Settings, lot: tuple[Country, ...], marked: Marked, overrides: Sequence[Override], number: int
) -> str | None:
    """Build the incidents of `lot`, the build's `number`th; returns why they may not be published, if they may not."""
    with lake.writing(settings):
        inputs = countries.read(settings, lot, marked.copies, marked.past)
    built = {
        name: incidents.build(one.events, one.articles, one.claims, one.copies, overrides)
        for name, one in inputs.items()
    }
    verdict = _judged(settings, built, number)
    if verdict.refused:
        return verdict.refused
    losses = _losses(verdict, built, pc.max(inputs[lot[0].name].articles["ingested_at"]).as_py())
    with lake.writing(settings):
        accepted = {one.name: _advanced(settings, one.name, _accepted(verdict, built[one.name])) for one in lot}
        parts = [part for one in lot for part in _parts(one.name, accepted[one.name], losses[one.name])]
        # The note says that a country is done, so it comes when all the rest is safe.
        done = [lake.Part(INCIDENT_EVENTS, one.name, accepted[one.name].incident_events, one.digest) for one in lot]
        lake.publish_all(settings, parts, done)
    return None


def _judged(settings: Settings, built: Mapping[str, Built], number: int) -> Verdict:
    parts = {
        INCIDENTS.name: pa.concat_tables(one.incidents for one in built.values()),
        INCIDENT_EVENTS.name: pa.concat_tables(one.incident_events for one in built.values()),
    }
    page = PART if number == 1 else f"{PART}-{number}"
    share = settings.max_rejected_share
    return judged(settings, parts, page=page, title="Incidents", batch_id=PART, max_rejected_share=share)


def _accepted(verdict: Verdict, built: Built) -> Built:
    """`built` without the incidents that were rejected, and all that hangs on them."""
    kept = verdict.accepted[INCIDENTS.name]["incident_id"].combine_chunks()

    def of_kept(table: pa.Table) -> pa.Table:
        return table.filter(pc.is_in(table["incident_id"], value_set=kept))

    return Built(
        of_kept(built.incidents),
        of_kept(built.incident_events),
        of_kept(built.incident_claims),
        of_kept(built.incident_sources),
        of_kept(built.incident_history),
        built.holders,
    )


def _losses(verdict: Verdict, built: Mapping[str, Built], at: datetime) -> Mapping[str, list[Rejection]]:
    """The rejected rows by country. The build has no time of its own: they bear that of the latest articles' run."""
    country = {key: name for name, one in built.items() for key in one.incidents["incident_id"].to_pylist()}
    losses = defaultdict[str, list[Rejection]](list)
    for row in verdict.rejected:
        losses[country[json.loads(row.row_json)["incident_id"]]].append(
            Rejection(
                stage="validate",
                source_file="",
                batch_id=PART,
                reason=row.reason,
                expectation=row.expectation,
                row=row.row_json,
                at=at,
            )
        )
    return losses


def _advanced(settings: Settings, name: str, built: Built) -> Built:
    """`built` with its incidents set beside those that the lake has of the country `name`."""
    before = lake.load_part(settings, INCIDENTS, name)
    return replace(built, incidents=incidents.advance(before, built.incidents, built.holders))


def _parts(name: str, built: Built, losses: list[Rejection]) -> Iterator[lake.Part]:
    yield lake.Part(REJECTED, f"{PART}-{name}", rows.arrow(REJECTED, losses))
    yield lake.Part(INCIDENTS, name, built.incidents)
    yield lake.Part(INCIDENT_CLAIMS, name, built.incident_claims)
    yield lake.Part(INCIDENT_SOURCES, name, built.incident_sources)
    yield lake.Part(INCIDENT_HISTORY, name, built.incident_history)
