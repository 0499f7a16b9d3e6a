"""The words of the page in the reader's language: `include/page/words/<language>.yaml`; numbers and dates by CLDR."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from babel import Locale, negotiate_locale
from babel.dates import format_date, format_datetime, format_skeleton
from babel.numbers import format_decimal, format_percent

from toll.packs import Contract, load
from toll.settings import INCLUDE

WORDS = INCLUDE / "page" / "words"

DEFAULT = "en"
"""Whoever asks for no language that we have reads this one."""


class Words(Contract):
    """A file: the page's own texts, the meaning of codes, and what each table is called and its columns are."""

    language: str
    charts: str
    """The locale by which charts write numbers and dates."""
    text: Mapping[str, str]
    codes: Mapping[str, str]
    tables: Mapping[str, str]
    columns: Mapping[str, str]

    def say(self, name: str, /, **values: object) -> str:
        """The text called `name` with `values` in it; raises KeyError where there is none."""
        return self.text[name].format(**values)

    def code(self, value: object) -> str:
        """What a code means; what is no code stays as it is."""
        return "" if value is None else self.codes.get(str(value), str(value))

    def table(self, name: str) -> str:
        """A table's title; raises KeyError where there is none."""
        return self.tables[name]

    def column(self, name: str) -> str:
        """A column's heading."""
        return self.columns.get(name) or self.codes.get(name) or name.replace("_", " ")

    def number(self, value: float | Decimal | None) -> str:
        """A number; nothing for null."""
        return "" if value is None else _number(value, self.language)

    def share(self, value: float | None) -> str:
        """A share as a percentage with one digit."""
        return "" if value is None else str(format_percent(value, "#,##0.0\u00a0%", locale=self.language))

    def span(self, low: int | None, high: int | None) -> str:
        """From low to high."""
        return "–".join(dict.fromkeys(self.number(value) for value in (low, high) if value is not None))

    def figure(self, low: int | None, best: int | None, high: int | None) -> str:
        """The best figure, with low and high behind it where these differ from it."""
        ends = self.span(low, high)
        main = self.number(best) or ends or "–"
        return main if ends in ("", main) else f"{main} ({ends})"

    def bounds(self, low: int | None, high: int | None, *, or_more: bool = False) -> str:
        """From low to high in words, and whether it may be more; that no other figure is given where none is."""
        more = self.say("or_more") if or_more else ""
        if low == high and low is not None:
            return more or self.say("no_other")
        return f"{self.say('between', low=self.number(low) or '?', high=self.number(high) or '?')} {more}".strip()

    def day(self, value: date | None) -> str:
        """A day."""
        return "" if value is None else _day(value, self.language)

    def month(self, value: date) -> str:
        """A month."""
        return str(format_skeleton("yMMMM", value, locale=self.language))

    def period(self, begins: date, step: str) -> str:
        """The day, week, month or year that `begins` on that day."""
        if step == "day":
            return self.day(begins)
        if step == "week":
            return self.say("week_of", day=self.day(begins))
        return self.month(begins) if step == "month" else str(begins.year)

    def instant(self, value: datetime | None) -> str:
        """A day and time of day, UTC."""
        return "" if value is None else str(format_datetime(value, "medium", locale=self.language)) + " UTC"

    def days(self, start: date | None, end: date | None) -> str:
        """One day, or the first and the last."""
        return " – ".join(dict.fromkeys(self.day(value) for value in (start, end) if value)) or self.text["undated"]

    def country(self, code: str | None) -> str:
        """A country's name."""
        return "" if code is None else str(_locale(self.language).territories.get(code, code))


@cache
def every() -> Mapping[str, Words]:
    """All languages by their code; raises ConfigurationError where a file is wrong."""
    found = [load(path, Words) for path in sorted(WORDS.glob("*.yaml"))]
    return {words.language: words for words in found}


def chosen(asked: str | None, accepted: str) -> Words:
    """The words of the language `asked`, else of the first that the header Accept-Language names and we have."""
    known = every()
    named = negotiate_locale([asked or "", *_preferred(accepted)], list(known), sep="-")
    return known[named or DEFAULT]


def _preferred(header: str) -> list[str]:
    ranked = [part.strip().partition(";q=") for part in header[:200].split(",")]
    return [name for name, _, weight in sorted(ranked, key=lambda one: -_weight(one[2])) if name]


def _weight(text: str) -> float:
    try:
        return float(text or 1)
    except ValueError:
        return 0.0


# A page has thousands of numbers and days, most of them many times.
@lru_cache(maxsize=20_000)
def _number(value: float | Decimal, language: str) -> str:
    return str(format_decimal(value, locale=language))


@lru_cache(maxsize=20_000)
def _day(value: date, language: str) -> str:
    return str(format_date(value, "medium", locale=language))


@cache
def _locale(language: str) -> Any:
    return Locale.parse(language)
