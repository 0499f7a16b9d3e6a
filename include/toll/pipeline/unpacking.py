"""Second task: cut what is packed, or larger than a batch, into pieces that are read side by side."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from toll import durable, lake, read, rows
from toll.errors import RefusedError, UnreadableError
from toll.files import batch as batches
from toll.files import content, filing, looking
from toll.files.batch import Batch
from toll.files.ledger import Outcome, Refusal
from toll.pipeline import sidecars, staging
from toll.pipeline.claiming import Waiting, formed, listed
from toll.pipeline.storing import told
from toll.read import pieces
from toll.read.pieces import Cut
from toll.read.sidecar import completed
from toll.settings import Settings
from toll.tables import REJECTED


@told
def unpack_files(settings: Settings, run_id: str, at: datetime) -> Waiting:
    """Cut every packed file that waits, and say which batches there are to read then.

    A packed file goes to the archive when its pieces lie ready; one that gives no article at all goes to quarantine.
    The others of a run are not held up by one that cannot be unpacked.
    """
    for batch in batches.unfinished(settings):
        if batch.is_packed:
            _unpack(settings, batch)
    with durable.locked(settings.processing / ".lock"):
        waiting = formed(settings, run_id, at, batches.unfinished(settings))
        return listed([batch for batch in waiting if not batch.is_packed])


def pieces_of(settings: Settings, batch: Batch, folder: Path) -> Iterator[Batch]:
    """The packed file of `batch` cut into pieces below `folder`, as the batches that its pieces made when it came.

    Raises RefusedError where it cannot be unpacked any more.
    """
    cut = folder / f"{batches.CUT}{batch.batch_id}"
    try:
        _cut(settings, batch, cut)
    except UnreadableError as error:
        raise RefusedError(f"{batch.originals[0].name}: {error}; the lake stays as it was") from error
    found = (looking.identified(settings, str(path.relative_to(settings.data))) for path in sorted(cut.iterdir()))
    for group in batches.group(((file,) for file in found), settings.batch_bytes):
        yield Batch.of("", batch.at, group)


def _unpack(settings: Settings, batch: Batch) -> None:
    with staging.working_on(settings, batch.path) as found:
        if found is None:
            return
        staging.remove(settings, found)
        try:
            done = _cut(settings, found, filing.pieces_of(settings, found))
        except UnreadableError as error:
            _refuse(settings, found, str(error))
        else:
            _date(filing.pieces_of(settings, found), found.at)
            durable.flush()
            counts = {"pieces": done.pieces, "documents": done.documents}
            filing.finish(settings, found, Outcome.CUT, refusals={}, counts=counts)
        staging.remove(settings, found)


def _cut(settings: Settings, batch: Batch, folder: Path) -> Cut:
    (file, *_) = batch.originals
    path, aside = settings.data / file.path, sidecars.told(settings, batch).get(file.sha256)
    with read.Reader(read.Limits.of(settings)) as reader:
        found = completed(reader.found(path, file.name), aside)
        done = pieces.cut(file, found, folder, settings.batch_bytes)
    if not done.documents:
        raise UnreadableError(read.without_article(done.refused, done.reason))
    if content.sha256(path) != file.sha256:
        raise UnreadableError(read.CHANGED)
    return done


def _date(folder: Path, at: datetime) -> None:
    """Let the pieces bear the run's time, so that a manifest of theirs is the same whenever they were written."""
    for path in folder.iterdir():
        os.utime(path, (at.timestamp(), at.timestamp()))


def _refuse(settings: Settings, batch: Batch, reason: str) -> None:
    rejected = [staging.rejection(batch, "read", file.name, reason) for file in batch.originals]
    with lake.writing(settings):
        lake.publish(settings, REJECTED, batch.batch_id, rows.arrow(REJECTED, rejected))
    refusals = {file.sha256: Refusal(stage="read", reason=reason) for file in batch.originals}
    filing.finish(settings, batch, Outcome.CUT, refusals=refusals, counts={"pieces": 0})
