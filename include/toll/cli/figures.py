"""Tolls in few characters, for people."""

from __future__ import annotations

from collections.abc import Mapping
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
