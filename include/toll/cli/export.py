"""`toll export`: the incidents in the columns of other people's tables."""

from __future__ import annotations

from typing import Annotated

import typer

from toll.cli.formats import Format
from toll.cli.options import (
    CountryOption,
    FormatOption,
    OutputOption,
    ReadingOption,
    SinceOption,
    UntilOption,
    chosen,
    day,
    deliver,
    exports,
)


def export(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="ucdp_ged or acled.", show_default=False, autocompletion=exports)
    ],
    country: CountryOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    reading: ReadingOption = None,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Write the conflict incidents in the columns of UCDP GED or of ACLED, as CSV unless FILE ends otherwise.

    What is left out and what is null stands in docs/tables.md. In CSV, text that a spreadsheet would run as a formula
    has an apostrophe before it.
    """
    from toll import settings
    from toll.statistics import exported

    wanted = chosen(format, output, Format.CSV)
    given = {"country": country, "since": day(since), "until": day(until), "reading": reading}
    deliver(exported(settings.from_environment(), name, **given), wanted, output)
