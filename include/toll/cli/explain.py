"""`toll explain`: why an article gives the claims that it gives, and why an incident has its figures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toll.cli.options import FormatOption, OutputOption, chosen, deliver

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.text import Text

    from toll.explain import Explanation, Sentence
    from toll.model import Claim


def explain(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="An article, as one would drop it.")] = None,
    *,
    incident: Annotated[
        str | None, typer.Option(metavar="ID", help="Instead of a file: an incident (the first characters do).")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Also sentences without a claim or a number.")] = False,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show each sentence of FILE with its claims, the rules that fired and lost, and why a number was passed over.

    With --incident: its figures with the claims that they rest on, why its events were linked, how its toll changed.
    With --format or -o: one row a claim, rule or number passed over; with --incident one row a figure and its claim.
    """
    if (file is None) == (incident is None):
        raise typer.BadParameter("give a FILE or --incident ID")
    wanted = chosen(format, output)
    if format or output:
        deliver(_rows_of(file, incident, every=every), wanted, output)
    elif file is not None:
        _explain_article(file, every=every)
    elif incident is not None:
        _explain_incident(incident)


def _rows_of(file: Path | None, incident: str | None, *, every: bool) -> pa.Table:
    from toll import read, settings, statistics
    from toll.cli import traced
    from toll.explain import explain as trace

    if file is None:
        return traced.figures(statistics.dossier(settings.from_environment(), incident or ""))
    return traced.rows(map(trace, read.read(file)), every=every)


def _explain_incident(incident: str) -> None:
    from toll import settings, statistics
    from toll.cli import screen
    from toll.cli.incident import lines

    paper = screen.report_console()
    for line in lines(statistics.dossier(settings.from_environment(), incident)):
        paper.print(line, soft_wrap=True)


def _explain_article(file: Path, *, every: bool) -> None:
    from toll import read
    from toll.cli import screen
    from toll.explain import explain as trace

    paper = screen.report_console()
    for article in read.read(file):
        explanation = trace(article)
        for line in _dated(explanation):
            paper.print(line, soft_wrap=True)
        for sentence in explanation.sentences:
            if every or sentence.claims or sentence.passed:
                for line in _lines(sentence):
                    paper.print(line, soft_wrap=True)


def _dated(explanation: Explanation) -> Iterator[Text]:
    from rich.text import Text

    from toll.cli.figures import days
    from toll.cli.terminal import harmless

    published = explanation.article.published
    when = published.interval
    told = days(when.start, when.end) if when else "unknown"
    yield Text(f"published {told} ({published.basis})", style="bold")
    for words in published.evidence:
        yield Text(f"  {harmless(words)}", style="dim")


def _lines(sentence: Sentence) -> Iterator[Text]:
    from rich.text import Text

    from toll.cli.terminal import harmless

    yield Text(f"\n{sentence.span.start}–{sentence.span.end}  {harmless(sentence.text)}")
    for claim in sentence.claims:
        yield Text(f"  claim   {harmless(_summary(claim))}", style="green")
    for rule, words in sentence.fired:
        yield Text(f"  fired   {rule}: {harmless(words)}", style="dim")
    for rule, words, why in sentence.beaten:
        yield Text(f"  lost    {rule}: {harmless(words)} ({why})", style="dim")
    for passed in sentence.passed:
        yield Text(f"  passed  {harmless(passed.text)}: {passed.reason}", style="yellow")


def _summary(claim: Claim) -> str:
    from toll.cli.figures import figure

    link = " · part" if claim.part_of else " · repeat" if claim.same_as else ""
    place = f" · {claim.place.name}" if claim.place else ""
    day = f" · {claim.when.start} to {claim.when.end}" if claim.when else ""
    number = figure(claim.figure.low, claim.figure.best, claim.figure.high)
    return f"{claim.outcome} {number} {claim.victim_group}{link}{place}{day} · {claim.domain} · «{claim.quote}»"
