"""The `toll` command: one module a sub-command, heavy packages imported only by the command that needs them."""

from __future__ import annotations

import sys

import typer

from toll.cli import (
    claims,
    compact,
    correct,
    dictionary,
    explain,
    export,
    files,
    ingest,
    report,
    reprocess,
    retry,
    show,
    sql,
    stats,
)
from toll.cli.terminal import complain
from toll.errors import TollError

EXIT_CODES = """Exit codes: 0 done; 1 what was asked for failed, one line on standard error says why;
2 wrong usage; 130 interrupted; 141 the reader of the output went away."""

app = typer.Typer(
    name="toll",
    help="News articles in, casualty statistics out. Data lies in the folder TOLL_DATA, by default data/.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    ingest.ingest,
    files.files,
    retry.retry,
    reprocess.reprocess,
    compact.compact,
    claims.claims,
    explain.explain,
    show.show,
    correct.correct,
    stats.stats,
    export.export,
    report.report,
    sql.sql,
    dictionary.tables,
):
    app.command()(command)


def main() -> None:
    """Run the command line; every failure that we foresee ends as one line on standard error and its exit code."""
    try:
        app()
    except TollError as error:
        complain(str(error))
        sys.exit(1)
