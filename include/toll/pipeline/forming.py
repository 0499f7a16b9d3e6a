"""Loose claimed files made into batches: known content aside, packed files by themselves, the rest by bytes.

A sidecar goes into the batch of what it tells of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby

from toll import read
from toll.files import batch as batches
from toll.files import filing, looking
from toll.files.batch import Batch, DroppedFile
from toll.pipeline import sidecars
from toll.pipeline.sidecars import SortedOut
from toll.settings import Settings


def form(settings: Settings, run: str, at: datetime, unfinished: Iterable[Batch]) -> list[Batch]:
    """Cut the loose files, in none of the `unfinished` batches, into new ones, copies and sidecars beside originals.

    Returns those that it saved.
    """
    listed = [file for batch in unfinished for file in batch.files]
    being_read = {file.sha256 for file in listed if not file.is_sidecar}
    loose = _loose(settings, {file.path for file in listed})
    wait = [file for file in loose if file.sha256 in being_read]
    free = [file for file in loose if file.sha256 not in being_read]
    found = sidecars.sort_out(settings, run, free, [*listed, *wait])
    made = list[Batch]()
    for batch in _batches(settings, run, at, found):
        batches.save(settings, batch)
        made.append(batch)
    return made


def _loose(settings: Settings, listed: Collection[str]) -> list[DroppedFile]:
    """Claimed files that stand still and that no batch names."""
    found = (_looked(settings, path) for path in batches.claimed(settings) if path not in listed)
    return [file for file in found if file]


def _looked(settings: Settings, path: str) -> DroppedFile | None:
    """The claimed file; a piece is whole from the start, since it was handed out in one rename, and never packed."""
    if batches.is_piece(path):
        return looking.identified(settings, path)
    if not (seen := looking.look(settings, path)):
        return None
    file, head = seen
    is_packed = head is not None and read.is_packed(head, file.name, is_large=file.size > settings.batch_bytes)
    return replace(file, is_packed=True) if is_packed else file


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Loose files by what is to be done with them; copies and sidecars by the sha256 of their original."""

    known: list[DroppedFile] = field(default_factory=list)
    packed: list[DroppedFile] = field(default_factory=list)
    plain: list[DroppedFile] = field(default_factory=list)
    copies: dict[str, list[DroppedFile]] = field(default_factory=dict)
    beside: defaultdict[str, list[DroppedFile]] = field(default_factory=lambda: defaultdict(list))
    taken: set[str] = field(default_factory=set)

    def with_copies(self, files: Iterable[DroppedFile]) -> Iterator[DroppedFile]:
        """`files`, each followed by its copies, and by the sidecars that were given out with no other file."""
        for first in files:
            yield from (first, *self.copies.get(first.sha256, ()))
            for aside in self.beside[first.sha256]:
                if aside.path not in self.taken:
                    self.taken.add(aside.path)
                    yield aside

    def units(self, files: Iterable[DroppedFile]) -> Iterator[tuple[DroppedFile, ...]]:
        """`files` with copies and sidecars, those in one of which a sidecar tells."""
        together = defaultdict[str, list[DroppedFile]](list)
        for file in files:
            beside = self.beside[file.sha256]
            together[beside[0].path if beside else file.path].append(file)
        for unit in together.values():
            yield tuple(self.with_copies(unit))


def _batches(settings: Settings, run: str, at: datetime, loose: SortedOut) -> Iterator[Batch]:
    """Batches of each packed file, of the rest, and one of known content."""
    found = _sorted(settings, loose)
    for file in found.packed:
        yield Batch.of(run, at, found.with_copies([file]))
    for _, files in groupby(sorted(found.plain, key=_place), key=_container):
        for group in batches.group(found.units(files), settings.batch_bytes):
            yield Batch.of(run, at, group)
    if known := [*found.with_copies(found.known), *loose.late]:
        yield Batch.of(run, at, known)


def _sorted(settings: Settings, loose: SortedOut) -> _Sorted:
    found = _Sorted(beside=loose.beside)
    for sha256, files in groupby(sorted(loose.files, key=_content), key=_content):
        first, *others = sorted(files, key=lambda file: (file.name, file.path))
        copies = [_copy(file) for file in others]
        if filing.is_archived(settings, sha256) or filing.refused_before(settings, sha256):
            found.known.extend([_copy(first), *copies])
            continue
        found.copies[sha256] = copies
        (found.packed if first.is_packed else found.plain).append(first)
    return found


def _copy(file: DroppedFile) -> DroppedFile:
    return replace(file, is_copy=True, is_packed=False)


def _container(file: DroppedFile) -> str:
    """The folder of a piece, so that no batch mixes pieces of two packed files, or these with files."""
    return file.folder if file.is_piece else ""


def _place(file: DroppedFile) -> tuple[str, str]:
    return _container(file), file.name


def _content(file: DroppedFile) -> str:
    return file.sha256
