"""Files put back from quarantine: where they are claimed anew, by which it is known what became of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

from toll.files import batch as batches
from toll.files.inbox import CLAIMED
from toll.files.ledger import Fate, Receipt

RUN = "retry-"
"""Head of the name of a run that takes no files but puts them back: `processing/retry-<new>/`."""

_DIGITS = 20


def place(fate: Fate) -> str:
    """Where a file is put back below the folder of its run: a piece among its like, a sidecar beside its text."""
    name = PurePosixPath(fate.to or fate.path).name
    return f"{folder(fate.path, fate.sha256, fate.tells_of)}/{name}"


def folder(claimed: str, sha256: str, tells_of: Collection[str]) -> str:
    """The folder of a file of this content that was `claimed` there before: one for each, as names may be the same."""
    if batches.is_piece(claimed):
        return PurePosixPath(claimed).parent.name
    return f"{CLAIMED}{next(iter(tells_of), sha256)[:_DIGITS]}"


def again(claimed: Collection[str], receipts: Collection[Receipt]) -> frozenset[str]:
    """The places of all files that were put back, those that are `claimed` now and those that were decided since."""
    return frozenset(_places([*claimed, *(fate.path for receipt in receipts for fate in receipt.fates)]))


def last(receipts: Collection[Receipt]) -> Mapping[str, Fate]:
    """Of all that befell a file that was kept out, by its place, what befell it last."""
    told = [(receipt.at, fate) for receipt in receipts for fate in (*receipt.fates, *receipt.members) if fate.stage]
    ordered = sorted(told, key=lambda one: (one[0], PurePosixPath(one[1].path).parts[1].startswith(RUN)))
    return {place(fate): fate for _, fate in ordered}


def _places(paths: Collection[str]) -> Iterator[str]:
    for path in map(PurePosixPath, paths):
        if path.parts[1].startswith(RUN):
            yield f"{path.parent.name}/{path.name}"
