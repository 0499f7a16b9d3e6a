"""NITF 3.x, the IPTC's News Industry Text Format: one `nitf` element, one dispatch.

Which elements mean what: the DTD of NITF 3.6, `docdata` and `body.head`.
"""

from __future__ import annotations

from collections.abc import Iterator

from toll.read import dispatch, newsxml
from toll.read.dispatch import Dispatch
from toll.read.document import Found
from toll.read.formats import Format
from toll.read.newsxml import Element, attribute, first
from toll.read.source import Source

_DATA = "head/docdata"
_KILLS = frozenset({"kill", "withhold"})


def documents(source: Source) -> Iterator[Found]:
    """The dispatch of an NITF file; raises UnreadableError for no XML and for one without text.

    Published is `date.issue`, else `pubdata`, else `story.date`; it is under embargo until `date.release`. What is
    past `date.expire` is read all the same: it was news.
    """
    root = newsxml.bare(newsxml.tree(source.content())[0])
    yield dispatch.document(told(root), source.locator)


def told(nitf: Element) -> Dispatch:
    """What an `nitf` element without namespaces tells.

    A `correction` and a `management-doc-idref` name the document whose place this one takes, so that they are its uri;
    one that corrects without a number (`du-key version`) is the second issue.
    """
    corrects = attribute(nitf, f"{_DATA}/correction", "id-string") or attribute(nitf, _DATA, "management-doc-idref")
    version = attribute(nitf, f"{_DATA}/du-key", "version")
    return Dispatch(
        format=Format.NITF,
        body=body(nitf),
        title=title(nitf),
        dateline=dateline(nitf),
        note=attribute(nitf, f"{_DATA}/ed-msg", "info") or attribute(nitf, f"{_DATA}/correction", "info"),
        outlet=attribute(nitf, "head/pubdata", "name")
        or first(nitf, "body/body.head/distributor/org", "body/body.head/distributor")
        or attribute(nitf, f"{_DATA}/doc.copyright", "holder"),
        url=attribute(nitf, "head/pubdata", "ex-ref"),
        published=attribute(nitf, f"{_DATA}/date.issue", "norm")
        or attribute(nitf, "head/pubdata", "date.publication")
        or attribute(nitf, "body/body.head/dateline/story.date", "norm"),
        uri=corrects or attribute(nitf, f"{_DATA}/doc-id", "id-string"),
        revision=version or ("2" if corrects else None),
        status=_status(nitf),
        embargoed=_release(nitf),
    )


def body(nitf: Element) -> str:
    """The plain text of `body.content`."""
    found = (newsxml.paragraphs(content) for content in nitf.iterfind("body/body.content"))
    return next((text for text in found if text), "")


def title(nitf: Element) -> str | None:
    """The headline, else the title of the head."""
    return first(nitf, "body/body.head/hedline/hl1", "body/body.head/headline/hl1", "body//hl1", "head/title")


def dateline(nitf: Element) -> str | None:
    """The place and day that stand before the text."""
    return first(nitf, "body/body.head/dateline")


def _status(nitf: Element) -> str | None:
    message = attribute(nitf, f"{_DATA}/ed-msg", "msg-type") or ""
    return "canceled" if message.lower() in _KILLS else attribute(nitf, _DATA, "management-status")


def _release(nitf: Element) -> str | None:
    release = attribute(nitf, f"{_DATA}/date.release", "norm")
    is_held = (attribute(nitf, _DATA, "management-status") or "").lower() == "embargoed"
    return release or ("" if is_held else None)
