"""Where a file ends: in the archive, or in the quarantine beside the reason why.

Files are moved, never deleted, to a folder named by their content, so filing twice is filing once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toll import __version__, durable
from toll.files import batch as batches
from toll.files import ledger, looking, many, names
from toll.files.batch import Batch, DroppedFile
from toll.files.ledger import Fate, Outcome, Receipt, Refusal
from toll.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member of a container that could not be read: `path` of its staged bytes, below the data folder, and why."""

    path: str
    stored_name: str
    sha256: str
    size: int
    reason: str


def finish(
    settings: Settings,
    batch: Batch,
    outcome: Outcome,
    *,
    refusals: Mapping[str, Refusal],
    counts: Mapping[str, int],
    reason: str | None = None,
    members: Iterable[Member] = (),
) -> None:
    """Decide `batch` and file its files away, those whose sha256 is in `refusals` and all `members` in quarantine.

    A sidecar goes where the file goes that it tells of. A file that changed since it was claimed stays where it is and
    becomes loose. A piece that was read is removed: the file that it is of is in the archive.
    """
    receipt = Receipt(
        batch_id=batch.batch_id,
        at=batch.at,
        outcome=outcome,
        reason=reason,
        counts=dict(counts),
        fates=tuple(_fate(settings, file, _refusal(file, refusals)) for file in batch.files),
        members=tuple(_fate_of_member(settings, member) for member in members),
    )
    ledger.save(settings, batch, receipt)
    carry_out(settings, batch, receipt)


def carry_out(settings: Settings, batch: Batch, receipt: Receipt) -> None:
    """Move the files of the decided `batch` to where `receipt` says, those that are not there yet; then it is over."""
    if receipt.counts.get("pieces"):
        _hand_out(settings, batch)
    for file, fate in zip(batch.files, receipt.fates, strict=True):
        if looking.is_unchanged(settings, file):  # else it is there already, or it changed after all
            _move(settings, fate, receipt)
    for fate in receipt.members:
        if (settings.data / fate.path).exists():
            _move(settings, fate, receipt)
    durable.flush()
    (settings.data / batch.path).unlink(missing_ok=True)
    for folder in sorted({file.folder for file in batch.files}):
        durable.remove_if_empty(settings.data / folder)
    durable.remove_if_empty(settings.processing / batch.run)


def pieces_of(settings: Settings, batch: Batch) -> Path:
    """Where the pieces of the packed `batch` are made ready."""
    return settings.staging / batch.batch_id / "pieces"


def is_archived(settings: Settings, sha256: str) -> bool:
    """Whether a file with this content was published before."""
    return bool(many.listed(_folder(settings.archive, sha256)))


def refused_before(settings: Settings, sha256: str) -> Refusal | None:
    """Why this content was found unreadable before by this version of Toll, under the present limit of size."""
    folder = _folder(settings.quarantine, sha256)
    for name in many.listed(folder):
        if not name.endswith(names.REASON):
            continue
        said = json.loads(Path(folder, name).read_bytes())
        if said["stage"] == "read" and said["read_by"] == _reader(settings):
            return Refusal(stage=said["stage"], reason=said["reason"])
    return None


def _refusal(file: DroppedFile, refusals: Mapping[str, Refusal]) -> Refusal | None:
    if not file.is_sidecar:
        return refusals.get(file.sha256)
    told = [refusals.get(sha256) for sha256 in file.tells_of]
    first = told[0] if all(told) else None
    return first and Refusal(stage=first.stage, reason=f"it tells of a file that is kept out: {first.reason}")


def _fate(settings: Settings, file: DroppedFile, refusal: Refusal | None) -> Fate:
    root = settings.quarantine if refusal else settings.archive
    is_here = looking.is_unchanged(settings, file)
    why = refusal if is_here else Refusal(stage="read", reason="it changed or went while it was read")
    is_done = file.is_piece and not refusal
    return Fate(
        file=file.name,
        path=file.path,
        sha256=file.sha256,
        size=file.size,
        is_copy=file.is_copy,
        to=_target(root, file.sha256, file.stored_name) if is_here and not is_done else None,
        stage=why.stage if why else None,
        reason=why.reason if why else None,
        tells_of=file.tells_of,
    )


def _fate_of_member(settings: Settings, member: Member) -> Fate:
    return Fate(
        file=names.shown(member.stored_name),
        path=member.path,
        sha256=member.sha256,
        size=member.size,
        is_copy=False,
        to=_target(settings.quarantine, member.sha256, member.stored_name),
        stage="read",
        reason=member.reason,
    )


def _hand_out(settings: Settings, batch: Batch) -> None:
    """Give the pieces of a packed file to whoever takes loose files."""
    ready = pieces_of(settings, batch)
    if ready.exists():
        folder = settings.processing / batch.run / f"{batches.CUT}{batch.batch_id}"
        folder.parent.mkdir(parents=True, exist_ok=True)
        ready.replace(folder)


def _move(settings: Settings, fate: Fate, receipt: Receipt) -> None:
    if fate.to is None:
        if fate.stage is None:
            (settings.data / fate.path).unlink()
        return
    target = f"{settings.data}/{fate.to}"
    many.make(target.rpartition("/")[0])
    if fate.stage:
        said = {"file": fate.file, "sha256": fate.sha256, "size": fate.size, "stage": fate.stage, "reason": fate.reason}
        by = {"batch_id": receipt.batch_id, "at": receipt.at.isoformat(), "read_by": _reader(settings)}
        durable.write(Path(target + names.REASON), _json(said | by), synced=False)
    many.move(f"{settings.data}/{fate.path}", target)


def _reader(settings: Settings) -> dict[str, Any]:
    """What an unreadable file was refused by: another version, or another limit, may read it."""
    return {"toll": __version__, "max_file_bytes": settings.max_file_bytes}


def _target(root: Path, sha256: str, name: str) -> str:
    """The path below the data folder, in which both the archive and the quarantine lie."""
    return f"{root.name}/{sha256[:2]}/{sha256}/{name}"


def _folder(root: Path, sha256: str) -> str:
    return f"{root}/{sha256[:2]}/{sha256}"


def _json(entries: Mapping[str, Any]) -> bytes:
    return json.dumps(entries, ensure_ascii=False, indent=1).encode()
