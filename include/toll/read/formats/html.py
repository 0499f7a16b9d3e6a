"""A page saved from a browser: its article without menus, comments and scripts, and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from toll.errors import UnreadableError
from toll.read.about import about
from toll.read.decoding import decode, mended
from toll.read.document import Document, Found
from toll.read.formats import Format
from toll.read.page import parse, words
from toll.read.source import Source

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_DECLARED_WITHIN = 8_192

_LISTED = {"h2": ("a",), "h3": ("a",), "a": ("h2", "h3")}
"""Headings in links, and links in headings."""

_MANY_LISTED = 4
_LONG_PARAGRAPH = 400
"""A page that links to at least so many headings, has no paragraph this long, and does not call itself an article, is a
front or a section's list of teasers."""


def documents(source: Source) -> Iterator[Found]:
    """The article of a page; raises UnreadableError for a page without words and for a list of articles."""
    raw = source.content()
    declared = _CHARSET.search(raw[:_DECLARED_WITHIN])
    yield document(decode(raw, declared[1].decode() if declared else None), source.locator)


def document(markup: str, locator: str | None = None, made: Format = Format.HTML) -> Document:
    """The document that the page `markup` is; raises UnreadableError as `documents` does."""
    page = parse(markup)
    told = about(page, markup)
    text = mended(words(page))
    if not text:
        raise UnreadableError("it shows no words (a script loads them, or it is nested too deep); save its text")
    if not told.is_article and _is_list(page, text):
        raise UnreadableError("it is a list of articles, not an article; save the page of each")
    return Document(
        text=text,
        format=made,
        locator=locator,
        outlet=told.outlet,
        url=told.url,
        title=told.title,
        published=told.published,
    )


def _is_list(page: HtmlElement, text: str) -> bool:
    longest = max(map(len, text.split("\n\n")))
    listed = (one for one in page.iter(*_LISTED) if next(one.iterdescendants(*_LISTED[one.tag]), None) is not None)
    return longest < _LONG_PARAGRAPH and sum(1 for _ in islice(listed, _MANY_LISTED)) == _MANY_LISTED
