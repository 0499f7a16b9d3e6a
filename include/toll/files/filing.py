"""Where a file ends: in the archive, or in the quarantine beside the reason why; and the receipt that says so.

Files are moved, never deleted, to a folder named by their content, so filing twice is filing once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from toll import __version__, durable
from toll.files import batch as batches
from toll.files import names
from toll.files.batch import Batch, DroppedFile
from toll.settings import Settings


class Outcome(StrEnum):
    """How a batch ended."""

    PUBLISHED = "published"
    REFUSED = "refused"
    KNOWN = "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a file is in quarantine: `stage` is `read` where the file itself is to blame, else `validate`."""

    stage: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of a batch: `counts` are those of its rows, `reason` says why it was refused."""

    outcome: Outcome
    reason: str | None
    counts: Mapping[str, int]


def receipt(settings: Settings, batch: str) -> Receipt:
    """The receipt of the finished batch `batch`; raises FileNotFoundError where there is none."""
    raw = json.loads(_receipt_path(settings, batch).read_bytes())
    return Receipt(outcome=Outcome(raw["outcome"]), reason=raw["reason"], counts=raw["counts"])


def finish(settings: Settings, batch: Batch, done: Receipt, refusals: Mapping[str, Refusal]) -> None:
    """File every file of `batch` away, those whose sha256 is in `refusals` in quarantine; then the batch is over.

    A file that changed since it was claimed stays where it is and becomes loose. Killed at any point and run again,
    it ends the same.
    """
    fates = [_file_away(settings, batch, file, refusals.get(file.sha256)) for file in batch.files]
    entries = {"batch_id": batch.batch_id, "at": batch.at.isoformat(), "outcome": done.outcome, "reason": done.reason}
    _write_json(_receipt_path(settings, batch.path), entries | {"counts": dict(done.counts), "files": fates})
    (settings.data / batch.path).unlink()
    for folder in sorted({(settings.data / file.path).parent for file in batch.files}):
        durable.remove_if_empty(folder)
    durable.remove_if_empty(settings.processing / batch.run)


def is_archived(settings: Settings, sha256: str) -> bool:
    """Whether a file with this content was published before."""
    folder = _folder(settings.archive, sha256)
    return folder.is_dir() and any(folder.iterdir())


def refused_before(settings: Settings, sha256: str) -> Refusal | None:
    """Why this content was found unreadable before by this version of Toll, under the present limit of size."""
    for path in sorted(_folder(settings.quarantine, sha256).glob(f"*{names.REASON}")):
        said = json.loads(path.read_bytes())
        if said["stage"] == "read" and said["read_by"] == _reader(settings):
            return Refusal(stage=said["stage"], reason=said["reason"])
    return None


def _file_away(settings: Settings, batch: Batch, file: DroppedFile, refusal: Refusal | None) -> dict[str, Any]:
    folder = _folder(settings.quarantine if refusal else settings.archive, file.sha256)
    target = folder / file.stored_name
    said = {"file": file.name, "sha256": file.sha256, "bytes": file.size, "is_copy": file.is_copy}
    try:
        if not batches.is_unchanged(settings, file):
            return said | {"to": None, "reason": "it changed while it was read; it is read again"}
    except FileNotFoundError:
        found = target.exists() or target.is_symlink()
        return said | {"to": _relative(settings, target) if found else None, "reason": refusal and refusal.reason}
    folder.mkdir(parents=True, exist_ok=True)
    if refusal:
        _write_reason(settings, batch, target, said, refusal)
    (settings.data / file.path).replace(target)
    return said | {"to": _relative(settings, target), "reason": refusal and refusal.reason}


def _write_reason(settings: Settings, batch: Batch, target: Path, said: dict[str, Any], refusal: Refusal) -> None:
    why = {"stage": refusal.stage, "reason": refusal.reason, "batch_id": batch.batch_id, "at": batch.at.isoformat()}
    _write_json(target.with_name(target.name + names.REASON), said | why | {"read_by": _reader(settings)})


def _reader(settings: Settings) -> dict[str, Any]:
    return {"toll": __version__, "max_file_bytes": settings.max_file_bytes}


def _folder(root: Path, sha256: str) -> Path:
    return root / sha256[:2] / sha256


def _relative(settings: Settings, path: Path) -> str:
    return str(path.relative_to(settings.data))


def _receipt_path(settings: Settings, batch: str) -> Path:
    return settings.ledger / Path(batch).relative_to("processing")


def _write_json(path: Path, entries: Mapping[str, Any]) -> None:
    durable.write(path, json.dumps(entries, ensure_ascii=False, indent=1).encode())
