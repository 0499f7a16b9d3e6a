"""JSON-LD in a page: the objects that describe an article, wherever in lists and graphs they stand."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from lxml.html import HtmlElement

_MOST_SCRIPTS, _LONGEST, _MOST_OBJECTS = 50, 500_000, 2_000
_KINDS = ("BlogPosting", "LiveBlogPosting", "Report")


def articles(page: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of type `Article`, or a kind of it, in the order in which they stand; broken scripts are none.

    Those that a list on the page names, as a front does, are not the page's own.
    """
    for script in page.xpath("//script[@type='application/ld+json']")[:_MOST_SCRIPTS]:
        with suppress(ValueError, RecursionError):
            text = (script.text or "").strip()
            if len(text) <= _LONGEST:
                yield from filter(_is_article, _objects(json.loads(text, strict=False)))


def _objects(root: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = deque([root]), 0
    while waiting and (seen := seen + 1) <= _MOST_OBJECTS:
        value = waiting.popleft()
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            yield value
            waiting.extend(value[name] for name in ("@graph", "mainEntity", "mainEntityOfPage") if name in value)


def _is_article(value: dict[str, Any]) -> bool:
    kinds = value.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and (kind.endswith("Article") or kind in _KINDS) for kind in named)
