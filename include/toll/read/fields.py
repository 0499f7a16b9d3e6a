"""A record of an export in, an article out: a row of a table, or an object of JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from toll.errors import UnreadableError
from toll.read import epochs, markup
from toll.read.decoding import checked, decode, whole
from toll.read.document import Document
from toll.read.field_names import LOOKED_FOR, NAMES, READ, WRAPPERS, meaning, plain_name
from toll.read.formats import Format

Record = Mapping[str, object]
"""A row or an object: its values by their names as written."""

_INSIDE = {
    "text": ("rendered", "value", "plain"),
    "title": ("rendered", "main", "value", "name"),
    "published": ("$date", "$numberlong", "value"),
    "url": ("href", "url", "value"),
    "outlet": ("name", "title", "value"),
}
"""Where a value is an object (`{"name": "Le Matin"}`), what in it is meant."""

_CUT = re.compile(r"(?:…|\.\.\.)?\s*\[\+\d+ (?:chars|characters|caractères)\]\s*\Z")


class Several(tuple[object, ...]):
    """Two different values of a field that one record names more than once."""

    __slots__ = ()


def has_text(record: Record) -> bool:
    """Whether it holds a text, and so is an article."""
    return any(texts(record))


def texts(record: Record) -> Iterator[str]:
    """What stands in its fields of text, that which is likeliest the article's first."""
    return _strings(_unwrapped(record), "text")


def document(record: Record, kind: Format, locator: str | None) -> Document:
    """The article that `record` tells; raises UnreadableError where it holds no text, or only its beginning."""
    record = _unwrapped(record)
    return Document(
        text=_text(record),
        format=kind,
        locator=locator,
        title=_line(record, "title"),
        published=next((time for value in _values(record, "published") if (time := epochs.iso(value))), None),
        url=_line(record, "url"),
        outlet=_line(record, "outlet"),
    )


def _unwrapped(record: Record) -> Record:
    if any(_strings(record, "text")):
        return record
    inner = {plain_name(name): value for name, value in record.items() if isinstance(value, Mapping)}
    found = next((inner[name] for name in WRAPPERS if name in inner and any(_strings(inner[name], "text"))), None)
    return {name: value for name, value in record.items() if value is not found} | dict(found) if found else record


def _text(record: Record) -> str:
    text = next(_strings(record, "text"), None)
    if text is None:
        raise UnreadableError(_without_text(record))
    if _CUT.search(text[-60:]):
        raise UnreadableError("it holds only the beginning of the text, as its end says; get the whole article")
    return checked(markup.plain(text))


def _without_text(record: Record) -> str:
    known = [name for name in record if meaning(name) in READ - {"text"}]
    if not known:
        return f"it holds no text ({LOOKED_FOR})"
    return (
        f"it tells of an article ({', '.join(known[:4])}) but holds no text ({LOOKED_FOR}); beside a text file of the"
        " same name it is read with that"
    )


def _line(record: Record, meant: str) -> str | None:
    for value in _strings(record, meant):
        try:
            return " ".join(markup.plain(value).split())
        except UnreadableError:
            continue
    return None


def _strings(record: Record, meant: str) -> Iterator[str]:
    """What the fields that mean this hold in words, best first."""
    for value in _values(record, meant):
        words = _words(value)
        if words.strip():
            yield whole(words)


def _words(value: object) -> str:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "\n\n".join(value)
    if isinstance(value, bytes):
        return decode(value)
    return value if isinstance(value, str) else ""


def _values(record: Record, meant: str) -> Iterator[object]:
    given = {plain_name(name): value for name, value in record.items() if meaning(name) == meant}
    for name in NAMES[meant]:
        value = _inner(given[name], _INSIDE[meant]) if name in given else None
        if isinstance(value, Several):
            raise UnreadableError(f'it says "{name}" more than once, and each time another')
        if value is not None:
            yield value


def _inner(value: object, names: tuple[str, ...]) -> object:
    for _ in range(2):  # {"$date": {"$numberLong": "1646427900000"}}
        if isinstance(value, dict):
            named = {str(name).casefold(): inner for name, inner in value.items()}
            value = next((named[name] for name in names if named.get(name)), None)
    return value
