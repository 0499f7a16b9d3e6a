"""Options that several commands share, and where their output goes."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toll.cli import formats, screen
from toll.cli.formats import Format
from toll.cli.terminal import visible, write

if TYPE_CHECKING:
    import pyarrow as pa

FormatOption = Annotated[
    Format | None,
    typer.Option("--format", "-f", help="Default: what the name of FILE says, else table.", show_default=False),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write there instead of to standard output."),
]
SinceOption = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="First day of the period.")
]
UntilOption = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Last day of the period.")
]
CountryOption = Annotated[str | None, typer.Option(metavar="XX", help="Only this country (ISO 3166-1 alpha-2).")]
MeansOption = Annotated[str | None, typer.Option(metavar="NAME", help="Only these means: air_strike, shelling, ...")]
GroupOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="Only these victims: civilians, children, women, ...")
]
SourceOption = Annotated[str | None, typer.Option(metavar="NAME", help="Only incidents of which this source tells.")]
PerpetratorOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="Only incidents of this perpetrator, as the articles write it.")
]


def readings(begin: str) -> list[str]:
    """The readings that Tab offers."""
    from toll.statistics.readings import names

    return [name for name in names() if name.startswith(begin)]


def questions(begin: str) -> list[str]:
    """The standing questions that Tab offers."""
    from toll.statistics.questions import questions

    return [asked.name for asked in questions() if asked.name.startswith(begin)]


def exports(begin: str) -> list[str]:
    """The exports that Tab offers."""
    from toll.statistics.questions import exports

    return [asked.name for asked in exports() if asked.name.startswith(begin)]


ReadingOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="How vague numbers count: literal (as told, the default), acled, strict.",
        autocompletion=readings,
    ),
]


def day(instant: datetime | None) -> date | None:
    """The day that an option gives."""
    return instant.date() if instant else None


def chosen(wanted: Format | None, output: Path | None, default: Format = Format.TABLE) -> Format:
    """The format to write; raises BadParameter for Parquet on a terminal."""
    found = wanted or (formats.by_suffix(output) if output else None) or default
    if found is Format.PARQUET and not output and sys.stdout.isatty():
        raise typer.BadParameter("Parquet is no text for a terminal; add -o FILE or pipe it")
    return found


def deliver(rows: pa.Table, wanted: Format, output: Path | None) -> None:
    """Write `rows` to `output`, or to standard output; raises QueryError where the file cannot be written."""
    if wanted is Format.TABLE and not output and sys.stdout.isatty():
        screen.show(rows, screen.console())
        return
    content = formats.encode(rows, wanted)
    if output:
        save(content, output)
        return
    if sys.stdout.isatty():
        content = visible(content.decode("utf-8", "backslashreplace"), keep="\n").encode()
    write(content)


def save(content: bytes, output: Path) -> None:
    """Write `content` to `output`; raises QueryError where that cannot be."""
    from toll.errors import QueryError

    try:
        output.write_bytes(content)
    except OSError as error:
        raise QueryError(f"{output}: cannot be written ({error.strerror})") from error
