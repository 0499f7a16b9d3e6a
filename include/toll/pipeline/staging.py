"""What a batch has in staging: the parts as extracted, the parts as accepted, and which files could not be read."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from toll import durable, lake
from toll.errors import RefusedError
from toll.files import batch as batches
from toll.files import content, filing, ledger, names
from toll.files.batch import Batch
from toll.files.filing import Member
from toll.files.ledger import Outcome, Refusal
from toll.model import Rejection
from toll.read.document import Refused
from toll.settings import Settings
from toll.tables import ARTICLES, CLAIMS, EVENTS, REJECTED, Table

PARTS: tuple[Table, ...] = (ARTICLES, EVENTS, CLAIMS, REJECTED)
"""What a batch brings, in the order in which it is published: no row ever refers to one that is not there yet."""

EXTRACTED, ACCEPTED = "extracted", "accepted"
"""Stages of a staged part."""

MOST_MEMBERS = 1000
"""Unreadable members of one batch that are quarantined each by itself; all of them have their row in `rejected`."""

_UNREADABLE, _MEMBERS = "unreadable.json", "members.json"


@contextmanager
def working_on(settings: Settings, path: str) -> Iterator[Batch | None]:
    """The batch of the manifest `path`, kept from every other worker; None where it was published before.

    One that was decided, but whose worker was killed before all files were filed, is finished first. Raises
    RefusedError where it was refused.
    """
    with batches.held(settings, path) as batch:
        receipt = ledger.decided(settings, batch) if batch else ledger.load(settings, path)
        if batch and receipt:
            filing.carry_out(settings, batch, receipt)
        if receipt and receipt.outcome is Outcome.REFUSED:
            raise RefusedError(str(receipt.reason))
        yield None if receipt else batch


def counts(settings: Settings, path: str) -> dict[str, int]:
    """How many rows the finished batch `path` brought to each table."""
    return dict(ledger.load(settings, path).counts)


def rejection(
    batch: Batch,
    stage: str,
    source_file: str,
    reason: str,
    *,
    locator: str | None = None,
    expectation: str | None = None,
    row: str | None = None,
) -> Rejection:
    """A row of `rejected` for something that `batch` brought."""
    return Rejection(
        stage=stage,
        source_file=source_file,
        source_locator=locator,
        batch_id=batch.batch_id,
        reason=" ".join(reason.split()),
        expectation=expectation,
        row=row,
        at=batch.at,
    )


def save(settings: Settings, batch: Batch, stage: str, parts: Mapping[str, pa.Table]) -> None:
    """Write `parts`, by their tables' names, as `stage` of `batch`."""
    for name, rows in parts.items():
        lake.write(_folder(settings, batch) / stage / f"{name}.parquet", rows, synced=False)


def load(settings: Settings, batch: Batch, stage: str) -> dict[str, pa.Table]:
    """The parts of `stage`, by their tables' names."""
    folder = _folder(settings, batch) / stage
    return {table.name: lake.load(folder / f"{table.name}.parquet", table.schema) for table in PARTS}


def save_unreadable(settings: Settings, batch: Batch, refusals: Mapping[str, Refusal]) -> None:
    """Remember why files could not be read, or not yet, by their sha256."""
    kept = json.dumps({sha256: asdict(refusal) for sha256, refusal in refusals.items()}, ensure_ascii=False).encode()
    durable.write(_folder(settings, batch) / _UNREADABLE, kept, synced=False)


def unreadable(settings: Settings, batch: Batch) -> dict[str, Refusal]:
    """Why files could not be read, or not yet, by their sha256."""
    kept = json.loads((_folder(settings, batch) / _UNREADABLE).read_bytes())
    return {sha256: Refusal(**refusal) for sha256, refusal in kept.items()}


def save_members(settings: Settings, batch: Batch, refused: Iterable[tuple[str, Refused]]) -> None:
    """Keep the bytes of refused members, with the names of the files that they are of, for the quarantine."""
    kept = {content.sha256_of(one.content): (name, one) for name, one in islice(refused, MOST_MEMBERS) if one.content}
    for digest, (_, one) in kept.items():
        durable.write(_folder(settings, batch) / "members" / digest, one.content, synced=False)
    said = [_member(settings, batch, digest, name, one) for digest, (name, one) in sorted(kept.items())]
    durable.write(_folder(settings, batch) / _MEMBERS, json.dumps(said).encode(), synced=False)


def members(settings: Settings, batch: Batch) -> list[Member]:
    """The refused members whose bytes were kept."""
    return [Member(**said) for said in json.loads((_folder(settings, batch) / _MEMBERS).read_bytes())]


def remove(settings: Settings, batch: Batch) -> None:
    """Remove all that `batch` has in staging."""
    shutil.rmtree(_folder(settings, batch), ignore_errors=True)


def sweep(settings: Settings, waiting: Iterable[Batch]) -> None:
    """Remove what batches other than those `waiting` left in staging when their worker was killed at the very end."""
    needed = {batch.batch_id for batch in waiting}
    for folder in settings.staging.glob("*"):
        if folder.name not in needed:
            shutil.rmtree(folder, ignore_errors=True)


def _member(settings: Settings, batch: Batch, digest: str, name: str, one: Refused) -> dict[str, Any]:
    path = _folder(settings, batch) / "members" / digest
    stored = names.stored(f"{name}!{one.locator}")
    return asdict(
        Member(
            path=str(path.relative_to(settings.data)),
            stored_name=stored,
            sha256=digest,
            size=len(one.content),
            reason=one.reason,
        )
    )


def _folder(settings: Settings, batch: Batch) -> Path:
    return settings.staging / batch.batch_id
