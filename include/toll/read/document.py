"""What a reader of one format hands on: an article's text and what the format itself says about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as its file gives it; `locator` is its member or line in a container, `header_date` as written.

    `published` is the date that the format's metadata gives, as written.
    """

    text: str
    format: str
    locator: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    header_date: str | None = None
