"""Times as metadata writes them (ISO 8601 and its near kin, RFC 5322 of mail and feeds) into ISO 8601."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from toll.errors import UnreadableError

_DAY = re.compile(
    r"\s*(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?!\d)"
    r"(?:[T ]+(\d{2}:\d{2}(?::\d{2})?(?:[.,]\d+)?\s*(?:Z|[+-]\d{2}:?\d{2})?))?"
)
_MONTH = re.compile(r"\s*(\d{4})-(\d{2})\s*$")
_LONGEST = 100

NEVER = datetime.max.replace(tzinfo=UTC)
"""The end of an embargo that lasts until further notice."""


def iso(written: object) -> str | None:
    """The time in ISO 8601, as local to whoever wrote it, to the day or month where no more is told; None for no time.

    >>> iso("Fri, 04 Mar 2022 21:05:00 +0100"), iso("2022/03/04"), iso("2022-03"), iso("vendredi"), iso("2022-02-30")
    ('2022-03-04T21:05:00+01:00', '2022-03-04', '2022-03', None, None)
    """
    if not isinstance(written, str) or len(written) > _LONGEST:
        return None
    with suppress(ValueError):
        if "T" in written and ":" not in written:
            return datetime.fromisoformat(written.strip()).isoformat()
    if match := _DAY.match(written):
        return _day(match)
    if (match := _MONTH.match(written)) and 1 <= int(match[2]) <= 12:
        return f"{match[1]}-{match[2]}"
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        return parsedate_to_datetime(written).isoformat()
    return None


def end_of_embargo(until: str | None) -> datetime | None:
    """The instant that `until` (ISO 8601) tells, in UTC where no zone is named; raises UnreadableError for no time."""
    if until is None:
        return None
    try:
        moment = datetime.fromisoformat(until.strip())
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UnreadableError(f"it is under an embargo whose end cannot be read ({until[:40]!r}); mend it") from error
    return moment


def _day(match: re.Match[str]) -> str | None:
    with suppress(ValueError):
        day = date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        return f"{day}T{match[4].replace(' ', '')}" if match[4] else day
    return None
