"""The archive read again with the present extractor, into a generation of the lake that takes the old one's place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from toll import durable, generations, lake, statistics
from toll.pipeline import building
from toll.pipeline.answering import publish_statistics
from toll.pipeline.building import build_incidents
from toll.pipeline.rereading import Rereading
from toll.pipeline.storing import told
from toll.settings import Settings
from toll.tables import CORRECTIONS, INCIDENT_EVENTS, INCIDENTS, Table

_BEFORE = "before it was read again"
"""Note of a country's parts that were taken over: no digest, so that they are built anew."""


@dataclass(frozen=True, slots=True)
class Reprocessed:
    """What reading again changed: `totals` by table the rows before and now, `changed` a row for each such article.

    `read` and `kept` count the batches that were read again, and those that were taken over as they were.
    """

    read: int
    kept: int
    totals: Mapping[str, tuple[int, int]]
    changed: pa.Table


@told
def reprocess(settings: Settings, *, dry_run: bool = False) -> Reprocessed:
    """Make the lake anew from the archive; returns what changed. With `dry_run` the lake stays as it was.

    Articles that come meanwhile are read as ever and are in the new lake too. Readers see the old lake or the new one.
    Incidents keep their ids and their past versions. Raises RefusedError where the expectations refuse a batch,
    incidents or statistics; the lake then stays as it was. Killed at any instant it begins anew.
    """
    lake.initialise(settings)
    with lake.writing(settings, generations.MAKING), generations.draft(settings) as draft:
        lake.initialise(draft)
        batches = Rereading(settings, draft)
        batches.read_all()
        with lake.writing(settings, building.PART):
            _take_over_readings(settings, draft)
            batches.read_all()
            with lake.writing(settings):
                batches.keep_rest(building.PART)  # before incidents are built, or those of these batches would be gone
            build_incidents(draft)
            with lake.all_writing(settings, but=[building.PART]):
                return _finish(settings, draft, batches, dry_run=dry_run)


def _finish(settings: Settings, draft: Settings, batches: Rereading, *, dry_run: bool) -> Reprocessed:
    """With every writer locked out: what came at the last moment, the answers, the comparison, the swap."""
    batches.read_all()
    batches.keep_rest(building.PART)
    _lend(settings, draft, CORRECTIONS)
    build_incidents(draft)
    publish_statistics(draft)
    compared = statistics.compare(generations.pinned(settings), draft)
    if not dry_run:
        replace_lake(settings, draft)
    return Reprocessed(len(batches.done), len(batches.kept), compared.totals, compared.changed)


def replace_lake(settings: Settings, draft: Settings) -> None:
    """Make `draft` the lake that readers see, with its validation pages; every writer must be locked out."""
    made = generations.finished(draft)
    statistics.refresh_views(made)
    for page in sorted(made.reports.glob("[!.]*.html")):
        page.replace(settings.reports / page.name)
    durable.remove_if_empty(made.reports)
    generations.show(settings, made)


def _take_over_readings(settings: Settings, draft: Settings) -> None:
    """Let versions go on, and corrections hold: what the incidents said so far, and which countries have any."""
    _lend(settings, draft, CORRECTIONS)
    _lend(settings, draft, INCIDENTS)
    for name in lake.parts(settings, INCIDENT_EVENTS):
        links = lake.load_part(settings, INCIDENT_EVENTS, name)
        lake.publish(draft, INCIDENT_EVENTS, name, links, note=_BEFORE)


def _lend(settings: Settings, draft: Settings, table: Table) -> None:
    """Let `draft` have every part of `table` that it has not."""
    for name in set(lake.parts(settings, table)) - set(lake.parts(draft, table)):
        durable.lend(lake.part(settings, table, name), lake.part(draft, table, name))
