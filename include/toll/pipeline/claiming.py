"""First task: take what waits in the inbox, file at once what is known already, cut the rest into batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from toll import durable, lake
from toll.errors import RefusedError
from toll.files import batch as batches
from toll.files import filing, inbox, ledger, names
from toll.files.batch import Batch, DroppedFile
from toll.files.ledger import Outcome
from toll.pipeline import staging
from toll.settings import Settings

MOST_BATCHES = 500
"""Batches that one run reads; the next run takes up what is over. Airflow maps at most 1,024 tasks."""


def claim_files(settings: Settings, run_id: str, at: datetime) -> list[dict[str, str]]:
    """Claim every settled file, and say which batches wait: this run's, and those that another left behind.

    `at` is when the run began. Each batch is `{"batch": <path below the data folder>, "label": <for people>}`; no batch
    means that there is nothing to read. A file whose content is in the archive, or was found unreadable before, is
    filed beside it and counted in the ledger; a copy of one that is being read waits for the next run.
    """
    lake.initialise(settings)
    with durable.locked(settings.processing / ".lock"):
        inbox.claim(settings, run_id)
        for batch in batches.unfinished(settings):
            _finish_decided(settings, batch)
        for batch in _form(settings, names.stored(run_id), at, _loose(settings)):
            batches.save(settings, batch)
        waiting = [batch for batch in batches.unfinished(settings) if not _finish_known(settings, batch)]
        staging.sweep(settings, waiting)
        batches.sweep(settings)
    return [{"batch": batch.path, "label": batch.label} for batch in waiting[:MOST_BATCHES]]


def _finish_decided(settings: Settings, batch: Batch) -> None:
    """Move what is left to move where the worker of `batch` was killed while it filed."""
    if ledger.decided(settings, batch):
        with suppress(RefusedError), staging.working_on(settings, batch.path):
            pass


def _finish_known(settings: Settings, batch: Batch) -> bool:
    """File `batch` away where it holds only copies of known content; returns whether it did."""
    if batch.originals:
        return False
    refusals = {file.sha256: filing.refused_before(settings, file.sha256) for file in batch.files}
    unreadable = {sha256: refusal for sha256, refusal in refusals.items() if refusal}
    filing.finish(settings, batch, Outcome.KNOWN, refusals=unreadable, counts={"duplicates": len(batch.files)})
    return True


def _loose(settings: Settings) -> list[DroppedFile]:
    """Claimed files that stand still, that no batch names and whose content none is reading."""
    listed = [file for batch in batches.unfinished(settings) for file in batch.files]
    paths, being_read = {file.path for file in listed}, {file.sha256 for file in listed}
    found = (batches.look(settings, path) for path in batches.claimed(settings) if path not in paths)
    return [file for file in found if file and file.sha256 not in being_read]


def _form(settings: Settings, run: str, at: datetime, loose: Sequence[DroppedFile]) -> Iterator[Batch]:
    """Cut `loose` into one batch of known content and batches of new content, copies beside their originals."""
    known, originals, copies = list[DroppedFile](), list[DroppedFile](), dict[str, list[DroppedFile]]()
    for sha256, files in groupby(sorted(loose, key=_content), key=_content):
        first, *others = sorted(files, key=lambda file: (file.name, file.path))
        copies[sha256] = [replace(file, is_copy=True) for file in others]
        if filing.is_archived(settings, sha256) or filing.refused_before(settings, sha256):
            known += [replace(first, is_copy=True), *copies[sha256]]
        else:
            originals.append(first)
    if known:
        yield Batch.of(run, at, known)
    for group in batches.group(sorted(originals, key=lambda file: file.name), settings.batch_bytes):
        yield Batch.of(run, at, (file for first in group for file in (first, *copies[first.sha256])))


def _content(file: DroppedFile) -> str:
    return file.sha256
