"""`toll reprocess`: the archive read again by the present extractor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from toll.cli.options import FormatOption, OutputOption, chosen, deliver

if TYPE_CHECKING:
    from toll.pipeline import Reprocessed


def reprocess(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")] = False,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Read every archived file again, put the tables that this gives in place of the old, and show what changed.

    A row an article: the claims that it has gained, lost, and those that say something else. Readers see the old tables
    or the new ones; files that are dropped meanwhile are in the new ones too. Incidents keep their ids and versions.
    """
    from rich.console import Console

    from toll import pipeline, settings

    wanted = chosen(format, output)
    with Console(stderr=True).status("reading the archive again"):
        done = pipeline.reprocess(settings.from_environment(), dry_run=dry_run)
    if not (format or output):
        _tell(done, dry_run=dry_run)
    if format or output or done.changed.num_rows:
        deliver(done.changed, wanted, output)


def _tell(done: Reprocessed, *, dry_run: bool) -> None:
    batches = "1 batch" if done.read == 1 else f"{done.read} batches"
    kept = f"; {done.kept} kept as before" if done.kept else ""
    print(f"{batches} read again{kept}" + ("; the lake stays as it was" if dry_run else ""))
    for table, (before, now) in done.totals.items():
        print(f"{table}: {before}" + (f" → {now}" if now != before else ""))
