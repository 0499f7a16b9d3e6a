"""Where every dropped file is now, and why: what the ledger says, and what it cannot say yet."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from toll.files import batch as batches
from toll.files import inbox, ledger, names, retried
from toll.files.batch import Batch
from toll.files.ledger import Fate, Outcome, Receipt
from toll.settings import Settings


class State(StrEnum):
    """What became of a file so far.

    `known`: its content came before; `refused`: kept out with its batch by the expectations, or pieces of it are;
    `quarantined`: it cannot be read; `unpacked`: its articles are read from pieces; `sidecar`: it tells of the article
    beside it; `waiting`: in the inbox; `in_process`: claimed, not decided.
    """

    PUBLISHED = "published"
    UNPACKED = "unpacked"
    KNOWN = "known"
    SIDECAR = "sidecar"
    REFUSED = "refused"
    QUARANTINED = "quarantined"
    WAITING = "waiting"
    IN_PROCESS = "in_process"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """A dropped file: `file` as dropped, `path` below the data folder, null where someone took it away since.

    `at` is when the run began that claimed it; of a file that no run decided, when it was changed last. `sha256` is
    null where nobody has read it yet. `piece_of` is the packed file that it is a piece of, `claimed` where a run had
    it, `tells_of` what it is the sidecar of, by its sha256.
    """

    file: str
    state: State
    path: str | None
    at: datetime
    reason: str | None = None
    sha256: str | None = None
    batch_id: str | None = None
    piece_of: str | None = None
    claimed: str | None = None
    tells_of: tuple[str, ...] = ()


def everywhere(settings: Settings) -> tuple[Whereabouts, ...]:
    """Every file that was ever dropped, once for each time that it was: the oldest first, then by name.

    A file that changed while it was read, or was put back from quarantine, is told as what became of it afterwards.
    """
    # In the order in which files move, so that one that moves meanwhile is not missed.
    waiting, claimed = tuple(_waiting(settings)), tuple(batches.claimed(settings))
    batch_of = {file.path: batch for batch in batches.unfinished(settings) for file in batch.files}
    receipts = tuple(ledger.receipts(settings))
    told = {fate.path for receipt in receipts for fate in receipt.fates if fate.to is not None}
    undecided = [path for path in claimed if path not in told]
    decided = _decided(settings, receipts, retried.again(claimed, receipts))
    found = [*waiting, *_in_process(settings, undecided, batch_of), *decided]
    return tuple(sorted(found, key=lambda one: (one.at, one.file, one.path or "")))


def _decided(settings: Settings, receipts: Collection[Receipt], again: Collection[str]) -> Iterator[Whereabouts]:
    names_of = {fate.sha256: fate.file for one in receipts for fate in one.fates if not fate.tells_of}
    cut = {one.batch_id: one.fates[0].file for one in receipts if one.outcome is Outcome.CUT}
    kept_out, last = _kept_out(settings, receipts), retried.last(receipts)
    for receipt in receipts:
        for fate in (*receipt.fates, *receipt.members):
            path = _first_there(settings, fate.to, fate.path) if fate.to else None
            place = retried.place(fate) if fate.stage else None
            if fate.to is None or (place in again and (path is None or last[str(place)] is not fate)):
                continue
            pieces = kept_out.get(receipt.batch_id, ()) if receipt.outcome is Outcome.CUT and not fate.tells_of else ()
            yield Whereabouts(
                file=fate.file,
                state=State.REFUSED if pieces and not fate.is_copy else _state(receipt, fate),
                path=path,
                at=receipt.at,
                reason=fate.reason or _told_of(receipt, fate, names_of) or _missing(receipt, pieces),
                sha256=fate.sha256,
                batch_id=receipt.batch_id,
                piece_of=cut.get(batches.cut_from(fate.path) or ""),
                claimed=fate.path,
                tells_of=fate.tells_of,
            )


def _kept_out(settings: Settings, receipts: Collection[Receipt]) -> Mapping[str, Sequence[Fate]]:
    """By the batch of a packed file its pieces that lie in quarantine."""
    found = defaultdict[str, dict[str, Fate]](dict)
    for fate in (fate for receipt in receipts for fate in receipt.fates if fate.stage and fate.to):
        if (batch_id := batches.cut_from(fate.path)) and os.path.lexists(settings.data / str(fate.to)):
            found[batch_id][str(fate.to)] = fate
    return {batch_id: tuple(fates.values()) for batch_id, fates in found.items()}


def _missing(receipt: Receipt, pieces: Sequence[Fate]) -> str | None:
    """Why articles of a packed file are not in the tables, and how they get there."""
    if not pieces:
        return None
    of = f"{len(pieces)} of its {receipt.counts['pieces']} pieces"
    return f"{of} are in quarantine, where `toll retry` takes them from: {pieces[0].reason}"


def _told_of(receipt: Receipt, fate: Fate, names_of: Mapping[str, str]) -> str | None:
    """What a sidecar tells of, and where the articles do not say it yet, what makes them."""
    if not fate.tells_of:
        return None
    told = ", ".join(names_of[sha256] for sha256 in fate.tells_of if sha256 in names_of)
    is_late = receipt.outcome is Outcome.KNOWN
    return f"it tells of {told}" + (", which came before; `toll reprocess` reads them together" if is_late else "")


def _state(receipt: Receipt, fate: Fate) -> State:
    if fate.stage:
        return State.QUARANTINED if fate.stage == "read" else State.REFUSED
    if fate.tells_of:
        return State.SIDECAR
    if receipt.outcome is Outcome.CUT and not fate.is_copy:
        return State.UNPACKED
    return State.KNOWN if fate.is_copy or receipt.outcome is Outcome.KNOWN else State.PUBLISHED


def _first_there(settings: Settings, *paths: str) -> str | None:
    return next((path for path in paths if os.path.lexists(settings.data / path)), None)


def _in_process(settings: Settings, paths: Collection[str], batch_of: Mapping[str, Batch]) -> Iterator[Whereabouts]:
    for path in paths:
        batch, changed = batch_of.get(path), _changed(settings.data / path)
        at = batch.at if batch else changed
        if at:
            file, batch_id = names.shown(Path(path).name), batch.batch_id if batch else None
            yield Whereabouts(file=file, state=State.IN_PROCESS, path=path, at=at, batch_id=batch_id)


def _waiting(settings: Settings) -> Iterator[Whereabouts]:
    for path, found in inbox.waiting(settings.inbox):
        file = names.shown(names.stored(path))
        place = os.fsencode(f"{settings.inbox.name}/{path}").decode("utf-8", "backslashreplace")
        at = datetime.fromtimestamp(found.st_mtime, UTC)
        yield Whereabouts(file=file, state=State.WAITING, path=place, at=at)


def _changed(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.lstat().st_mtime, UTC)
    except FileNotFoundError:
        return None  # taken back, or loose and moved on
