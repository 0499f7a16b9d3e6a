"""`toll ingest`: the whole way from the inbox to the statistics, without Airflow."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from toll.cli.terminal import complain, harmless

if TYPE_CHECKING:
    from toll.settings import Settings

Tell = Callable[[str, int], None]
"""What is done next, and how many batches wait with it."""


def ingest(
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as one JSON object.")] = False,
) -> None:
    """Read what lies in the inbox, publish its rows, link incidents and answer the standing questions.

    A file that changed within the last seconds is given time to settle; one that still grows waits for the next run.
    Exit code 1 where a batch was refused by its expectations, or an alert (TOLL_ALERT_…) could not be sent.
    """
    from toll import alerts, pipeline, settings

    lake = settings.from_environment()
    plan = alerts.from_environment()
    at = datetime.now(UTC)
    with _bar() as tell:
        tell("waiting for files to settle", 0)
        _settle(lake)
        counts = pipeline.ingest(lake, f"cli-{at:%Y%m%dT%H%M%S%fZ}", at, tell)
    (_print if as_json else _tell)(counts)
    failures = [*counts["refused"], *_alerted(lake, plan, counts["refused"])]
    for failure in failures:
        complain(failure)
    if failures:
        raise typer.Exit(1)


@contextmanager
def _bar() -> Iterator[Tell]:
    """A bar of the batches on standard error, where that is a terminal; nothing at all where it is none."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task, begun = progress.add_task("", total=None), 0

        def tell(what: str, waiting: int) -> None:
            nonlocal begun
            total = begun + waiting or None
            progress.update(task, description=harmless(what), completed=begun, total=total)
            begun += waiting > 0

        yield tell


def _settle(lake: Settings) -> None:
    from toll.files import inbox

    if any(not inbox.is_settled(found, lake.settle_seconds) for _, found in inbox.waiting(lake.inbox)):
        time.sleep(lake.settle_seconds)


def _alerted(lake: Settings, plan: Any, refused: list[str]) -> Iterator[str]:
    """Tell whom the environment names; yields why that failed."""
    from toll import alerts
    from toll.errors import AlertError

    try:
        for one in refused:
            what, _, reason = one.partition(": ")
            alerts.tell_refused(lake, plan, what, reason)
        alerts.tell_passed(lake, plan)
    except AlertError as error:
        yield f"no alert was sent: {error}"


def _print(counts: dict[str, Any]) -> None:
    import json

    print(json.dumps(counts, ensure_ascii=False))


def _tell(counts: dict[str, Any]) -> None:
    from toll import tables

    new = ", ".join(f"{counts[name]} {name}" for name in ("articles", "claims", "events", "rejected") if name in counts)
    batches = "1 batch" if counts["batches"] == 1 else f"{counts['batches']} batches"
    print(f"{batches} read" + (f": {new}" if new else "") + f"; {len(counts['refused'])} refused")
    print(f"the lake has {counts[tables.INCIDENTS.name]} incidents, and answers to {counts['statistics']} questions")
