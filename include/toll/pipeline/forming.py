"""Loose claimed files made into batches: known content aside, packed files by themselves, the rest by bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from pathlib import PurePosixPath

from toll import read
from toll.files import batch as batches
from toll.files import filing
from toll.files.batch import Batch, DroppedFile
from toll.settings import Settings


def form(settings: Settings, run: str, at: datetime) -> None:
    """Cut the loose files into batches and save them, copies beside their originals."""
    for batch in _batches(settings, run, at, _loose(settings)):
        batches.save(settings, batch)


def _loose(settings: Settings) -> list[DroppedFile]:
    """Claimed files that stand still, that no batch names and whose content none is reading."""
    listed = [file for batch in batches.unfinished(settings) for file in batch.files]
    paths, being_read = {file.path for file in listed}, {file.sha256 for file in listed}
    found = (_looked(settings, path) for path in batches.claimed(settings) if path not in paths)
    return [file for file in found if file and file.sha256 not in being_read]


def _looked(settings: Settings, path: str) -> DroppedFile | None:
    """The claimed file; a piece is whole from the start, since it was handed out in one rename."""
    return batches.identified(settings, path) if batches.is_piece(path) else batches.look(settings, path)


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Loose files by what is to be done with them; copies by the sha256 of their original."""

    known: list[DroppedFile] = field(default_factory=list)
    packed: list[DroppedFile] = field(default_factory=list)
    plain: list[DroppedFile] = field(default_factory=list)
    copies: dict[str, list[DroppedFile]] = field(default_factory=dict)

    def with_copies(self, files: Sequence[DroppedFile]) -> Iterator[DroppedFile]:
        """`files`, each followed by its copies."""
        return (file for first in files for file in (first, *self.copies[first.sha256]))


def _batches(settings: Settings, run: str, at: datetime, loose: Sequence[DroppedFile]) -> Iterator[Batch]:
    """One batch of known content, one of each packed file, and batches of the rest."""
    found = _sorted(settings, loose)
    if found.known:
        yield Batch.of(run, at, found.known)
    for file in found.packed:
        yield Batch.of(run, at, found.with_copies([file]))
    for _, files in groupby(sorted(found.plain, key=_place), key=_container):
        for group in batches.group(files, settings.batch_bytes):
            yield Batch.of(run, at, found.with_copies(group))


def _sorted(settings: Settings, loose: Sequence[DroppedFile]) -> _Sorted:
    found = _Sorted()
    for sha256, files in groupby(sorted(loose, key=_content), key=_content):
        first, *others = sorted(files, key=lambda file: (file.name, file.path))
        copies = [replace(file, is_copy=True) for file in others]
        if filing.is_archived(settings, sha256) or filing.refused_before(settings, sha256):
            found.known.extend([replace(first, is_copy=True), *copies])
            continue
        found.copies[sha256] = copies
        is_packed = not first.is_piece and read.is_packed(settings.data / first.path, first.name, settings.batch_bytes)
        (found.packed if is_packed else found.plain).append(replace(first, is_packed=is_packed))
    return found


def _container(file: DroppedFile) -> str:
    """The folder of a piece, so that no batch mixes pieces of two packed files, or these with files."""
    return str(PurePosixPath(file.path).parent) if file.is_piece else ""


def _place(file: DroppedFile) -> tuple[str, str]:
    return _container(file), file.name


def _content(file: DroppedFile) -> str:
    return file.sha256
