"""A chronology: lines that open with their date ("- 1967 : Newark -", "2016 - The inquest") give it to what follows.

Such a date holds down to the next such line, or to a heading without one; where its line is a whole sentence, it holds
for that line alone. It takes two of them to make a chronology, and a headline is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from toll.model import Span
from toll.timex.expression import Kind, TimeExpression

_OPENS = re.compile(
    r"\n[^\S\n]*(?:[-–—*•·#]+[^\S\n]*)*(?P<date>(?:[^\W_]\w*\.?[^\S\n]){0,4}(?P<year>1[5-9]\d\d|20\d\d))"
    r"(?=[*_]*[^\S\n]*(?:[:–—|]|-\s|\n))"
)
"""Up to the year: a mark of a list, the words of a date, and behind it the sign that parts it from what was then."""

_TITLE = re.compile(r"\n[^\S\n]*(?:[-–—]\s[^\n]{1,80}\s[-–—]|#+\s[^\n]*)[^\S\n]*(?=\n|\Z)")
"""A heading as agencies and Markdown write it."""

_FINAL = re.compile(r"[.!?…][\"»”')\s]*\Z")
_FEWEST = 2
_DATES = (Kind.DAY, Kind.MONTH, Kind.YEAR)
_YEARLESS = (Kind.DAY, Kind.DAYS, Kind.NIGHT, Kind.WEEKDAY, Kind.MONTH, Kind.MONTHS, Kind.SEASON, Kind.HOLIDAY)


def chaptered(text: str, found: Sequence[TimeExpression]) -> tuple[TimeExpression, ...]:
    """The dates `found` in `text` and those of its chapters, each of these with how far it holds (`until`).

    A date without its year takes that of its chapter.
    """
    opened = list(_OPENS.finditer(text))
    heads = [head for match in opened if (head := _head(match, found))] if len(opened) >= _FEWEST else []
    if len(heads) < _FEWEST:
        return tuple(found)
    heads = list(_bounded(text, heads))
    others = [_in_year(time, heads) for time in found if not any(head.span.covers(time.span) for head in heads)]
    return tuple(sorted((*heads, *others), key=lambda time: time.span.start))


def _head(match: re.Match[str], found: Sequence[TimeExpression]) -> TimeExpression | None:
    """The date that opens a line: one that was found there, or a year alone."""
    date, year = Span(*match.span("date")), Span(*match.span("year"))
    told = next((time for time in found if date.covers(time.span) and time.span.covers(year)), None)
    if told is not None:
        return told if told.kind in _DATES else None
    alone = TimeExpression(span=year, text=match["year"], kind=Kind.YEAR, rule="chapter", years=(int(match["year"]),))
    return alone if date == year else None


def _bounded(text: str, heads: Sequence[TimeExpression]) -> Iterator[TimeExpression]:
    """The `heads` of `text`, each up to where its chapter ends."""
    titles = [match.start() for match in _TITLE.finditer(text)]
    for head, following in pairwise((*heads, None)):
        assert head is not None  # noqa: S101
        line = text.find("\n", head.span.end)
        line = line if line >= 0 else len(text)
        end = min([at for at in titles if at >= line], default=len(text))
        end = line if _FINAL.search(text, head.span.end, line) else min(end, following.span.start if following else end)
        yield replace(head, until=end)


def _in_year(time: TimeExpression, heads: Sequence[TimeExpression]) -> TimeExpression:
    if time.inner is not None:
        return replace(time, inner=_in_year(time.inner, heads))
    if time.kind not in _YEARLESS or time.years or time.shift is not None:
        return time
    years = (head.years for head in heads if head.span.end <= time.span.start < (head.until or 0))
    return replace(time, years=next(years, ()))
