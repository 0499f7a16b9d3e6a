"""XML and HTML in, elements and plain text out, with nothing fetched and nothing expanded.

News needs no entities of its own: a file that declares some is refused, whatever they hold (a "billion laughs", a file
of this machine, an address).
"""

from __future__ import annotations

import copy
import re
from html.entities import name2codepoint
from typing import Any

from lxml import etree

from toll.errors import UnreadableError
from toll.read import markup

Element = Any
"""An lxml element; lxml tells no types."""

_NOT_READ = ("script", "style", "media", "figure", "iframe", "object", "form", "noscript", "svg", "template")
"""Elements of a text that are no words of it; `media` is NITF's."""

_BLOCKS = (
    *("address", "article", "aside", "blockquote", "block", "body", "br", "caption", "dd", "div", "dl", "dt", "footer"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hl1", "hl2", "hr", "li", "main", "note", "ol", "p", "pre", "q"),
    *("section", "table", "tbody", "td", "th", "tr", "ul", "body.content", "fn"),
)
"""Elements that begin and end a paragraph, of HTML and NITF."""

_BREAK = "\u2029"
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_OF_XML = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_DECLARED = b"<!ENTITY"


def tree(raw: bytes, *, mended: bool = False) -> tuple[Element, str | None]:
    """The root of the XML `raw` and, where it had to be `mended`, what was wrong with it.

    HTML's names of characters (`&eacute;`) are read though no DTD says so. Raises UnreadableError for what is no XML,
    unless `mended` allows to make the best of it, and for a file that declares entities.
    """
    if _DECLARED in raw.replace(b"\0", b""):
        raise UnreadableError("its DOCTYPE declares entities, as no news file needs; take the declarations out")
    parser = _parser(recover=mended)
    try:
        root = etree.fromstring(_ENTITY.sub(_character, raw), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"it is no well-formed XML ({_told(error)})") from error
    if root is None or _declares(root):
        raise UnreadableError("it is no well-formed XML" if root is None else "its DOCTYPE declares entities")
    return root, _first_error(parser) if mended else None


def bare(element: Element) -> Element:
    """A copy of `element` whose names have no namespaces."""
    twin = copy.deepcopy(element)
    twin.tail = None
    for node in twin.iter(etree.Element):
        node.tag = etree.QName(node).localname
    return twin


def words(element: Element | None) -> str | None:
    """The text of `element` on one line, None where it has none."""
    return (" ".join("".join(element.itertext()).split()) or None) if element is not None else None


def first(element: Element, *paths: str) -> str | None:
    """The words at the first of `paths` below `element` where there are any."""
    return next((said for path in paths for node in element.iterfind(path) if (said := words(node))), None)


def attribute(element: Element, path: str, *names: str) -> str | None:
    """The first of the attributes `names` that an element at `path` has and that is not empty."""
    return next(
        (said for node in element.iterfind(path) for name in names if (said := node.get(name, "").strip())), None
    )


def paragraphs(element: Element) -> str:
    """The text of `element`, a blank line between paragraphs, without scripts, media and the white space of layout.

    Text without any markup has a paragraph a line.
    """
    if not len(element):
        return _lines(element.text or "")
    twin = bare(element)
    etree.strip_elements(twin, etree.Comment, etree.ProcessingInstruction, *_NOT_READ, with_tail=False)
    for node in twin.iter(*_BLOCKS):
        node.text = _BREAK + (node.text or "")
        node.tail = _BREAK + (node.tail or "")
    return _joined("".join(twin.itertext()).split(_BREAK))


def unmarked(text: str) -> str:
    """The plain text of `text`, which may be HTML: a feed does not always say which."""
    return _lines(markup.plain(text))


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )


def _character(match: re.Match[bytes]) -> bytes:
    code = None if match[1] in _OF_XML else name2codepoint.get(match[1].decode())
    return b"&#%d;" % code if code else match[0]


def _declares(root: Element) -> bool:
    """Whether entities are declared in an encoding in which the look at the bytes did not see them."""
    inner = root.getroottree().docinfo.internalDTD
    return inner is not None and any(True for _ in inner.iterentities())


def _first_error(parser: Any) -> str | None:
    return next((f"line {error.line}: {error.message}" for error in parser.error_log if error.level > 1), None)


def _told(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


def _lines(text: str) -> str:
    return _joined(text.splitlines())


def _joined(parts: list[str]) -> str:
    folded = (re.sub(r"[ \t\r\n\f\v]+", " ", part).strip() for part in parts)
    return "\n\n".join(part for part in folded if part)
