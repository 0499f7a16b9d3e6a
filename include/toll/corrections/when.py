"""Days given as text: a day, a month, or the first and the last of a span, and UCDP's precision of it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any

from toll.errors import CorrectionError

COLUMNS = ("date_start", "date_end", "date_prec")

_LONGEST = ((1, 1), (6, 2), (7, 3), (31, 4))
"""Days up to which each date_prec reaches (UCDP GED codebook, date_prec); what is longer is 5."""


def days(text: str) -> Mapping[str, Any]:
    """The columns of the days that `text` stands for: a day, a month (2016-10), or FIRST..LAST; empty for none.

    >>> days("2016-10-09..2016-10-10")
    {'date_start': datetime.date(2016, 10, 9), 'date_end': datetime.date(2016, 10, 10), 'date_prec': 2}
    """
    if not text:
        return dict.fromkeys(COLUMNS)
    start, end = _span(text)
    if end < start:
        raise CorrectionError(f"date={text!r} ends before it begins")
    length = (end - start).days + 1
    prec = next((prec for most, prec in _LONGEST if length <= most), 5)
    return dict(zip(COLUMNS, (start, end, prec), strict=True))


def day(text: str) -> date:
    """The day that `text` stands for; raises CorrectionError where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CorrectionError(f"{text!r} is no day; write 2016-10-11, 2016-10, or 2016-10-09..2016-10-11") from None


def _span(text: str) -> tuple[date, date]:
    first, parted, last = text.partition("..")
    if parted:
        return day(first), day(last)
    if first.count("-") == 1:
        begin = day(f"{first}-01")
        return begin, begin.replace(day=monthrange(begin.year, begin.month)[1])
    return day(first), day(first)
