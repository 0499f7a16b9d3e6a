"""An incident's dossier in lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from rich.text import Text

from toll.cli.figures import days, figure, toll_in_words
from toll.cli.terminal import harmless
from toll.statistics import Dossier

Row = Mapping[str, Any]

SHORT = 8
"""Characters of an id that are shown; they serve to name it where no other begins so."""

_BOUNDS = ("low", "best", "high")


def lines(dossier: Dossier) -> Iterator[Text]:
    """What is known of it, the claims behind each figure, the events and why they were linked, how the toll changed."""
    yield from _head(dossier.now, len(dossier.readings))
    yield from _put_right(dossier)
    yield from _figures(dossier)
    yield from _events(dossier)
    yield from _steps(dossier)


def _head(now: Row, readings: int) -> Iterator[Text]:
    place = now["location"] or now["place_name"] or now["country"] or "somewhere"
    yield Text(harmless(f"{days(now['date_start'], now['date_end']) or 'undated'} · {place}"), style="bold")
    yield Text(f"  incident {now['incident_id']}, version {now['version']} of {readings}, {now['status']}", style="dim")
    doubt = ", its sources disagree" if now["contested"] else ""
    yield Text(f"  {now['n_articles']} articles, {now['n_sources']} sources, {now['grading']}{doubt}", style="dim")


def _put_right(dossier: Dossier) -> Iterator[Text]:
    for row in dossier.put_right:
        value = "no value" if row["value"] is None else row["value"]
        what = f"{row['target']} {row['target_id'][:SHORT]}: {row['field']} = {value}"
        yield Text(harmless(f"  put right: {what} ({row['who']}: {row['why']})"), style="magenta")


def _figures(dossier: Dossier) -> Iterator[Text]:
    for toll, rows in groupby(dossier.figures, key=lambda row: row["toll"]):
        told = figure(*(dossier.now[f"{toll}_{bound}"] for bound in _BOUNDS))
        yield Text(f"\n{toll.replace('_', ' ')} {told}", style="green")
        for row in rows:
            rests = ", ".join(bound for bound in _BOUNDS if row[bound])
            said = ", ".join(row["sources"]) or "nobody named"
            yield Text(f"  {rests}: «{harmless(row['quote'])}» ({harmless(said)}; {harmless(_article(row))})")


def _events(dossier: Dossier) -> Iterator[Text]:
    for row in dossier.events:
        yield Text(f"\nevent {row['event_id'][:SHORT]}  {harmless(_article(row))}", style="bold")
        yield Text(f"  {harmless(row['sentence'])}")
        place = row["place_name"] or row["country"] or "no place"
        what = (days(row["date_start"], row["date_end"]) or "undated", place, row["means"], toll_in_words(row))
        yield Text(harmless("  " + " · ".join(one for one in what if one)), style="dim")
        if row["linked_to"]:
            why = ", ".join(row["reasons"])
            yield Text(f"  fits {row['score']:.2f}; closest to {row['linked_to'][:SHORT]}: {why}", style="yellow")


def _steps(dossier: Dossier) -> Iterator[Text]:
    yield Text("\nhow the toll changed", style="bold")
    for row in dossier.steps:
        day = days(row["published_start"], row["published_end"]) or "undated"
        yield Text(f"  {row['step']}  {day}  {toll_in_words(row)}")


def _article(row: Row) -> str:
    day = days(row["published_start"], row["published_end"]) or "undated"
    return f"{row['outlet'] or row['article_id'][:SHORT]}, {day}"
