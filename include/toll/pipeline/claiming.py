"""First task: take what waits in the inbox, and file at once what is known already."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from toll import durable, lake
from toll.errors import RefusedError
from toll.files import batch as batches
from toll.files import filing, inbox, ledger, names
from toll.files.batch import Batch
from toll.files.ledger import Outcome
from toll.pipeline import forming, staging
from toll.pipeline.storing import told
from toll.settings import Settings

MOST_BATCHES = 500
"""Batches that one run reads; the next run takes up what is over. Airflow maps at most 1,024 tasks."""

Waiting = list[dict[str, str]]
"""Batches, each `{"batch": <path below the data folder>, "label": <for people>}`."""


@told
def claim_files(settings: Settings, run_id: str, at: datetime) -> Waiting:
    """Claim every settled file, and say which batches wait: this run's, and those that another left behind.

    `at` is when the run began. No batch means that there is nothing to read. A file whose content is in the archive, or
    was found unreadable before, is filed beside it and counted in the ledger; a copy of one that is being read waits
    for the next run. A packed file is a batch by itself, for `unpack_files` to cut.
    """
    lake.initialise(settings)
    with durable.locked(settings.processing / ".lock"):
        inbox.claim(settings, run_id)
        left = [batch for batch in batches.unfinished(settings) if not _finish_decided(settings, batch)]
        waiting = formed(settings, run_id, at, left)
        staging.sweep(settings, waiting)
        batches.sweep(settings)
    return listed(waiting)


def formed(settings: Settings, run_id: str, at: datetime, left: Sequence[Batch]) -> list[Batch]:
    """Every batch that waits: those `left` unfinished, and those that the loose files are made into now.

    Whoever calls holds the lock, and looked for `left` since.
    """
    made = forming.form(settings, names.stored(run_id), at, left)
    found = batches.in_order([*(batch for batch in left if batches.exists(settings, batch)), *made])
    return [batch for batch in found if not _finish_known(settings, batch)]


def listed(waiting: list[Batch]) -> Waiting:
    """As many batches as one run reads."""
    return [{"batch": batch.path, "label": batch.label} for batch in waiting[:MOST_BATCHES]]


def _finish_decided(settings: Settings, batch: Batch) -> bool:
    """Move what is left to move where the worker of `batch` was killed while it filed; returns whether it was."""
    if not ledger.decided(settings, batch):
        return False
    with suppress(RefusedError), staging.working_on(settings, batch.path):
        pass
    return True


def _finish_known(settings: Settings, batch: Batch) -> bool:
    """File `batch` away where it holds only copies of known content, and what tells of it; returns whether it did."""
    if batch.originals:
        return False
    copies = [file for file in batch.files if not file.is_sidecar]
    refusals = {file.sha256: filing.refused_before(settings, file.sha256) for file in copies}
    unreadable = {sha256: refusal for sha256, refusal in refusals.items() if refusal}
    filing.finish(settings, batch, Outcome.KNOWN, refusals=unreadable, counts={"duplicates": len(copies)})
    return True
