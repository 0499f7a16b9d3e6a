"""`toll stats`: the standing questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from toll.cli.options import (
    CountryOption,
    FormatOption,
    GroupOption,
    MeansOption,
    OutputOption,
    PerpetratorOption,
    ReadingOption,
    SinceOption,
    SourceOption,
    UntilOption,
    chosen,
    day,
    deliver,
    questions,
)

if TYPE_CHECKING:
    import pyarrow as pa

    from toll.settings import Settings
    from toll.statistics import Question


def stats(
    question: Annotated[
        str | None,
        typer.Option("--question", "-q", help="Only this one; --list names them.", autocompletion=questions),
    ] = None,
    list_questions: Annotated[bool, typer.Option("--list", help="Name the questions and stop.")] = False,
    country: CountryOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    means: MeansOption = None,
    victim_group: GroupOption = None,
    source: SourceOption = None,
    perpetrator: PerpetratorOption = None,
    reading: ReadingOption = None,
    incident: Annotated[
        str | None, typer.Option(metavar="ID", help="Only this incident (the first characters do).")
    ] = None,
    top: Annotated[int | None, typer.Option(min=1, metavar="N", help="How many rows of a ranking.")] = None,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Answer the standing questions, always as low, best and high.

    Without --question each is answered that takes the restrictions given; formats other than table need --question.
    """
    from toll import settings, statistics

    wanted = chosen(format, output)
    period = {"since": day(since), "until": day(until)}
    chosen_by = {"means": means, "victim_group": victim_group, "source": source, "perpetrator": perpetrator}
    given = {"country": country, **period, **chosen_by, "reading": reading, "incident": incident, "top": top}
    restrictions = {name: value for name, value in given.items() if value is not None}
    if list_questions:
        deliver(_catalogue(), wanted, output)
    elif question is None:
        if format or output:
            raise typer.BadParameter("name one with --question, to write it in a format or to a file")
        _report(settings.from_environment(), restrictions)
    elif format or output:
        deliver(statistics.answer(settings.from_environment(), question, **restrictions), wanted, output)
    else:
        _explained(settings.from_environment(), question, restrictions)


def _catalogue() -> pa.Table:
    import pyarrow as pa

    from toll.statistics import questions

    columns = ("name", "words", "parameters")
    rows = [{"name": q.name, "words": q.words, "parameters": ", ".join(q.parameters)} for q in questions()]
    return pa.Table.from_pylist(rows, schema=pa.schema([(column, pa.string()) for column in columns]))


def _report(lake: Settings, restrictions: Mapping[str, object]) -> None:
    from toll.cli import screen
    from toll.cli.condense import condensed
    from toll.statistics import report

    paper = screen.report_console()
    for asked, rows in report(lake, **restrictions):
        screen.show(condensed(rows), paper, _title(asked, restrictions))
        paper.print()


def _explained(lake: Settings, name: str, restrictions: Mapping[str, object]) -> None:
    from rich.text import Text

    from toll.cli import screen
    from toll.cli.condense import condensed
    from toll.statistics import answer, question

    paper = screen.report_console()
    asked = question(name)
    screen.show(condensed(answer(lake, name, **restrictions)), paper, _title(asked, restrictions))
    paper.print(Text(asked.notes, style="dim"))


def _title(asked: Question, restrictions: Mapping[str, object]) -> str:
    from toll.statistics import reading_of

    reading = reading_of(asked, restrictions) if "reading" in restrictions else None
    return f"{asked.words} (reading: {reading})" if reading else asked.words
