"""A web page parsed, and its words: the article's where it can be told, else all that stands outside menus.

Nothing is fetched, no script is run, and a page of more elements than news ever has is read by the simpler way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from toll.errors import UnreadableError

MOST_ELEMENTS = 10_000
"""Beyond them the article is not looked for, as that takes long."""

_LONGEST_LINE = 1_000_000
_SHORT = 250
"""Of shorter text trafilatura loses the make-up of paragraphs; all that is shown is taken if it is hardly more."""

_LONG_TAG = re.compile(r"(<[a-zA-Z][\w:-]*+)(?=[^<>]{4000})[^<>]*+")
_VALUE = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_NUL = str.maketrans("", "", "\0")
_PASSED_OVER = frozenset(
    {"aside", "audio", "button", "canvas", "footer", "form", "head", "header", "iframe", "math", "nav", "noscript"}
    | {"object", "script", "select", "style", "svg", "template", "textarea", "video"}
)
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd"}
    | {"mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)


def parse(markup: str) -> HtmlElement:
    """The page that `markup` is, whole or a fragment; raises UnreadableError where it holds no element."""
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        lean = _LONG_TAG.sub(_without_crowds, markup.translate(_NUL))
        return document_fromstring(lean.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableError("it is a page without a word") from error


def words(page: HtmlElement) -> str:
    """The words of the article on `page`, a blank line between paragraphs; empty where there are none."""
    article = _article(page)
    if len(article) >= _SHORT:
        return article
    everything = shown(page)
    return everything if not article or len(everything) <= len(article) + _SHORT else article


def shown(page: HtmlElement) -> str:
    """All words of `page` outside menus, forms and what is not shown, a blank line between blocks."""
    return "\n\n".join(block for block in map(_even, _blocks(page)) if block)


def is_small(page: HtmlElement) -> bool:
    """Whether it has no more elements than pages of news have, nor more words."""
    size = sum(1 for _ in zip(page.iter(), range(MOST_ELEMENTS + 1), strict=False))
    return size <= MOST_ELEMENTS and len(page.text_content()) <= _LONGEST_LINE


def _article(page: HtmlElement) -> str:
    if not is_small(page):
        return ""
    found = trafilatura.extract(deepcopy(page), include_comments=False, include_tables=True, include_links=False)
    return "\n\n".join(line.strip() for line in (found or "").splitlines() if line.strip())


def _without_crowds(tag: re.Match[str]) -> str:
    """The tag without its attributes where there are thousands: comparing each with each takes the parser hours."""
    return tag[0] if len(_VALUE.sub("", tag[0])) <= 4000 else tag[1]


def _blocks(page: HtmlElement) -> Iterator[str]:
    """The runs of text between one block element and the next."""
    run: list[str] = []
    walk = etree.iterwalk(page, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        skipped = event == "start" and tag in _PASSED_OVER
        if tag not in _INLINE:
            yield "".join(run)
            run.clear()
        if skipped:
            walk.skip_subtree()
        elif event == "start":
            run.append(element.text or "")
        if event == "end":
            run.append(element.tail or "")
    yield "".join(run)


def _even(run: str) -> str:
    return re.sub(r"[^\S\xa0\u202f]+", " ", run).strip()
