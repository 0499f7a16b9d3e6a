"""`toll ingest`: the whole way from the inbox to the statistics, without Airflow."""

from __future__ import annotations

from datetime import UTC, datetime

from toll.cli.terminal import complain


def ingest() -> None:
    """Read what lies in the inbox, publish its rows, link incidents and answer the standing questions."""
    from rich.console import Console

    from toll import pipeline, settings

    at = datetime.now(UTC)
    with Console(stderr=True).status("reading, extracting, checking, publishing…"):
        done = pipeline.ingest(settings.from_environment(), f"cli-{at:%Y%m%dT%H%M%S%fZ}", at)
    complain(str(done))
