"""`toll ingest`: the whole way from the inbox to the statistics, without Airflow."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import typer

from toll.cli.terminal import complain, harmless

if TYPE_CHECKING:
    from toll.settings import Settings


def ingest() -> None:
    """Read what lies in the inbox, publish its rows, link incidents and answer the standing questions.

    A file that changed within the last seconds is given time to settle; one that still grows waits for the next run.
    Exit code 1 where a batch was refused by its expectations.
    """
    from rich.console import Console

    from toll import pipeline, settings

    lake = settings.from_environment()
    at = datetime.now(UTC)
    with Console(stderr=True).status("waiting for files to settle") as status:
        _settle(lake)
        counts = pipeline.ingest(
            lake, f"cli-{at:%Y%m%dT%H%M%S%fZ}", at, lambda label: status.update(f"reading {_plain(label)}")
        )
    _tell(counts)
    for refused in counts["refused"]:
        complain(refused)
    if counts["refused"]:
        raise typer.Exit(1)


def _settle(lake: Settings) -> None:
    from toll.files import inbox

    if any(not inbox.is_settled(found, lake.settle_seconds) for _, found in inbox.waiting(lake.inbox)):
        time.sleep(lake.settle_seconds)


def _plain(label: str) -> str:
    from rich.markup import escape

    return escape(harmless(label))


def _tell(counts: dict[str, Any]) -> None:
    from toll import tables

    new = ", ".join(f"{counts[name]} {name}" for name in ("articles", "claims", "events", "rejected") if name in counts)
    batches = "1 batch" if counts["batches"] == 1 else f"{counts['batches']} batches"
    print(f"{batches} read" + (f": {new}" if new else "") + f"; {len(counts['refused'])} refused")
    print(f"the lake has {counts[tables.INCIDENTS.name]} incidents, and answers to {counts['statistics']} questions")
