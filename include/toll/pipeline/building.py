"""The task over the whole lake: incidents from events."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import chain
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from toll import lake, rows, statistics
from toll.codes import IncidentStatus
from toll.corrections import Override
from toll.errors import RefusedError
from toll.incidents import Built
from toll.model import Rejection
from toll.pipeline import bundles, countries, mending, sharing
from toll.pipeline.bundles import NOTED, Bundle, Linked
from toll.pipeline.copying import Marked, mark_copies
from toll.pipeline.countries import BUILT, Country
from toll.pipeline.inputs import read
from toll.pipeline.judging import judged
from toll.pipeline.sharing import Job
from toll.pipeline.storing import told
from toll.settings import Settings
from toll.tables import INCIDENT_EVENTS, INCIDENTS, REJECTED
from toll.validate import Verdict

G = TypeVar("G")

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
            _build(settings, lot, marked, overrides, number)
            for number, lot in enumerate(countries.portions(stale, countries.PORTION), 1)
        )
        refusals = [refusal for refusal in told if refusal]
        with lake.writing(settings):
            statistics.refresh_views(settings)
    if refusals:
        raise RefusedError("; ".join(refusals))
    status = lake.read(settings, INCIDENTS, ["status"])["status"].to_pylist()
    current = {INCIDENTS.name: status.count(IncidentStatus.CURRENT.value)}
    return {table.name: lake.count(settings, table) for table in BUILT} | current


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
    lots = bundles.bundles(lot)
    with lake.writing(settings):
        inputs = read(settings, [country.name for country in lot], marked)
    built = sharing.done("linking", partial(bundles.link, inputs, overrides), _jobs(lots, lots))
    verdict = _judged(settings, built, number)
    if verdict.refused:
        return verdict.refused
    rejected = _rejected(lot, _losses(verdict, built, pc.max(inputs.articles["ingested_at"]).as_py()))
    accepted = _accepted(verdict, built)
    linked = [Linked(bundle, one, _before(settings, bundle)) for bundle, one in zip(lots, accepted, strict=True)]
    parts = list(chain.from_iterable(sharing.done("writing", bundles.encode, _jobs(lots, linked))))
    # The note says that a country is done, so it comes when all the rest is safe.
    done = [one for one in parts if one.table == NOTED.name]
    with lake.writing(settings):
        lake.publish_all(settings, [*rejected, *(one for one in parts if one.table != NOTED.name)], done)
    return None


def _jobs(lots: Sequence[Bundle], given: Sequence[G]) -> list[Job[G]]:
    called = [", ".join(country.name for country in bundle) for bundle in lots]
    sizes = map(bundles.size, lots)
    return [Job(*one) for one in zip(called, sizes, given, strict=True)]


def _before(settings: Settings, bundle: Bundle) -> Mapping[str, pa.Table]:
    """The incidents that the lake has of each country: nobody else writes them while we hold the build's lock."""
    return {country.name: lake.load_part(settings, INCIDENTS, country.name) for country in bundle}


def _judged(settings: Settings, built: Sequence[Built], number: int) -> Verdict:
    parts = {
        INCIDENTS.name: pa.concat_tables(one.incidents for one in built),
        INCIDENT_EVENTS.name: pa.concat_tables(one.incident_events for one in built),
    }
    page = PART if number == 1 else f"{PART}-{number}"
    share = settings.max_rejected_share
    return judged(settings, parts, page=page, title="Incidents", batch_id=PART, max_rejected_share=share)


def _accepted(verdict: Verdict, built: Sequence[Built]) -> Sequence[Built]:
    """`built` without the incidents that were rejected, and all that hangs on them."""
    kept = verdict.accepted[INCIDENTS.name]["incident_id"]
    return [one.of(kept) for one in built] if verdict.rejected else built


def _losses(verdict: Verdict, built: Sequence[Built], at: datetime) -> Mapping[str, list[Rejection]]:
    """The rejected rows by country. The build has no time of its own: they bear that of the latest articles' run."""
    losses = defaultdict[str, list[Rejection]](list)
    if not verdict.rejected:
        return losses
    held = pa.concat_tables(one.holders for one in built)
    country = dict(zip(held["incident_id"].to_pylist(), countries.names(held).to_pylist(), strict=True))
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


def _rejected(lot: Sequence[Country], losses: Mapping[str, list[Rejection]]) -> list[lake.Encoded]:
    return [
        lake.encoded(lake.Part(REJECTED, f"{PART}-{one.name}", rows.arrow(REJECTED, losses[one.name]))) for one in lot
    ]
