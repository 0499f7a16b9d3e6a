"""`toll report`: the casualties of a period and a country as one page to mail or print."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from toll.cli.options import CountryOption, day, save
from toll.cli.terminal import write

_DAY = "%Y-%m-%d"


def report(
    since: Annotated[
        datetime | None,
        typer.Option("--from", "--since", formats=[_DAY], metavar="YYYY-MM-DD", help="First day of the period."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option("--to", "--until", formats=[_DAY], metavar="YYYY-MM-DD", help="Last day of the period."),
    ] = None,
    country: CountryOption = None,
    language: Annotated[str, typer.Option("--lang", metavar="XX", help="Language of the page: en or fr.")] = "en",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write there instead of to standard output.")
    ] = None,
) -> None:
    """Write one HTML page with sums, charts, tables, incidents and all sources; it needs no network and no script."""
    from toll import page, settings

    given = {"since": day(since), "until": day(until), "country": country, "lang": language}
    told = page.report(settings.from_environment(), {name: str(value) for name, value in given.items() if value})
    if output:
        save(told.encode(), output)
    else:
        write(told.encode())
