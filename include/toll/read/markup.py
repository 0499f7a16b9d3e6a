"""Markup in a field out: what an export holds as HTML becomes plain text with its paragraphs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lxml import etree

from toll.errors import UnreadableError

_BLOCKS = (
    "address|article|aside|blockquote|body|center|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h1|h2|h3|h4|h5|h6"
    "|header|hr|html|li|main|nav|ol|p|pre|section|table|tbody|td|th|thead|tr|ul"
)
_UNSEEN = "head|iframe|noscript|object|script|style|svg|template"
_INLINE = "a|abbr|b|big|br|cite|code|em|font|i|img|mark|q|s|small|span|strong|strike|sub|sup|time|u"
_TAG = re.compile(rf"</?(?:{_BLOCKS}|{_UNSEEN}|{_INLINE})(?:\s[^<>]*|\s*/)?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")
_BLOCK_TAGS, _UNSEEN_TAGS = frozenset(_BLOCKS.split("|")), frozenset(_UNSEEN.split("|"))
_SPACE = re.compile(r"[ \t\r\n\f]+")


def plain(text: str) -> str:
    r"""The text without its markup, one empty line between paragraphs; text that plainly holds none is left as it is.

    Raises UnreadableError where nothing is left, or where elements are nested deeper than a page of news has them.

    >>> plain("<p>Douze <b>morts</b></p><p>&Agrave; Gao</p>"), plain("2 < 3 & 4 > 3"), plain("tu&eacute;s")
    ('Douze morts\n\nÀ Gao', '2 < 3 & 4 > 3', 'tués')
    """
    if _TAG.search(text):
        return _stripped(text)
    return html.unescape(text) if _ENTITY.search(text) else text


def _stripped(text: str) -> str:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise UnreadableError("its HTML is nested too deeply")
    blocks = "".join(_pieces(root)) if root is not None else ""
    words = "\n\n".join(block for part in blocks.split("\n\n") if (block := _lines(part)))
    if not words:
        raise UnreadableError("its HTML holds no words")
    return words


def _pieces(root: etree._Element) -> Iterator[str]:
    unseen = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        begins = event == "start"
        unseen += (element.tag in _UNSEEN_TAGS) * (1 if begins else -1)
        if element.tag in _BLOCK_TAGS:
            yield "\n\n"
        elif element.tag == "br" and begins:
            yield "\n"
        words = element.text if begins else element.tail
        if words and not unseen:
            yield _SPACE.sub(" ", words)


def _lines(block: str) -> str:
    return "\n".join(line for part in block.split("\n") if (line := part.strip(" ")))
