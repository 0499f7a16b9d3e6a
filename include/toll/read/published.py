"""The publication date that a file itself gives: by its metadata, by its head, by its name.

It is only a prior; `dating` weighs it against what the text says. Precision is UCDP's date_prec (GED codebook).
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from pathlib import PurePosixPath

from toll.codes import PublishedBasis
from toll.model import Interval, Published

DAY, MONTH, LONGER = 1, 4, 5
"""Values of date_prec."""

YEARS = range(1900, 2101)
"""Years that a date may have; other digits are no date."""

_NUMBERS = (
    re.compile(r"(?P<y>\d{4})(?P<sep>[-./]?)(?P<m>\d{2})(?P=sep)(?P<d>\d{2})"),
    re.compile(r"(?P<d>\d{1,2})([-./])(?P<m>\d{1,2})\2(?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})[-./](?P<m>\d{1,2})"),
    re.compile(r"(?P<m>\d{1,2})[-./](?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})"),
)
_IN_NAME = re.compile(r"(?<![0-9])(?:[0-9]{4}([-_.]?)[0-9]{2}\1[0-9]{2}|[0-9]{4}[-_.][0-9]{2})(?![0-9]|[-_.][0-9])")


def published(header_date: str | None, name: str, metadata: str | None = None, copied: str | None = None) -> Published:
    """The date by metadata, else by the head, else by the file's `name`, else that on which the copy was made.

    That of the name stands where it is the more precise within the head's. All that differ are kept as evidence.
    """
    in_name = _date_in(name)
    said = {"metadata": metadata, "header": header_date, "file name": in_name, "copied": copied}
    evidence = tuple(f"{where}: {words}" for where, words in said.items() if words is not None)
    interval, basis = _best(*(_interval(words) for words in (_day(metadata), header_date, in_name)))
    if interval is None and (made := _interval(_day(copied))):
        interval, basis = made, PublishedBasis.METADATA
    written = header_date or (in_name if basis is PublishedBasis.FILENAME else None)
    return Published(interval, basis, written, evidence)


def _best(
    metadata: Interval | None, head: Interval | None, name: Interval | None
) -> tuple[Interval | None, PublishedBasis]:
    if metadata:
        return metadata, PublishedBasis.METADATA
    if name and (head is None or _within(name, head)):
        return name, PublishedBasis.FILENAME
    return head, PublishedBasis.HEADER if head else PublishedBasis.NONE


def _day(written: str | None) -> str | None:
    """The date of an ISO 8601 time."""
    return written and re.split("[T ]", written, maxsplit=1)[0]


def _date_in(name: str) -> str | None:
    found = (match[0].replace("_", "-") for match in _IN_NAME.finditer(PurePosixPath(name).stem))
    return next((date for date in found if _interval(date)), None)


def _interval(said: str | None) -> Interval | None:
    match = next((m for pattern in _NUMBERS if said and (m := pattern.fullmatch(said))), None)
    if match is None:
        return None
    parts = {name: int(digits) for name, digits in match.groupdict().items() if name in "ymd"}
    year, month, day = parts["y"], parts.get("m"), parts.get("d")
    if year not in YEARS or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return Interval(date(year, 1, 1), date(year, 12, 31), LONGER)
    days = calendar.monthrange(year, month)[1]
    if day is None:
        return Interval(date(year, month, 1), date(year, month, days), MONTH)
    return Interval(date(year, month, day), date(year, month, day), DAY) if 1 <= day <= days else None


def _within(inner: Interval, outer: Interval) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and inner != outer
