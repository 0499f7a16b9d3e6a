"""`toll retry`: what lies in quarantine, put back to be read again."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Annotated

import typer

from toll.cli.options import SinceOption, day

if TYPE_CHECKING:
    from datetime import date

    from toll.files.whereabouts import Whereabouts


def retry(
    name: Annotated[
        str | None, typer.Argument(help="A file's name as dropped, or a pattern such as '*.pdf'; all unless told.")
    ] = None,
    reason: Annotated[
        str | None, typer.Option(metavar="PATTERN", help="Only files refused for this, such as '*larger than*'.")
    ] = None,
    since: SinceOption = None,
) -> None:
    """Put files back from quarantine for the next run to read again; `toll files` says which lie there, and why.

    Worth its while with a newer version, or where a limit was raised or a disk mended. What is refused again goes back.
    """
    from toll import pipeline, settings
    from toll.cli.terminal import harmless

    done = pipeline.retry(settings.from_environment(), lambda one: _is_asked(one, name, reason, day(since)))
    for one in done:
        print(harmless(one.file))
    count = "1 file" if len(done) == 1 else f"{len(done)} files"
    print(f"{count} put back" + ("; `toll ingest` reads them, or the next run in Airflow" if done else ""))


def _is_asked(one: Whereabouts, name: str | None, reason: str | None, since: date | None) -> bool:
    called = {one.file, one.piece_of or one.file}
    return (
        (name is None or any(fnmatchcase(said, name) or said == name for said in called))
        and (reason is None or fnmatchcase(one.reason or "", reason))
        and (since is None or one.at.date() >= since)
    )
