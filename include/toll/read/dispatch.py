"""What the formats of news agencies share: an issue of a dispatch, usable or taken back, as a `Document`."""

from __future__ import annotations

from dataclasses import dataclass

from toll.errors import UnreadableError
from toll.read.document import Document
from toll.read.formats import Format
from toll.read.instants import NEVER, end_of_embargo, iso

WITHDRAWN = frozenset({"canceled", "cancelled", "withheld"})
"""Publishing statuses (NewsCodes `pubstatusg2`, NewsML 1.2 `Status`) of what must not, or not now, be published."""

_MOST_DIGITS = 18
"""A revision may be a time written in digits; more do not fit the column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """What an agency says of one issue; `status` is its publishing status, `embargoed` the end of its embargo.

    `body` is plain text, `note` what the editors are told; an `embargoed` that is empty lasts until further notice.
    """

    format: Format
    body: str
    title: str | None = None
    dateline: str | None = None
    note: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    uri: str | None = None
    revision: str | None = None
    status: str | None = None
    embargoed: str | None = None


def document(told: Dispatch, locator: str | None) -> Document:
    """The document of an issue. One that takes the dispatch back may be without text: its note or title stand for it.

    Raises UnreadableError where there is no text, and where nobody can tell when its embargo ends.
    """
    is_withdrawn = (told.status or "").lower() in WITHDRAWN
    text = _dated(told.dateline, told.body)
    if not text and is_withdrawn:
        text = told.note or told.title or told.uri or ""
    if not text:
        raise UnreadableError("it holds no text; if it is a picture, a film or a plan, there is nothing to read in it")
    return Document(
        text=text,
        format=told.format,
        locator=locator,
        outlet=told.outlet,
        url=told.url,
        title=told.title,
        published=iso(told.published),
        uri=told.uri,
        revision=_number(told, is_withdrawn=is_withdrawn),
        is_withdrawn=is_withdrawn,
        embargoed_until=_until(told.embargoed),
    )


def _dated(dateline: str | None, body: str) -> str:
    """`body` after its dateline, where it does not begin with it already: the place and the day are read there."""
    line = (dateline or "").rstrip(" -–—")
    place = line.split(",")[0].split("(")[0].strip().casefold()
    if not body or not line or body[: len(line) + len(place)].casefold().lstrip().startswith(place):
        return body
    return f"{line} - {body}"


def _number(told: Dispatch, *, is_withdrawn: bool) -> int | None:
    """The number of the issue: the first where none is told, but that a withdrawal without a number withdraws all."""
    digits = (told.revision or "").strip()
    if told.uri and digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS:
        return int(digits)
    return None if is_withdrawn or not told.uri else 1


def _until(embargoed: str | None) -> str | None:
    if embargoed is None:
        return None
    until = (iso(embargoed) or embargoed) if embargoed.strip() else NEVER.isoformat()
    end_of_embargo(until)
    return until
