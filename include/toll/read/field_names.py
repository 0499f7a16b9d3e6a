"""Which names of fields mean what, in the APIs and archives of news.

Names are the same whatever their case and separators: `datePublished`, `date_published`, `Date published`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from toll.errors import UnreadableError

_NAMES = {
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
NAMES = {meant: tuple(names.split()) for meant, names in _NAMES.items()}
"""What a field may be called, best first. The last two say nothing that is read; by them a table is known as one."""

DELIMITERS = ",;\t|"
"""What may stand between the cells of a table; the first of two that know as many names."""

WRAPPERS = ("source", "fields", "attributes", "article", "document")
"""Objects in which records of search engines and APIs keep the fields; `_source` of Elasticsearch is the first."""

READ = frozenset({"text", "title", "published", "url", "outlet"})
LOOKED_FOR = "looked for text, body, content, article, texte, …"
_MEANS = {name: meant for meant, names in NAMES.items() for name in names}
_SEPARATORS = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """The name without case and separators."""
    return _SEPARATORS.sub("", name[:100]).casefold()


def meaning(name: str) -> str | None:
    """What a field called `name` means, a key of `NAMES`; None where it is not known."""
    return _MEANS.get(plain_name(name))


def is_read(name: str) -> bool:
    """Whether a field called `name` is read, or may hold what is."""
    return meaning(name) in READ or plain_name(name) in WRAPPERS


def need_text(names: Iterable[str], where: str) -> None:
    """Raises UnreadableError where none of these columns is one of text; `where` says what names them."""
    shown = list(names)
    if not any(meaning(name) == "text" for name in shown):
        told = ", ".join(name[:30] for name in shown[:10])
        raise UnreadableError(f"{where} names no column of text ({LOOKED_FOR}); it has: {told}")
