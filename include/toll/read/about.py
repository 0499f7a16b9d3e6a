"""What a web page says about itself: when and where it appeared, under which title.

In order of trust: JSON-LD (schema.org `Article` and its kinds), OpenGraph and `article:` properties, `<time>`, and for
the date what htmldate finds in other marks. A date in the running text is left to `dating`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from itertools import islice
from typing import Any

from htmldate import find_date
from lxml.html import HtmlElement

from toll.read import linked
from toll.read.instants import iso
from toll.read.page import is_small

_YEARS = ("1990-01-01", "2100-12-31")
"""Between which a date is looked for; fixed, so that the same page tells the same on any day."""

_LONGEST = 1_000
_SAVED = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>\"]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """`published` is ISO 8601; `is_article` whether the page calls itself one."""

    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    is_article: bool = False


def about(page: HtmlElement, markup: str) -> About:
    """What `page`, parsed from `markup`, says of itself; None where it is silent or writes what is no date."""
    article = next(linked.articles(page), {})
    meta = _meta(page)
    return About(
        title=_first(article.get("headline"), meta.get("og:title"), *_texts(page, "//h1"), *_texts(page, "//title")),
        published=next(filter(None, map(iso, _dates(page, article, meta))), None) or _searched(page),
        outlet=_first(_name(article.get("publisher")), meta.get("og:site_name")),
        url=next(filter(_is_url, _urls(page, article, meta, markup)), None),
        is_article=bool(article) or meta.get("og:type") == "article" or "article:published_time" in meta,
    )


def _meta(page: HtmlElement) -> dict[str, str]:
    """Properties by their names in lower case; of one given twice the first."""
    told: dict[str, str] = {}
    for element in page.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if name and (content := (element.get("content") or "").strip()):
            told.setdefault(name.lower(), content)
    return told


def _dates(page: HtmlElement, article: Mapping[str, Any], meta: Mapping[str, str]) -> Iterator[Any]:
    yield article.get("datePublished")
    yield from (meta.get(name) for name in ("article:published_time", "og:published_time", "datepublished"))
    marked = filter(_is_marked, page.iter("time"))  # one XPath for it takes libxml2 the square of what it finds
    yield from (element.get("datetime") or element.text for element in islice(marked, 1))


def _is_marked(time: HtmlElement) -> bool:
    if time.get("itemprop") == "datePublished" or time.get("pubdate") is not None:
        return True
    return time.get("datetime") is not None and next(time.iterancestors("article", "main"), None) is not None


def _urls(page: HtmlElement, article: Mapping[str, Any], meta: Mapping[str, str], markup: str) -> Iterator[Any]:
    yield from (element.get("href") for element in page.xpath("//link[@rel='canonical']")[:1])
    yield meta.get("og:url")
    yield article.get("url")
    if saved := _SAVED.search(markup):
        yield saved[1]


def _searched(page: HtmlElement) -> str | None:
    if not is_small(page):
        return None
    first, last = _YEARS
    page = deepcopy(page)
    for other in page.xpath("//footer|//aside|//nav"):
        other.drop_tree()
    return find_date(page, extensive_search=False, original_date=True, min_date=first, max_date=last)


def _first(*said: Any) -> str | None:
    plain = (" ".join(one[:_LONGEST].split()) for one in said if isinstance(one, str))
    return next(filter(None, plain), None)


def _texts(page: HtmlElement, where: str) -> Iterator[str]:
    yield from (element.text_content() for element in page.xpath(where)[:1])


def _name(publisher: Any) -> Any:
    if isinstance(publisher, list):
        publisher = publisher[0] if publisher else None
    return publisher.get("name") if isinstance(publisher, Mapping) else publisher


def _is_url(said: Any) -> bool:
    return isinstance(said, str) and said.startswith(("http://", "https://")) and len(said) <= _LONGEST
