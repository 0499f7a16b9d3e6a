"""Feeds: RSS 0.9x, 1.0 and 2.0, and Atom (RFC 4287); each item with its whole text is an article."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from toll.errors import UnreadableError
from toll.read import newsxml
from toll.read.document import Document, Found, Refused
from toll.read.formats import Format
from toll.read.instants import iso
from toll.read.newsxml import Element
from toll.read.source import Source

LEAST_SUMMARY = 200
"""Characters below which a summary is a teaser: one sentence that makes one click."""

LEAST_WHOLE = 60
"""The same of what a feed gives as the whole text: the flash of an agency is short."""

_CONTENT = ("{http://purl.org/rss/1.0/modules/content/}encoded", "{http://www.w3.org/2005/Atom}content", "content")
_SUMMARY = ("description", "summary")
_DATES = ("pubDate", "published", "date", "issued", "created", "updated", "modified")
_FOREIGN = ("http://search.yahoo.com/mrss", "http://www.itunes.com/")


def documents(source: Source) -> Iterator[Found]:
    """The articles of a feed; an item that holds only a teaser, and what comes after broken XML, is refused.

    Raises UnreadableError where it has no items.
    """
    root, broken = newsxml.tree(source.content(), mended=True)
    items = [node for node in root.iter(etree.Element) if _name(node) in ("item", "entry")]
    if not items:
        raise UnreadableError("it is a feed without items" + (f" (it is broken at {broken})" if broken else ""))
    for number, item in enumerate(items, start=1):
        yield _item(item, _outlet(root), source.place(f"item {number}"))
    if broken:
        yield Refused(locator=source.place("end"), reason=f"the feed is broken at {broken}; items may be lacking")


def _item(item: Element, outlet: str | None, locator: str) -> Document | Refused:
    text, least = _text(item)
    if len(text) < least:
        told = f"it holds a teaser of {len(text)} characters, not the article" if text else "it holds no text"
        return Refused(locator=locator, reason=told, content=etree.tostring(item, encoding="utf-8"))
    return Document(
        text=text,
        format=Format.FEED,
        locator=locator,
        outlet=_said(item, "source") or outlet,
        url=_link(item),
        title=_title(item),
        published=next((date for name in _DATES if (date := iso(_said(item, name)))), None),
        uri=_said(item, "guid", "id", "identifier"),
    )


def _text(item: Element) -> tuple[str, int]:
    """The whole text where the item gives it, else the summary, and how long it must be to be an article."""
    found = [
        (text, least)
        for names, least in ((_CONTENT, LEAST_WHOLE), (_SUMMARY, LEAST_SUMMARY))
        for node in item
        if (node.tag in names or (_name(node) in names and not _is_foreign(node))) and (text := _plain(node))
    ]
    return max(found, key=lambda one: (len(one[0]) >= one[1], one[1] == LEAST_WHOLE, len(one[0])), default=("", 1))


def _plain(node: Element) -> str:
    return newsxml.paragraphs(node) if len(node) else newsxml.unmarked(node.text or "")


def _outlet(root: Element) -> str | None:
    """The title of the feed itself."""
    heads = [node for node in root if _name(node) == "channel"] or [root]
    return _said(heads[0], "title")


def _title(item: Element) -> str | None:
    title = _said(item, "title")
    return " ".join(newsxml.unmarked(title).split()) if title else None


def _link(item: Element) -> str | None:
    """Where the article stands: Atom's `alternate` link, RSS's `link`, or a guid that is an address."""
    for node in item:
        if _name(node) == "link" and node.get("rel", "alternate") == "alternate":
            return node.get("href") or newsxml.words(node)
    guid = _said(item, "guid", "id") or ""
    return guid if guid.startswith(("http://", "https://")) else None


def _said(parent: Element, *names: str) -> str | None:
    """The words of the first child called so, in the vocabulary of feeds or Dublin Core."""
    return next(
        (
            said
            for name in names
            for node in parent
            if _name(node) == name and not _is_foreign(node) and (said := _words(node))
        ),
        None,
    )


def _words(node: Element) -> str | None:
    """The words of a child; an element that holds others (Atom's `source`) is told by their title."""
    titles = [one for one in node if _name(one) == "title"]
    return newsxml.words(titles[0] if titles else node)


def _name(node: Element) -> str:
    return str(etree.QName(node).localname) if isinstance(node.tag, str) else ""


def _is_foreign(node: Element) -> bool:
    """Whether it speaks of a picture or a podcast under the same names."""
    return str(etree.QName(node).namespace or "").startswith(_FOREIGN)
