"""A record of an export in, an article out: which names of fields mean what, in the APIs and archives of news.

Names are the same whatever their case and separators: `datePublished`, `date_published`, `Date published`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from toll.errors import UnreadableError
from toll.read import epochs, markup
from toll.read.decoding import decode
from toll.read.document import Document
from toll.read.formats import Format

Record = Mapping[str, object]
"""A row or an object: its values by their names as written."""

NAMES = {
    "text": "maintext text bodytext fulltext articletext articlebody content body article story plaintext"
    " texte texteintegral contenu corps",
    "title": "title headline webtitle titre",
    "published": "published datepublished publishedat publicationdate publishdate datepublish publishedon pubdate"
    " webpublicationdate datepublication date datetime timestamp createdat created",
    "url": "url link href weburl articleurl sourceurl canonicalurl permalink lien",
    "outlet": "outlet publisher sourcename source medianame newspaper publication journal sitename site"
    " sourcedomain domain",
    "language": "language lang langue",
    "key": "id uuid guid author authors byline auteur section category tags",
}
"""What a field may be called, best first. The last two say nothing that is read; by them a table is known as one."""

WRAPPERS = ("source", "fields", "attributes", "article", "document")
"""Objects in which records of search engines and APIs keep the fields; `_source` of Elasticsearch is the first."""

_READ = frozenset({"text", "title", "published", "url", "outlet"})
_MEANS = {name: meant for meant, names in NAMES.items() for name in names.split()}
_INSIDE = ("rendered", "name", "title", "main", "text", "value", "$date", "$numberlong", "href")
"""Where a value is an object (`{"name": "Le Matin"}`), what in it is meant."""

_SEPARATORS = re.compile(r"[\W_]+")
_CUT = re.compile(r"(?:…|\.\.\.)?\s*\[\+\d+ (?:chars|characters|caractères)\]\s*\Z")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LOOKED_FOR = "looked for text, body, content, article, texte, …"


class Several(tuple[object, ...]):
    """The different values of a field that one record names more than once."""


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """The name without case and separators."""
    return _SEPARATORS.sub("", name[:100]).casefold()


def meaning(name: str) -> str | None:
    """What a field called `name` means, a key of `NAMES`; None where it is not known."""
    return _MEANS.get(plain_name(name))


def is_read(name: str) -> bool:
    """Whether a field called `name` is read, or may hold what is."""
    return meaning(name) in _READ or plain_name(name) in WRAPPERS


def need_text(names: Iterable[str], where: str) -> None:
    """Raises UnreadableError where none of these columns is one of text; `where` says what names them."""
    shown = list(names)
    if not any(meaning(name) == "text" or plain_name(name) in WRAPPERS for name in shown):
        told = ", ".join(name[:30] for name in shown[:10])
        raise UnreadableError(f"{where} names no column of text ({_LOOKED_FOR}); it has: {told}")


def has_text(record: Record) -> bool:
    """Whether it holds a text, and so is an article."""
    return any(_strings(_unwrapped(record), "text"))


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
    return {**record, **found} if found else record


def _text(record: Record) -> str:
    text = next(_strings(record, "text"), None)
    if text is None:
        raise UnreadableError(_without_text(record))
    if _CUT.search(text[-60:]):
        raise UnreadableError("it holds only the beginning of the text, as its end says; get the whole article")
    return decode(markup.plain(text).encode())


def _without_text(record: Record) -> str:
    known = [name for name in record if meaning(name) in _READ - {"text"}]
    if not known:
        return f"it holds no text ({_LOOKED_FOR})"
    return (
        f"it tells of an article ({', '.join(known[:4])}) but holds no text ({_LOOKED_FOR}); beside a text file of the"
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
    for name in NAMES[meant].split():
        value = _inner(given.get(name))
        if isinstance(value, Several):
            raise UnreadableError(f'it says "{name}" more than once, and each time another')
        if value is not None:
            yield value


def _inner(value: object) -> object:
    for _ in range(2):  # {"$date": {"$numberLong": "1646427900000"}}
        if isinstance(value, Mapping):
            named = {str(name).casefold(): inner for name, inner in value.items()}
            value = next((named[name] for name in _INSIDE if named.get(name)), None)
    return value


def whole(text: str) -> str:
    """The text with halves of characters joined, and those without another half replaced by U+FFFD."""
    if _SURROGATES.search(text):
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
