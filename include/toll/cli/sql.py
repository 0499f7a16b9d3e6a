"""`toll sql`: one query, a script on standard input, or a shell."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from toll.cli.options import FormatOption, OutputOption, chosen, deliver


def sql(
    query: Annotated[str | None, typer.Argument(metavar="[QUERY]", help="SQL in DuckDB's dialect.")] = None,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Ask DuckDB: the rows of QUERY, or a shell over the views articles, claims, events, incidents, statistics_….

    Without QUERY, statements come from standard input, or from you where it is a terminal (.help there).
    """
    from toll import settings
    from toll.cli import patience
    from toll.statistics import Session

    wanted = chosen(format, output)
    with Session(settings.from_environment()) as session:
        if query is None and sys.stdin.isatty() and sys.stdout.isatty():
            from toll.cli.shell import interact

            interact(session, settings.from_environment())
            return
        statements = session.split(sys.stdin.read() if query is None else query)
        for statement in statements[:-1]:
            patience.run(session, statement)
        if statements:
            deliver(patience.run(session, statements[-1]), wanted, output)
