"""Which claimed files are sidecars of others, and what they say: they travel, and are filed, with what they tell of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from toll.files import batch as batches
from toll.files import inbox, ledger, names
from toll.files.batch import Batch, DroppedFile
from toll.read import sidecar
from toll.read.sidecar import Sidecar
from toll.settings import Settings


@dataclass(frozen=True, slots=True)
class SortedOut:
    """Loose files without the sidecars; the sidecars by the sha256 of what they tell of; those whose text came before.

    A sidecar that waits for its text is in none of them.
    """

    files: list[DroppedFile] = field(default_factory=list)
    beside: defaultdict[str, list[DroppedFile]] = field(default_factory=lambda: defaultdict(list))
    late: list[DroppedFile] = field(default_factory=list)


def sort_out(
    settings: Settings, run: str, loose: Sequence[DroppedFile], read_now: Collection[DroppedFile]
) -> SortedOut:
    """Tell the sidecars among the `loose` files from the others, while the files of `read_now` are being read.

    One without its text waits for the text until the next run, and as long as the text is in the inbox or being read.
    Then it is late, where the text came before it; else it is a file like others, and refused as one.
    """
    asides = [file for file in loose if _may_be_one(file) and sidecar.is_sidecar(settings.data / file.path)]
    paths = {file.path for file in asides}
    found = SortedOut([file for file in loose if file.path not in paths])
    mates = _by_stem(file for file in found.files if not file.is_piece)
    alone = list[DroppedFile]()
    for aside in asides:
        beside = _nearest(aside, mates[_stem(aside.path)])
        told = replace(aside, tells_of=tuple(sorted({file.sha256 for file in beside})), is_packed=False)
        for sha256 in told.tells_of:
            found.beside[sha256].append(told)
        if not beside:
            alone.append(aside)
    _sort_alone(settings, run, found, alone, read_now)
    return found


def told(settings: Settings, batch: Batch) -> Mapping[str, Sidecar]:
    """What the sidecars of `batch` say, by the sha256 of the file that they tell of; of two that of the same name."""
    stems = {file.sha256: _stem(file.path) for file in batch.originals}
    said = dict[str, Sidecar]()
    for aside in sorted(batch.sidecars, key=lambda file: file.name, reverse=True):
        if (loaded := sidecar.load(settings.data / aside.path, aside.sha256)) is None:
            continue
        for sha256 in aside.tells_of:
            if sha256 not in said or stems.get(sha256) == _stem(aside.path):
                said[sha256] = loaded
    return said


def _sort_alone(
    settings: Settings,
    run: str,
    found: SortedOut,
    alone: Sequence[DroppedFile],
    read_now: Collection[DroppedFile],
) -> None:
    if not (due := [aside for aside in alone if PurePosixPath(aside.path).parts[1] != run]):
        return
    awaited = {_stem(names.stored(path)) for path, _ in inbox.waiting(settings.inbox)}
    awaited |= {_stem(file.path) for file in read_now}
    came = _archived(settings)
    for aside in due:
        stem = _stem(aside.path)
        if stem in awaited:
            continue
        if stem in came:
            found.late.append(replace(aside, tells_of=(came[stem],), is_packed=False))
        else:
            found.files.append(aside)


def _archived(settings: Settings) -> Mapping[str, str]:
    """The sha256 of the file of each stem that went to the archive last."""
    kept = sorted(ledger.receipts(settings), key=lambda receipt: receipt.at)
    fates = (fate for receipt in kept for fate in receipt.fates if fate.to and not fate.stage)
    return {
        _stem(fate.path): fate.sha256
        for fate in fates
        if not fate.path.endswith(inbox.SIDECAR) and not batches.is_piece(fate.path)
    }


def _may_be_one(file: DroppedFile) -> bool:
    return file.path.endswith(inbox.SIDECAR) and not file.is_piece and file.size <= sidecar.MOST_BYTES


def _by_stem(files: Iterable[DroppedFile]) -> defaultdict[str, list[DroppedFile]]:
    found = defaultdict[str, list[DroppedFile]](list)
    for file in files:
        found[_stem(file.path)].append(file)
    return found


def _nearest(aside: DroppedFile, mates: Sequence[DroppedFile]) -> Sequence[DroppedFile]:
    """Those that were claimed with it; else those that were claimed before or after."""
    return [file for file in mates if file.folder == aside.folder] or mates


def _stem(path: str) -> str:
    """The name of a claimed file without its suffix."""
    return names.split(path.rpartition("/")[2])[0]
