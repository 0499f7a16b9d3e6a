"""NewsML 1.2, in which some agencies still deliver: a `NewsML` element with `NewsItem`s.

Which elements mean what: NewsML 1.2 DTD and Functional Specification; statuses are the NewsCodes of its `Status`.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from toll.errors import UnreadableError
from toll.read import dispatch, newsxml
from toll.read.dispatch import Dispatch
from toll.read.document import Found, Refused
from toll.read.formats import Format, nitf
from toll.read.newsxml import Element, attribute, first
from toll.read.source import Source

_MANAGED = "NewsManagement"
_NAMED = "Identification/NewsIdentifier"
_CAPTIONS = frozenset({"caption", "legend"})


def documents(source: Source) -> Iterator[Found]:
    """The dispatches of a NewsML file, one a text of a `NewsItem`; an item without text is refused.

    Raises UnreadableError for no XML, and where nothing is in it.
    """
    root = newsxml.tree(source.content())[0]
    items = root.xpath("*[local-name() = 'NewsItem']")
    if not items:
        raise UnreadableError("it holds no NewsItem")
    for number, item in enumerate(items, start=1):
        locator = source.locator if len(items) == 1 else source.place(f"item {number}")
        try:
            yield from (dispatch.document(told, locator) for told in _told(newsxml.bare(item)))
        except UnreadableError as error:
            if len(items) == 1:
                raise
            yield Refused(locator=str(locator), reason=str(error), content=etree.tostring(item, encoding="utf-8"))


def _told(item: Element) -> Iterator[Dispatch]:
    """An issue for each text of `item`, one without text where there is none."""
    for content in [*_texts(item)] or [item]:
        yield Dispatch(
            format=Format.NEWSML,
            body="" if content is item else _body(content),
            title=_line(content, "HeadLine") or first(item, ".//HeadLine", ".//SlugLine"),
            dateline=_line(content, "DateLine"),
            note=first(item, f"{_MANAGED}/Instruction", "NewsComponent/Comment", "Comment"),
            outlet=attribute(item, ".//AdministrativeMetadata/Provider/Party", "FormalName")
            or first(item, ".//CreditLine", f"{_NAMED}/ProviderId"),
            published=first(item, f"{_MANAGED}/ThisRevisionCreated", f"{_MANAGED}/FirstCreated", f"{_NAMED}/DateId"),
            uri=_uri(item),
            revision=first(item, f"{_NAMED}/RevisionId"),
            status=attribute(item, f"{_MANAGED}/Status", "FormalName"),
            embargoed=_embargoed(item),
        )


def _texts(item: Element) -> Iterator[Element]:
    """The `DataContent`s that are text and no caption of a picture."""
    for content in item.iterfind(".//ContentItem"):
        kind = attribute(content, "MediaType", "FormalName") or "Text"
        roles = {(attribute(one, "Role", "FormalName") or "").lower() for one in content.iterancestors("NewsComponent")}
        data = content.find("DataContent")
        if kind.lower() == "text" and data is not None and not roles & _CAPTIONS and _body(data):
            yield data


def _body(data: Element) -> str:
    inner = data.find("nitf")
    if inner is not None:
        return nitf.body(inner)
    return newsxml.paragraphs(data) if len(data) else newsxml.unmarked(data.text or "")


def _line(content: Element, name: str) -> str | None:
    """The news line `name` of the nearest component around `content`."""
    around = (first(one, f"NewsLines/{name}") for one in content.iterancestors("NewsComponent"))
    return next((said for said in around if said), None)


def _uri(item: Element) -> str | None:
    """The public identifier without its last part, the revision: `urn:newsml:provider:date:item`."""
    parts = [first(item, f"{_NAMED}/{name}") for name in ("ProviderId", "DateId", "NewsItemId")]
    return "urn:newsml:" + ":".join(map(str, parts)) if all(parts) else None


def _embargoed(item: Element) -> str | None:
    if (attribute(item, f"{_MANAGED}/Status", "FormalName") or "").lower() != "embargoed":
        return None
    return first(item, f"{_MANAGED}/StatusWillChange/DateAndTime") or ""
