"""NewsML-G2, in which the IPTC's agencies deliver: a `newsItem`, or a `newsMessage` with several.

Which elements mean what: NewsML-G2 Specification, chapters on itemMeta and contentMeta, and the NewsCodes
`pubstatusg2`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from toll.errors import UnreadableError
from toll.read import dispatch, newsxml
from toll.read.dispatch import Dispatch
from toll.read.document import Document, Found, Refused
from toll.read.formats import Format, nitf
from toll.read.newsxml import Element, attribute, first
from toll.read.source import Source

_TEXTUAL = re.compile(r"^$|^text/|xml|html", re.IGNORECASE)
_PACKAGE = "it is a package, which only points to other items; drop these"


def documents(source: Source) -> Iterator[Found]:
    """The dispatches of a NewsML-G2 file; an item of a message without text is refused.

    Raises UnreadableError for no XML, and where a single item gives no text.
    """
    root = newsxml.tree(source.content())[0]
    if etree.QName(root).localname != "newsMessage":
        yield _item(root, source.locator)
        return
    for number, item in enumerate(root.xpath("*[local-name() = 'itemSet']/*"), start=1):
        locator = source.place(f"item {number}")
        try:
            yield _item(item, locator)
        except UnreadableError as error:
            yield Refused(locator=locator, reason=str(error), content=etree.tostring(item, encoding="utf-8"))


def _item(element: Element, locator: str | None) -> Document:
    item = newsxml.bare(element)
    if item.tag == "packageItem":
        raise UnreadableError(_PACKAGE)
    if item.tag != "newsItem":
        raise UnreadableError(f"it is a {item.tag}, which holds no news")
    return dispatch.document(_told(item), locator)


def _told(item: Element) -> Dispatch:
    embargo = item.find("itemMeta/embargoed")
    inner = item.find("contentSet/inlineXML/nitf")
    return Dispatch(
        format=Format.NEWSML_G2,
        body=_body(item),
        title=first(item, "contentMeta/headline")
        or (nitf.title(inner) if inner is not None else None)
        or first(item, "itemMeta/title", "contentMeta/slugline"),
        dateline=first(item, "contentMeta/dateline") or (nitf.dateline(inner) if inner is not None else None),
        note=first(item, "itemMeta/edNote"),
        outlet=first(item, "itemMeta/provider/name", "contentMeta/infoSource/name", "contentMeta/creditline")
        or _coded(item, "itemMeta/provider"),
        url=attribute(item, "itemMeta/link[@rel='irel:isA']", "href"),
        published=_published(item),
        uri=item.get("guid"),
        revision=item.get("version", "1"),
        status=_code(item, "itemMeta/pubStatus"),
        embargoed=None if embargo is None else embargo.text or "",
    )


def _published(item: Element) -> str | None:
    """The day on which this issue was written, since its "mardi" is counted from there.

    contentModified, else contentCreated of a first issue, else versionCreated: an archive that delivers anew makes a
    new version of an old content (NewsML-G2 Specification, contentMeta and itemMeta).
    """
    paths = ["contentMeta/contentModified", "itemMeta/versionCreated", "itemMeta/firstCreated"]
    if item.get("version", "1") == "1":
        paths.insert(1, "contentMeta/contentCreated")
    return first(item, *paths, "contentMeta/contentCreated")


def _body(item: Element) -> str:
    """The text of the first rendition that has any."""
    return next((text for node in item.iterfind("contentSet/*") if (text := _rendition(node))), "")


def _rendition(node: Element) -> str:
    if node.tag == "inlineXML":
        inner = node.find("nitf")
        body = node.find("html/body")
        return nitf.body(inner) if inner is not None else newsxml.paragraphs(node if body is None else body)
    if node.tag == "inlineData" and not node.get("encoding") and _TEXTUAL.search(node.get("contenttype", "")):
        return newsxml.unmarked(node.text or "")
    return ""


def _code(item: Element, path: str) -> str | None:
    """The code alone, whichever catalogue's alias or address stands before it."""
    return (attribute(item, path, "qcode", "uri", "literal") or "").replace("/", ":").rpartition(":")[2] or None


def _coded(item: Element, path: str) -> str | None:
    return attribute(item, path, "literal") or _code(item, path)
