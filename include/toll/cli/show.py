"""`toll show`: what an article tells, for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from toll.cli.figures import days, toll_in_words
from toll.cli.options import FormatOption, OutputOption, chosen, deliver

if TYPE_CHECKING:
    import pyarrow as pa

_EVENTS = """
SELECT events.*, source_file, language, published_start, published_end
FROM events JOIN articles USING (article_id)
WHERE $article::VARCHAR IS NULL OR $article IN (source_file, article_id)
ORDER BY source_file, article_id, sentence_start, event_id
"""

_COLUMNS = ("kind", "when", "where", "toll", "means", "by whom", "says who")


def show(
    article: Annotated[
        str | None, typer.Argument(help="A file's name as dropped, or an article_id; all articles unless told.")
    ] = None,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show the events that ARTICLE tells: when, where, the toll, by what, by whom, and who says so.

    25+ is at least 25, ~20 about 20, ≤5 up to 5, 10–15 a range; a total sums over several events, a recalled event is
    told as context. With --format or -o: the rows of the table events, with the file, language and day of the article.
    """
    from toll import settings
    from toll.cli import screen
    from toll.errors import QueryError
    from toll.statistics import ask

    wanted = chosen(format, output)
    rows = ask(settings.from_environment(), _EVENTS, {"article": article})
    told = rows.to_pylist()
    if not told:
        source = f" from {article}" if article else ""
        raise QueryError(f"no event in the lake{source}; `toll sql 'FROM articles'` lists the articles")
    if format or output:
        deliver(rows, wanted, output)
        return
    paper = screen.report_console()
    for title, events in groupby(told, _title):
        screen.show(readable(list(events)), paper, title)
        paper.print()


def readable(events: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Rows of `events` as the few columns that fit a page."""
    import pyarrow as pa

    rows = [dict(zip(_COLUMNS, _cells(event), strict=True)) for event in events]
    return pa.Table.from_pylist(rows, schema=pa.schema([(name, pa.string()) for name in _COLUMNS]))


def _title(event: Mapping[str, Any]) -> str:
    published = days(event["published_start"], event["published_end"]) or "unknown"
    return f"{event['source_file']} · {event['language']} · published {published}"


def _cells(event: Mapping[str, Any]) -> tuple[str | None, ...]:
    kind = "total" if event["event_clarity"] == 2 else "recalled" if event["is_background"] else "event"
    where = ", ".join(name for name in (event["place_name"], event["country_code"]) if name)
    when = days(event["date_start"], event["date_end"])
    means = event["means"] and event["means"].replace("_", " ")
    said = ", ".join(event["sources"])
    return kind, when, where, toll_in_words(event), means, event["perpetrator"], said
