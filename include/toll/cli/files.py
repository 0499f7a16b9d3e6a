"""`toll files`: where each dropped file went, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Annotated

import typer

from toll.cli.options import FormatOption, OutputOption, SinceOption, chosen, day, deliver
from toll.files.whereabouts import State, Whereabouts

if TYPE_CHECKING:
    import pyarrow as pa

    from toll.settings import Settings

COLUMNS = ("file", "state", "path", "articles", "reason", "at", "batch_id")


def files(
    name: Annotated[
        str | None, typer.Argument(help="A file's name as dropped, or a pattern such as '*.zip'; all unless told.")
    ] = None,
    state: Annotated[list[State] | None, typer.Option(help="Only files of this state; may be given again.")] = None,
    since: SinceOption = None,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Say of every file that was dropped what became of it, why, where it lies now and how many articles it gave.

    A file that was dropped twice is told twice. What stands in a packed file and was lost is in the table rejected.
    """
    from toll import settings
    from toll.errors import QueryError
    from toll.files.whereabouts import everywhere

    here, wanted = settings.from_environment(), chosen(format, output)
    found = [one for one in everywhere(here) if name is None or fnmatchcase(one.file, name) or one.file == name]
    if name is not None and not found:
        raise QueryError(f"no file called {name} was dropped; `toll files` lists all")
    deliver(_table(here, [one for one in found if _asked(one, state, day(since))]), wanted, output)


def _asked(one: Whereabouts, states: Iterable[State] | None, since: date | None) -> bool:
    return (not states or one.state in states) and (since is None or one.at.date() >= since)


def _table(here: Settings, found: Iterable[Whereabouts]) -> pa.Table:
    import pyarrow as pa

    articles, losses = _articles(here), _losses(here)
    rows = [
        {
            "file": one.file,
            "state": one.state.value,
            "path": one.path,
            "articles": articles[one.sha256] if one.sha256 else None,
            "reason": one.reason or losses.get((one.batch_id, one.file)),
            "at": one.at.replace(microsecond=0),
            "batch_id": one.batch_id,
        }
        for one in found
    ]
    types = {"articles": pa.int64(), "at": pa.timestamp("s", "UTC")}
    return pa.Table.from_pylist(rows, schema=pa.schema([(name, types.get(name, pa.string())) for name in COLUMNS]))


def _articles(here: Settings) -> Mapping[str, int]:
    """How many articles of the lake came from each content."""
    from toll import lake
    from toll.tables import ARTICLES

    return Counter(lake.read(here, ARTICLES, ["source_sha256"])["source_sha256"].to_pylist())


def _losses(here: Settings) -> Mapping[tuple[str | None, str], str]:
    """Why articles of a file are not in the tables, or give no claims: by batch and file, the first and how many."""
    import pyarrow.compute as pc

    from toll import lake
    from toll.tables import REJECTED

    whole = pc.field("row").is_null()
    told = lake.read(here, REJECTED, ["batch_id", "source_file", "reason", "row"], where=whole).to_pylist()
    reasons: dict[tuple[str | None, str], list[str]] = {}
    for loss in told:
        reasons.setdefault((loss["batch_id"], loss["source_file"]), []).append(loss["reason"])
    return {key: lost[0] + (f" (and {len(lost) - 1} more)" if lost[1:] else "") for key, lost in reasons.items()}
