"""The archive as batches: every published batch with its files where they lie now, in the order in which they came."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from toll import durable
from toll.files import ledger
from toll.files.batch import Batch, DroppedFile, cut_from
from toll.files.ledger import Fate, Outcome, Receipt
from toll.settings import Settings

Places = Sequence[tuple[str, str]]
"""Where a file was claimed and where it lies now, both below the data folder."""


@dataclass(frozen=True, slots=True)
class Archived:
    """A published batch, its files with the paths under which they were claimed.

    `unread` are the names of files that went to quarantine; `places` tells of its files and of their sidecars. A packed
    file is a batch by itself; `pieces` are the batches of the pieces that it was cut into when it came, and
    `was_refused` says that the expectations refused one of them.
    """

    batch: Batch
    unread: frozenset[str]
    places: Places
    pieces: frozenset[str] = frozenset()
    was_refused: bool = False


def archived(settings: Settings, late: Collection[str]) -> tuple[Archived, ...]:
    """Every published batch whose read files are all in the archive, the oldest first and those of `late` last.

    `late` names batches that brought articles which others had brought before.
    """
    receipts = tuple(sorted(ledger.receipts(settings), key=lambda receipt: receipt.at))
    beside = _beside(receipts)
    cut = _cut(receipts)
    published = sorted(
        (receipt for receipt in receipts if receipt.outcome is Outcome.PUBLISHED or receipt.batch_id in cut),
        key=lambda receipt: (receipt.batch_id in late, receipt.at, receipt.batch_id),
    )
    first = {receipt.batch_id: receipt for receipt in reversed(published)}
    return tuple(
        _with_pieces(_archived(one, beside), cut.get(one.batch_id, ()))
        for one in published
        if one is first[one.batch_id] and _is_whole(settings, one)
    )


def _cut(receipts: Collection[Receipt]) -> Mapping[str, Sequence[Receipt]]:
    """By the batch of a packed file the receipts of its pieces, where all of these were read."""
    found, pieces = defaultdict[str, list[Receipt]](list), defaultdict[str, set[str]](set)
    for receipt in receipts:
        for fate in receipt.fates:
            if batch_id := cut_from(fate.path):
                found[batch_id].append(receipt)
                pieces[batch_id].add(Path(fate.path).name)
    return {
        receipt.batch_id: found[receipt.batch_id]
        for receipt in receipts
        if receipt.outcome is Outcome.CUT and 0 < receipt.counts["pieces"] <= len(pieces[receipt.batch_id])
    }


@contextmanager
def laid_out(settings: Settings, one: Archived, folder: Path) -> Iterator[Batch]:
    """The batch with its files, and their sidecars, under their old names in `folder` until this ends."""
    here = folder.relative_to(settings.data)
    for path, place in one.places:
        if (settings.data / place).is_file():
            durable.lend(settings.data / place, folder / path)
    yield replace(one.batch, files=tuple(replace(file, path=str(here / file.path)) for file in one.batch.files))
    shutil.rmtree(folder, ignore_errors=True)


def _with_pieces(one: Archived, receipts: Sequence[Receipt]) -> Archived:
    was_refused = any(receipt.outcome is Outcome.REFUSED for receipt in receipts)
    return replace(one, pieces=frozenset(receipt.batch_id for receipt in receipts), was_refused=was_refused)


def _archived(receipt: Receipt, beside: Mapping[str, Sequence[Fate]]) -> Archived:
    read = [fate for fate in receipt.fates if fate.to and not fate.stage and not fate.tells_of]
    asides = {aside.path: aside for fate in read if not fate.is_copy for aside in beside.get(fate.sha256, ())}
    unread = frozenset(fate.file for fate in receipt.fates if fate.stage)
    fates = (*read, *asides.values())
    batch = Batch(run="", batch_id=receipt.batch_id, at=receipt.at, files=tuple(map(_file, fates)))
    return Archived(batch, unread, tuple((fate.path, str(fate.to)) for fate in fates))


def _beside(receipts: Collection[Receipt]) -> Mapping[str, Sequence[Fate]]:
    """By the sha256 of a file the archived sidecars that tell of it, those of the last of `receipts`, oldest first."""
    found = dict[str, list[Fate]]()
    for receipt in receipts:
        mine = defaultdict[str, list[Fate]](list)
        for fate in receipt.fates:
            for sha256 in fate.tells_of if fate.to and not fate.stage else ():
                mine[sha256].append(fate)
        found |= mine
    return found


def _is_whole(settings: Settings, receipt: Receipt) -> bool:
    """Whether all that it published can be read again: of what went nowhere, the archive has nothing."""
    mine = [fate for fate in receipt.fates if not fate.is_copy and not fate.tells_of]
    read = [fate.to for fate in mine if fate.to is None or not fate.stage]
    return bool(read) and all(path and (settings.data / path).is_file() for path in read)


def _file(fate: Fate) -> DroppedFile:
    return DroppedFile(
        path=fate.path,
        sha256=fate.sha256,
        size=fate.size,
        modified_ns=0,
        is_copy=fate.is_copy,
        tells_of=fate.tells_of,
    )
