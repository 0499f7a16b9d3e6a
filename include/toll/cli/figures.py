"""Tolls and dates in few characters, for people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from toll.codes import Outcome

_PARTS = ("civilians", "children", "women", "state_forces", "non_state_fighters")


def figure(low: int | None, best: int | None, high: int | None) -> str | None:
    """A figure; None where there is none.

    >>> [figure(25, 25, None), figure(None, 20, None), figure(None, 5, 5), figure(10, None, 15), figure(4, 4, 4)]
    ['25+', '~20', '≤5', '10–15', '4']
    """
    if low is None and high is None:
        return None if best is None else f"~{best}"
    if high is None:
        return f"{low}+" if best in (None, low) else f"{low}+ (best {best})"
    if low is None:
        return f"≤{high}"
    bounds = (low, high) if best in (None, low, high) else (low, best, high)
    return str(low) if low == high else "–".join(map(str, bounds))


def days(start: date | None, end: date | None) -> str:
    """Days both included: one day, a whole month, a whole year, or from and to; empty where unknown.

    >>> days(date(2016, 10, 1), date(2016, 10, 31)), days(date(2016, 10, 9), date(2016, 10, 10))
    ('2016-10', '2016-10-09 to 10-10')
    """
    if start is None or end is None:
        return ""
    if start == end:
        return start.isoformat()
    after = end + timedelta(days=1)
    if start.day == 1 and after.day == 1 and (start.year, start.month) == (end.year, end.month):
        return start.isoformat()[:7]
    if (start.month, start.day, after.month, after.day) == (1, 1, 1, 1) and start.year == end.year:
        return start.isoformat()[:4]
    return f"{start} to {end}" if start.year != end.year else f"{start} to {end:%m-%d}"


def toll_in_words(row: Mapping[str, Any]) -> str:
    """The tolls of a row of `events` or `incidents`, those killed with the groups among them."""
    killed = ", ".join(f"{group} {told}" for group in _PARTS if (told := _figure(row, f"killed_{group}")))
    tolls = {outcome: _figure(row, outcome) for outcome in Outcome}
    words = {outcome: f"{outcome} {told}" for outcome, told in tolls.items() if told}
    if killed:
        words[Outcome.KILLED] = f"{words.get(Outcome.KILLED, 'killed')} ({killed})"
    return ", ".join(words[outcome] for outcome in Outcome if outcome in words).replace("_", " ")


def _figure(row: Mapping[str, Any], toll: str) -> str | None:
    return figure(row[f"{toll}_low"], row[f"{toll}_best"], row[f"{toll}_high"])
