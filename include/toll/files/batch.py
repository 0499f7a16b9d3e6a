"""Claimed files and the batches that they are read in.

A batch is one manifest, `processing/<run>/<batch_id>.json`; its files stay where they were claimed, so a batch is
there whole or not at all. A claimed file that no manifest names is loose: the next run takes it up.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from toll import durable
from toll.files import many, names, plain
from toll.files.inbox import CLAIMED
from toll.settings import Settings

CUT = "cut-"
"""Head of the name of a folder that holds the pieces of a packed file."""

_ID_DIGITS = 20
_LABEL = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedFile:
    """A claimed file: `path` relative to the data folder, and what tells whether it changed since.

    `sha256` is that of its bytes; of an entry that is no readable file, that of its kind and name. `is_copy` marks a
    file whose content came already: in this batch, or in the archive or the quarantine; `is_packed` one that is cut
    into pieces before it is read; `tells_of` a sidecar, by the sha256 of the files that it tells of.
    """

    path: str
    sha256: str
    size: int
    modified_ns: int
    is_copy: bool = False
    is_packed: bool = False
    tells_of: tuple[str, ...] = ()

    @property
    def is_sidecar(self) -> bool:
        """Whether it is no article, but tells of one that lies beside it."""
        return bool(self.tells_of)

    @property
    def is_piece(self) -> bool:
        """Whether it is a piece that a packed file was cut into."""
        return is_piece(self.path)

    @property
    def folder(self) -> str:
        """Where it was claimed, relative to the data folder."""
        return self.path.rpartition("/")[0]

    @property
    def stored_name(self) -> str:
        """Its name in the archive or the quarantine."""
        return self.path.rpartition("/")[2]

    @property
    def name(self) -> str:
        """Its name as dropped, safe to show."""
        return names.shown(self.stored_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Files read, judged and published together; `at` is when the run that claimed them began."""

    run: str
    batch_id: str
    at: datetime
    files: tuple[DroppedFile, ...]

    @classmethod
    def of(cls, run: str, at: datetime, files: Iterable[DroppedFile]) -> Self:
        """A batch of `files` in the order of their names, called after its contents; of copies, after their places."""
        ordered = tuple(sorted(files, key=lambda file: (file.name, file.sha256, file.path)))
        is_read = any(not file.is_copy and not file.is_sidecar for file in ordered)
        marks = {_mark(file) for file in ordered if not file.is_copy} if is_read else {file.path for file in ordered}
        batch_id = hashlib.sha256("\n".join(sorted(marks)).encode()).hexdigest()[:_ID_DIGITS]
        return cls(run=run, batch_id=batch_id, at=at, files=ordered)

    @property
    def path(self) -> str:
        """Its manifest, relative to the data folder: the only thing that travels between tasks."""
        return f"processing/{self.run}/{self.batch_id}.json"

    @property
    def label(self) -> str:
        """What a person sees of it, such as `3 files · 12 kB · alep.txt …`."""
        n, size = len(self.files), sum(file.size for file in self.files)
        first = self.files[0].name[:_LABEL] + (" …" if n > 1 else "")
        return f"{n} file{'s' if n > 1 else ''} · {max(1, round(size / 1000))} kB · {first}"

    @property
    def is_packed(self) -> bool:
        """Whether it is to be cut into pieces, which are then batches of their own."""
        return any(file.is_packed for file in self.originals)

    @property
    def originals(self) -> tuple[DroppedFile, ...]:
        """Its files without the copies and the sidecars."""
        return tuple(file for file in self.files if not file.is_copy and not file.is_sidecar)

    @property
    def sidecars(self) -> tuple[DroppedFile, ...]:
        """Those of its files that tell of others."""
        return tuple(file for file in self.files if file.is_sidecar)

    def to_json(self) -> bytes:
        """Its manifest."""
        return plain.as_json(self)

    @classmethod
    def from_json(cls, manifest: bytes) -> Self:
        """The batch of a manifest."""
        raw = json.loads(manifest)
        files = tuple(DroppedFile(**file | {"tells_of": tuple(file.get("tells_of", ()))}) for file in raw.pop("files"))
        return cls(**raw | {"at": datetime.fromisoformat(raw["at"]), "files": files})


def save(settings: Settings, batch: Batch) -> None:
    """Write the manifest: from here on the batch exists."""
    durable.write(settings.data / batch.path, batch.to_json())


@contextmanager
def held(settings: Settings, path: str) -> Iterator[Batch | None]:
    """The batch of the manifest `path`, kept from every other worker; None where it is finished."""
    manifest = settings.data / path
    with durable.held(manifest) as is_there:
        yield Batch.from_json(manifest.read_bytes()) if is_there else None


def unfinished(settings: Settings) -> tuple[Batch, ...]:
    """Every batch that some run, perhaps a killed one, has not finished, in order."""
    found = list[Batch]()
    for path in settings.processing.glob("*/[!.]*.json"):
        with suppress(FileNotFoundError):  # its worker has just finished it
            found.append(Batch.from_json(path.read_bytes()))
    return in_order(found)


def in_order(found: Iterable[Batch]) -> tuple[Batch, ...]:
    """Batches in the order in which they are read: the oldest first, then by their files."""
    return tuple(sorted(found, key=lambda batch: (batch.at, batch.files[0].name, batch.batch_id)))


def exists(settings: Settings, batch: Batch) -> bool:
    """Whether `batch` is still unfinished."""
    return (settings.data / batch.path).exists()


def claimed(settings: Settings) -> Iterator[str]:
    """Every claimed file of every run and every piece of one, as a path relative to the data folder."""
    for folder in _folders(settings):
        within = folder.relative_to(settings.data)
        for name in many.listed(folder):  # none where its last file has just been filed
            yield f"{within}/{name}"


def sweep(settings: Settings) -> None:
    """Remove the empty folders and half-written manifests that a killed run left in `processing/`.

    Whoever calls it holds the lock under which manifests are written.
    """
    for aside in settings.processing.glob("*/.*.json.tmp"):
        aside.unlink(missing_ok=True)
    for folder in [*_folders(settings), *settings.processing.glob("*")]:
        durable.remove_if_empty(folder)


def is_piece(path: str) -> bool:
    """Whether a claimed path is that of a piece that a packed file was cut into."""
    return cut_from(path) is not None


def cut_from(path: str) -> str | None:
    """The batch of the packed file that the piece claimed as `path` was cut from; None for another file."""
    folder = f"/{path}".rsplit("/", 2)[-2]
    return folder.removeprefix(CUT) if folder.startswith(CUT) else None


def group(units: Iterable[Sequence[DroppedFile]], limit: int) -> Iterator[tuple[DroppedFile, ...]]:
    """The files of `units`, in their order, in groups of at most `limit` bytes; a larger unit is a group of its own.

    Copies weigh nothing, as nobody reads them.
    """
    pending: list[DroppedFile] = []
    size = 0
    for unit in units:
        weight = sum(file.size for file in unit if not file.is_copy)
        if pending and size + weight > limit:
            yield tuple(pending)
            pending, size = [], 0
        pending.extend(unit)
        size += weight
    if pending:
        yield tuple(pending)


def _mark(file: DroppedFile) -> str:
    """What of a file makes the name of its batch; the same sidecar may tell of this file or of that one."""
    return " ".join((file.sha256, *file.tells_of))


def _folders(settings: Settings) -> list[Path]:
    return sorted(path for head in (CLAIMED, CUT) for path in settings.processing.glob(f"*/{head}*"))
