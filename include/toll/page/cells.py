"""A value of a table as HTML: codes and countries in words, numbers and days in the reader's manner, ids as links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from toll.page.words import Words

Row = Mapping[str, Any]

_CODES = frozenset({"outcome", "means", "victim_group", "status", "scope", "stage", "ended_as", "measure", "grading"})
_FILES = 5
"""Files of a batch that are named."""

_SPANS = {"when": ("date_start", "date_end"), "published": ("published_start", "published_end")}
_DAYS = (*_SPANS, "at", "ingested_at", "period", "month")
_WORDS = ("quote", "title", "reason", "reasons", "files", "rows")
_NUMBERS = (int, float, Decimal)
"""Sums of DuckDB's widest integers come as decimals."""

_PAGES = {"incident_id": "incidents", "article_id": "articles"}


def cell(row: Row, column: str, words: Words, root: str, query: str) -> Markup:
    """The value of `column`, escaped; ids lead to `root` and its pages, with `query` behind."""
    if column in _SPANS:
        return escape(words.days(*(row[name] for name in _SPANS[column])))
    if column == "period":
        return escape(words.period(row["begins"], row["step"]))
    value = row[column]
    if column in _PAGES and value is not None:
        link = Markup('<a href="{}/{}/{}{}">{}</a>')
        return link.format(root, _PAGES[column], value, query, words.say("open"))
    return escape(_text(value, column, words))


def is_number(row: Row, column: str) -> bool:
    """Whether the value stands right-aligned."""
    return isinstance(row.get(column), _NUMBERS) and not isinstance(row.get(column), bool)


def kinds(columns: Sequence[str], rows: Sequence[Row]) -> Mapping[str, str]:
    """How each column stands: `number` to the right, `day` on one line, `words` in some width, else empty."""
    return {column: _kind(column, rows) for column in columns}


def _kind(column: str, rows: Sequence[Row]) -> str:
    if column in _DAYS:
        return "day"
    if column in _WORDS:
        return "words"
    return "number" if any(is_number(row, column) for row in rows) else ""


def _text(value: Any, column: str, words: Words) -> str:
    if value is None:
        return words.say("not_told") if column in ("means", "perpetrator", "source") else ""
    if column == "files":
        return ", ".join(value[:_FILES]) + (f" +{words.number(len(value) - _FILES)}" if len(value) > _FILES else "")
    if column in _CODES:
        return words.code(value)
    if column == "country_code":
        return words.country(value)
    if column.startswith("share"):
        return words.share(value)
    if column == "month":
        return words.month(value if isinstance(value, date) else date.fromisoformat(f"{value}-01"))
    return _plain(value, words)


def _plain(value: Any, words: Words) -> str:
    if isinstance(value, datetime):
        return words.instant(value)
    if isinstance(value, date):
        return words.day(value)
    if isinstance(value, _NUMBERS) and not isinstance(value, bool):
        return words.number(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
