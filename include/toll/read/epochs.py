"""Times as exports of archives hold them into ISO 8601: those of databases, seconds since 1970, written ones."""

from __future__ import annotations

import math
import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from toll.read import instants

_DIGITS = re.compile(r"-?\d{1,20}(?:\.\d{1,20})?")
_COMPACT = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}
"""Dates written without separators, by their number of digits, as archives of crawls name their captures."""

_SECONDS = (100_000_000, 4_102_444_800)
"""March 1973 to the end of 2099: what is read as seconds; smaller numbers are years, counters or days."""

_SCALES = (1, 1_000, 1_000_000, 1_000_000_000)
_LONGEST = 100
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def iso(value: object) -> str | None:
    """The time in ISO 8601, in the zone it was written in; other words as they are, None for no words.

    Numbers are seconds, milli-, micro- or nanoseconds since 1970, whichever gives a day between 1973 and 2099.

    >>> iso("Fri, 04 Mar 2022 21:05:00 +0100"), iso(1646427900), iso("2022-03-04T20:05Z"), iso("20220304"), iso("hier")
    ('2022-03-04T21:05:00+01:00', '2022-03-04T21:05:00+00:00', '2022-03-04T20:05Z', '2022-03-04', 'hier')
    """
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(str(value) if isinstance(value, int) and abs(value) < 10**20 else repr(float_of(value)))
    written = " ".join(value.split()) if isinstance(value, str) and len(value) <= _LONGEST else ""
    return (_number(written) or instants.iso(written) or written) if written else None


def float_of(value: float) -> float:
    """The number as a float; infinite where it is too large to be one."""
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _number(digits: str) -> str | None:
    if not _DIGITS.fullmatch(digits):
        return None
    if shape := _COMPACT.get(len(digits)):
        with suppress(ValueError):
            time = datetime.strptime(digits, shape)  # noqa: DTZ007  (a day of the calendar, wherever it was)
            return time.date().isoformat() if len(digits) == 8 else time.isoformat()
    seconds = next((s for scale in _SCALES if _SECONDS[0] <= (s := float(digits) / scale) < _SECONDS[1]), None)
    return None if seconds is None else (_EPOCH + timedelta(seconds=round(seconds, 3))).isoformat()
