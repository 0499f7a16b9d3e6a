"""First task: take what waits in the inbox, file at once what is known already, cut the rest into batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from toll import durable, lake
from toll.files import batch as batches
from toll.files import filing, inbox, names
from toll.files.batch import Batch, DroppedFile
from toll.files.filing import Outcome, Receipt
from toll.settings import Settings


def claim_files(settings: Settings, run_id: str, at: datetime) -> list[dict[str, str]]:
    """Claim every settled file, and say which batches wait: this run's, and those that another left behind.

    `at` is when the run began. Each batch is `{"batch": <path below the data folder>, "label": <for people>}`; no batch
    means that there is nothing to read. A file whose content is in the archive, or was found unreadable before, is
    filed beside it and counted in the ledger; a copy of one that is being read waits for the next run.
    """
    lake.initialise(settings)
    with durable.locked(settings.processing / ".lock"):
        inbox.claim(settings, run_id)
        left = batches.unfinished(settings)
        for batch in _form(settings, names.stored(run_id), at, _loose(settings, left)):
            batches.save(settings, batch)
        waiting = [batch for batch in batches.unfinished(settings) if not _file_known(settings, batch)]
    return [{"batch": batch.path, "label": batch.label} for batch in waiting]


def _loose(settings: Settings, left: Iterable[Batch]) -> list[DroppedFile]:
    """Claimed files that no batch names and whose content none is reading."""
    listed = {file.path for batch in left for file in batch.files}
    being_read = {file.sha256 for batch in left for file in batch.files}
    found = (batches.look(settings, path) for path in batches.claimed(settings) if path not in listed)
    return [file for file in found if file and file.sha256 not in being_read]


def _form(settings: Settings, run: str, at: datetime, loose: Sequence[DroppedFile]) -> Iterator[Batch]:
    """Cut `loose` into one batch of what is known and batches of what is not, copies beside their originals."""
    by_content = groupby(sorted(loose, key=lambda file: file.sha256), key=lambda file: file.sha256)
    known, originals, copies = list[DroppedFile](), list[DroppedFile](), dict[str, list[DroppedFile]]()
    for sha256, files in by_content:
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


def _file_known(settings: Settings, batch: Batch) -> bool:
    """File `batch` away where it holds only copies; returns whether it did."""
    if batch.originals:
        return False
    refusals = {file.sha256: filing.refused_before(settings, file.sha256) for file in batch.files}
    known = {sha256: refusal for sha256, refusal in refusals.items() if refusal}
    counts = {"duplicates": len(batch.files)}
    filing.finish(settings, batch, Receipt(outcome=Outcome.KNOWN, reason=None, counts=counts), known)
    return True
