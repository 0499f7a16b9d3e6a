"""Times as news formats write them, as ISO 8601."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from toll.errors import UnreadableError

NEVER = datetime.max.replace(tzinfo=UTC)
"""The end of an embargo that lasts until further notice."""


def iso(written: str | None) -> str | None:
    """`written` as ISO 8601 with its own zone; takes ISO 8601 with or without signs, and RFC 822 (RSS).

    A date alone, or a part of one, stays as it is; what is no time is None.
    """
    said = (written or "").strip()
    if not said or ("T" not in said.upper() and " " not in said and ":" not in said):
        return said or None
    moment = _moment(said)
    return moment.isoformat() if moment else None


def end_of_embargo(until: str | None) -> datetime | None:
    """The instant that `until` (ISO 8601) tells, in UTC where no zone is named; raises UnreadableError for no time."""
    if until is None:
        return None
    moment = _moment(until.strip())
    if moment is None:
        raise UnreadableError(f"it is under an embargo whose end cannot be read ({until[:40]!r}); mend it")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _moment(said: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(said)
        except (ValueError, TypeError, IndexError):
            continue
    return None
