"""What is told: a subject, lines for people, and the same as values for machines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]

MOST = 20
"""Incidents that one message names; how many more there are is said."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message: `subject` is one line, `incidents` the rows that it tells of."""

    subject: str
    lines: tuple[str, ...]
    incidents: tuple[Row, ...] = ()

    @property
    def text(self) -> str:
        """All lines."""
        return "\n".join(self.lines)


def of_passed(rows: Sequence[Row]) -> Message:
    """The message of incidents that passed a number; each row has `threshold`, deadliest first."""
    shown, more = rows[:MOST], len(rows) - MOST
    first = rows[0]
    subject = f"Toll: {_killed(first)} in {_where(first)}" + (f", and {len(rows) - 1} more" if len(rows) > 1 else "")
    lines = [_line(row) for row in shown] + ([f"and {more} more incidents"] if more > 0 else [])
    return Message(_one_line(subject), tuple(lines), tuple(shown))


def of_refused(what: str, reason: str) -> Message:
    """The message of a batch, or a build, of which nothing is published."""
    lines = (
        f"Nothing of it is published: {reason}",
        "The files and their reason lie in quarantine; see the run's log.",
    )
    return Message(_one_line(f"Toll: refused {what}"), tuple(map(_one_line, lines)))


def _line(row: Row) -> str:
    day = "undated" if row["date_start"] is None else str(row["date_start"])
    means = (row["means"] or "means not told").replace("_", " ")
    told = f"{row['n_articles']} articles, {row['grading']}"
    passed = f"passed {row['threshold']}"
    return _one_line(
        " · ".join((_killed(row), _where(row), day, means, told, passed, f"incident {row['incident_id']}"))
    )


def _killed(row: Row) -> str:
    low, best, high = (row[f"killed_{bound}"] for bound in ("low", "best", "high"))
    span = f" ({low if low is not None else '?'} to {high if high is not None else '?'})" if low != high else ""
    return f"{best if best is not None else f'at least {low}'} killed{span}"


def _where(row: Row) -> str:
    names = (row["location"] or row["place_name"], row["country"])
    return ", ".join(name for name in dict.fromkeys(names) if name) or "an unknown place"


def _one_line(text: str) -> str:
    """`text` without line breaks and control characters: it comes from articles."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
