"""All tasks in a row, in this process: what `toll ingest` does where no Airflow runs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from toll import extract, read, validate
from toll.errors import RefusedError
from toll.pipeline.building import build_incidents, publish_statistics
from toll.pipeline.claiming import claim_files
from toll.pipeline.extracting import extract_batch
from toll.pipeline.publishing import publish_batch
from toll.pipeline.validating import validate_batch
from toll.settings import Settings


def preload() -> None:
    """Load every model, pack and library that the tasks need, so that processes forked from this one inherit them."""
    extract.preload()
    read.preload()
    validate.preload()


def ingest(
    settings: Settings, run_id: str, at: datetime, progress: Callable[[str], None] = lambda _: None
) -> dict[str, Any]:
    """Take what the inbox holds all the way to the statistics; returns how many rows each table got.

    `progress` is told each batch's label before it is read. A refused batch does not hold up the others: `refused` of
    the result has its reason.
    """
    counts: dict[str, Any] = {"batches": 0, "refused": []}
    for batch in claim_files(settings, run_id, at):
        progress(batch["label"])
        try:
            published = _one_batch(settings, batch["batch"])
        except RefusedError as error:
            counts["refused"].append(f"{batch['label']}: {error}")
            continue
        counts["batches"] += 1
        counts |= {name: counts.get(name, 0) + n for name, n in published.items()}
    return counts | build_incidents(settings) | {"statistics": len(publish_statistics(settings))}


def _one_batch(settings: Settings, batch: str) -> dict[str, int]:
    extract_batch(settings, batch)
    validate_batch(settings, batch)
    return publish_batch(settings, batch)
