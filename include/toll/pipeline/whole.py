"""All tasks in a row, in this process: what `toll ingest` does where no Airflow runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

from toll import extract, read, validate
from toll.errors import RefusedError
from toll.pipeline.answering import publish_statistics
from toll.pipeline.building import build_incidents
from toll.pipeline.claiming import claim_files
from toll.pipeline.extracting import extract_batch
from toll.pipeline.publishing import publish_batch
from toll.pipeline.unpacking import unpack_files
from toll.pipeline.validating import validate_batch
from toll.settings import Settings


def preload() -> None:
    """Load every model, pack and library that the tasks need, so that processes forked from this one inherit them."""
    extract.preload()
    read.preload()
    validate.preload()


def ingest(
    settings: Settings, run_id: str, at: datetime, progress: Callable[[str, int], None] = lambda _label, _waiting: None
) -> dict[str, Any]:
    """Take what the inbox holds all the way to the statistics; returns how many rows each table got.

    `progress` is told what is done next, and how many batches wait with it. A refused batch does not hold up the
    others: `refused` of the result has its reason.
    """
    counts, refused = Counter[str](batches=0), list[str]()
    # Again until nothing is left: a copy of what was being read waits, and one claim hands out so many batches.
    while claim_files(settings, run_id, at):
        batches = unpack_files(settings, run_id, at)
        for number, batch in enumerate(batches):
            progress(f"reading {batch['label']}", len(batches) - number)
            try:
                counts.update(_one_batch(settings, batch["batch"]), batches=1)
            except RefusedError as error:
                refused.append(f"{batch['label']}: {error}")
    progress("linking incidents", 0)
    built = build_incidents(settings)
    progress("answering questions", 0)
    return {**counts, "refused": refused, **built, "statistics": len(publish_statistics(settings))}


def _one_batch(settings: Settings, batch: str) -> dict[str, int]:
    extract_batch(settings, batch)
    validate_batch(settings, batch)
    return publish_batch(settings, batch)
