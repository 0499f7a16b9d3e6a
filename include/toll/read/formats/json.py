"""JSON: one article, a list of them, or an object that holds such a list, as APIs of news and archives answer.

A list is read element by element, so that it may be larger than memory, and a wrong element harms no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import TextIO

from toll.errors import UnreadableError
from toll.read import characters, objects
from toll.read.document import Found, Refused
from toll.read.elements import Element, elements
from toll.read.fields import has_text
from toll.read.formats import Format
from toll.read.source import Source

_LISTS = (
    *("articles", "items", "results", "docs", "documents", "hits", "data"),
    *("entries", "posts", "records", "rows", "content"),
)
_WITHIN = ("response", "hits", "data", "result", "results")
"""What APIs call their lists of articles, and the objects that hold these (`response.docs`, `hits.hits`)."""

_LIST = re.compile(rf'"(?:{"|".join(_LISTS)})"\s*:\s*\[', re.IGNORECASE)
_PIECE = 1 << 16


def documents(source: Source) -> Iterator[Found]:
    """The article of a lone object, or each of a list at `item 3`; what is no article is `Refused` with its bytes.

    Raises UnreadableError where the one object is no article, holds no list of them, or the list is empty.
    """
    with characters.characters(source) as text:
        start = text.read(_PIECE).lstrip()
        if start.startswith("["):
            yield from _items(chain([start[1:]], _pieces(text)), source, goes_on=True)
        else:
            most = source.limits.document_bytes
            yield from _object(start + text.read(max(0, most + 1 - len(start))), text, source)


def _object(start: str, text: TextIO, source: Source) -> Iterator[Found]:
    """What the object, or the objects one after another, hold that begin with `start` and go on in `text`."""
    most = source.limits.document_bytes
    first = list(islice(elements([start], most), 2)) if len(start) <= most else []
    if len(first) == 2:
        yield from _items(chain([start], _pieces(text)), source, goes_on=True)
        return
    try:
        value = objects.parsed(_lone(first, most))
    except UnreadableError:
        listed = _LIST.search(start[:_PIECE])
        if listed is None:
            raise
        yield from _items(chain([start[listed.end() :]], _pieces(text)), source, goes_on=False)
    else:
        yield from _value(value, source)


def _lone(first: list[Element], most: int) -> str:
    if not first or first[0].text is None:
        raise UnreadableError(
            f"it is an object larger than {most:,} bytes in whose beginning no list of articles stands"
        )
    if not first[0].is_whole:
        raise UnreadableError("its JSON ends in the middle; get the whole file")
    return first[0].text


def _value(value: object, source: Source) -> Iterator[Found]:
    listed = None if isinstance(value, Mapping) and has_text(value) else articles_in(value)
    if listed is None:
        yield objects.document(value, Format.JSON, source, source.locator)
        return
    if not listed:
        raise UnreadableError("its list of articles is empty")
    for number, one in enumerate(listed, 1):
        yield objects.judged(one, Format.JSON, source, f"item {number}")


def articles_in(value: object) -> list[object] | None:
    """The list of articles in an object, at most in an object within it."""
    if not isinstance(value, Mapping):
        return None
    named = {str(name).casefold(): inner for name, inner in value.items()}
    found = next((inner for name in _LISTS if isinstance(inner := named.get(name), list)), None)
    if found is not None:
        return found
    return next((inner for name in _WITHIN if (inner := articles_in(named.get(name))) is not None), None)


def _items(pieces: Iterator[str], source: Source, *, goes_on: bool) -> Iterator[Found]:
    number = 0
    for number, element in enumerate(elements(pieces, source.limits.document_bytes, goes_on=goes_on), 1):
        yield _item(element, source, f"item {number}")
    if not number:
        raise UnreadableError("its list of articles is empty")


def _item(element: Element, source: Source, within: str) -> Found:
    if element.text is None:
        reason = f"it is larger than {source.limits.document_bytes:,} bytes"
        return Refused(locator=source.place(within), reason=reason)
    if not element.is_whole:
        reason = "the file ends in the middle of it, or a bracket or quotation mark in it is never closed"
        return Refused(locator=source.place(within), reason=reason, content=characters.raw(element.text))
    return objects.found(element.text, Format.JSON, source, within)


def _pieces(text: TextIO) -> Iterator[str]:
    return iter(lambda: text.read(_PIECE), "")
