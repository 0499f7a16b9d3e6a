"""The ledger: for each batch one receipt that says how it ended and where each of its files goes, and why.

A receipt is written before its files move. From then on the batch is decided, and only the moving is left to do.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from toll import durable
from toll.errors import TollError
from toll.files import plain
from toll.files.batch import Batch
from toll.settings import Settings


class Outcome(StrEnum):
    """How a batch ended.

    In the lake, kept out of it as a whole, never read since all its content came before, or cut into pieces.
    """

    PUBLISHED = "published"
    REFUSED = "refused"
    KNOWN = "known"
    CUT = "cut"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a file goes to quarantine: `stage` is `read` where the file is to blame, else `embargo` or `validate`."""

    stage: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """Where the file claimed as `path` goes, both below the data folder.

    `to` is null where it must be read again; for a piece of a packed file also where it is done with, since the packed
    file is in the archive. `tells_of` is the sha256 of each file that it is the sidecar of.
    """

    file: str
    path: str
    sha256: str
    size: int
    is_copy: bool
    to: str | None
    stage: str | None = None
    reason: str | None = None
    tells_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of a batch: `counts` are those of its rows, `reason` says why it was refused.

    `members` are what its containers held and could not be read: each goes to the quarantine by itself.
    """

    batch_id: str
    at: datetime
    outcome: Outcome
    reason: str | None
    counts: Mapping[str, int]
    fates: tuple[Fate, ...]
    members: tuple[Fate, ...] = ()

    def to_json(self) -> bytes:
        """The receipt as it is kept."""
        return plain.as_json(self)

    @classmethod
    def from_json(cls, kept: bytes) -> Self:
        """The receipt as it was kept."""
        raw = json.loads(kept)
        made = {"at": datetime.fromisoformat(raw["at"]), "outcome": Outcome(raw["outcome"])}
        fates = {name: tuple(map(_fate, raw.get(name, ()))) for name in ("fates", "members")}
        return cls(**raw | made | fates)


def save(settings: Settings, batch: Batch, receipt: Receipt) -> None:
    """Write the receipt of `batch`: from here on it is decided."""
    durable.write(_path(settings, batch.path), receipt.to_json())


def load(settings: Settings, path: str) -> Receipt:
    """The receipt of the finished batch `path`; raises TollError where there was no such batch."""
    try:
        return Receipt.from_json(_path(settings, path).read_bytes())
    except FileNotFoundError as error:
        raise TollError(f"there is no batch {path} below {settings.data}, and no receipt of one") from error


def receipts(settings: Settings) -> Iterator[Receipt]:
    """Every receipt there is, in the order of the runs' names."""
    for path in sorted(settings.ledger.glob("*/[!.]*.json")):
        yield Receipt.from_json(path.read_bytes())


def decided(settings: Settings, batch: Batch) -> Receipt | None:
    """The receipt of `batch`, whose files may not all have been moved yet; None where it is still to be decided."""
    if not _path(settings, batch.path).is_file():
        return None
    receipt = load(settings, batch.path)
    # A refused batch that is dropped and claimed anew has the same name and other paths.
    return receipt if [fate.path for fate in receipt.fates] == [file.path for file in batch.files] else None


def _fate(raw: dict[str, Any]) -> Fate:
    return Fate(**raw | {"tells_of": tuple(raw.get("tells_of", ()))})


def _path(settings: Settings, batch: str) -> Path:
    return settings.ledger / Path(batch).relative_to("processing")


def latest(settings: Settings, most: int) -> tuple[Receipt, ...]:
    """The receipts that were written last, the latest first."""
    return tuple(Receipt.from_json(path.read_bytes()) for path in latest_files(settings, most))


def latest_files(settings: Settings, most: int | None = None) -> list[Path]:
    """The files of the receipts that were written last, the latest first; all of them unless told how many."""
    kept = [*settings.ledger.glob("*/[!.]*.json")]
    return heapq.nlargest(len(kept) if most is None else most, kept, key=lambda path: path.stat().st_mtime_ns)
