"""What a reader of one format hands on: an article's text with what the format says about it, or why it gives none."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as its file gives it.

    `locator` says where in a container it stands: members joined by `!`, then a line, record or item
    (`feeds.zip!afp.xml!item 3`); None where the file is the article. `published` is the date that the format's metadata
    gives, ISO 8601 as written; `header_date` that of a head within the text; `copied` when this copy was made (a crawl,
    a print), ISO 8601, which stands only where nothing else is known. `uri` and `revision` are the agency's name
    of a dispatch and which issue of it this is (NewsML-G2 `guid` and `version`); `is_withdrawn` that it takes the
    dispatch back (`stat:canceled`); `embargoed_until` the instant before which it must not appear, ISO 8601.
    """

    text: str
    format: str
    locator: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    header_date: str | None = None
    copied: str | None = None
    uri: str | None = None
    revision: int | None = None
    is_withdrawn: bool = False
    embargoed_until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A member of a container that gives no article; `content` is its bytes, for the quarantine, empty if too large."""

    locator: str
    reason: str
    content: bytes = b""


Found = Document | Refused
