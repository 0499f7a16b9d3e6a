"""Helper columns on dates: how long an interval is, how long its precision lets it be, and the last possible day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from toll.codes import PublishedBasis, Status
from toll.validate.parts import Parts

LONGEST: Mapping[int, int] = MappingProxyType({1: 1, 2: 6, 3: 7, 4: 31})
"""Longest interval in days of each UCDP date_prec (GED codebook, `date_prec`); 5 has no limit."""

TIME_ZONES = timedelta(days=1)
"""An article is dated in its own time zone, a run in UTC."""


def known(parts: Parts, table: str, prefix: str) -> Iterator[int]:
    """How many of start, end and precision are given."""
    for start, end, prec in parts.rows(table, f"{prefix}_start", f"{prefix}_end", f"{prefix}_prec"):
        yield (start is not None) + (end is not None) + (prec is not None)


def days_long(parts: Parts, table: str, prefix: str) -> Iterator[int | None]:
    """Days from start to end, both included."""
    for start, end in parts.rows(table, f"{prefix}_start", f"{prefix}_end"):
        yield None if start is None or end is None else (end - start).days + 1


def days_most(parts: Parts, table: str, prefix: str) -> Iterator[int | None]:
    """The most days that the precision allows."""
    return (LONGEST.get(prec) for prec in parts.column(table, f"{prefix}_prec"))


def latest_publication(parts: Parts) -> Iterator[date | None]:
    """The last day on which an article that was read then may have been published."""
    for at in parts.column("articles", "ingested_at"):
        yield at and at.date() + TIME_ZONES


def basis_fits_date(parts: Parts) -> Iterator[bool]:
    """Whether the basis is `none` exactly where there is no date."""
    for basis, start in parts.rows("articles", "published_basis", "published_start"):
        yield (basis == PublishedBasis.NONE.value) == (start is None)


def last_day_of_claims(parts: Parts) -> Iterator[date | None]:
    """The day of publication; null where unknown, and for threats and plans, which may lie ahead."""
    published = parts.by("articles", "article_id", "published_end")
    for article, status in parts.rows("claims", "article_id", "status"):
        yield None if status == Status.HYPOTHETICAL.value else _end(published, article)


def last_day_of_events(parts: Parts) -> Iterator[date | None]:
    """The day of publication; null where unknown, and where all claims are threats and plans."""
    published = parts.by("articles", "article_id", "published_end")
    claimed = parts.rows("claims", "event_id", "status")
    happened = {event for event, status in claimed if status != Status.HYPOTHETICAL.value}
    for event, article in parts.rows("events", "event_id", "article_id"):
        yield _end(published, article) if event in happened else None


def _end(published: Mapping[str, tuple[date | None]], article: str) -> date | None:
    return published[article][0] if article in published else None
