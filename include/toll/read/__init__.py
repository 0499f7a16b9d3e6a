"""A file in, its articles out; what cannot be read is refused with the reason.

Each format is a room of its own (`formats`) that turns bytes into documents; what all articles share (key, language,
date) is here.
"""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

from toll.errors import UnreadableError
from toll.files import content, names
from toll.fingerprint import fingerprint
from toll.model import Article
from toll.read import sidecar
from toll.read.detect import detect, packed_as
from toll.read.document import Document, Found, Refused
from toll.read.formats import PACKED, STREAMED
from toll.read.instants import end_of_embargo
from toll.read.language import identify, preload
from toll.read.limits import Limits
from toll.read.published import published
from toll.read.reading import found
from toll.read.sandbox import Reader

__all__ = [
    "CHANGED",
    "Limits",
    "Reader",
    "article",
    "article_id",
    "found",
    "is_packed",
    "preload",
    "read",
    "without_article",
]

_ID_DIGITS = 20


def read(path: Path, *, name: str | None = None, limits: Limits | None = None) -> tuple[Article, ...]:
    """The articles of the file `path`, called `name` in the tables (default its own name, made safe to show).

    A sidecar, `NAME.json` beside `NAME.txt`, tells when and where it appeared. Raises UnreadableError where the file or
    its sidecar is no regular file, empty, undecodable, too large or in no format that is read, or where a member is.
    """
    called = name or names.shown(names.stored(path.name))
    within = limits or Limits()
    aside = sidecar.beside(path, within.document_bytes)
    with Reader(within) as reader:
        documents = [_certain(one) for one in sidecar.completed(reader.found(path, called), aside)]
    sha256 = content.sha256(path)  # after the reading, so that a file which changes meanwhile is not what it was
    return tuple(article(one, called, sha256) for one in documents)


CHANGED = "it changed while it was read"
"""Why a file is refused whose content is not what it was when it was claimed."""


def without_article(refused: int, reason: str | None) -> str:
    """Why a container is refused none of whose members gives an article, with the `reason` of the first of them."""
    return f"none of its {refused} members gives an article; {reason}" if refused else "it holds no article"


def is_packed(head: bytes, name: str, *, is_large: bool) -> bool:
    """Whether the file that begins with `head` must be cut before it is read: it holds files, or is a large list."""
    try:
        return (detect(head, name) if is_large else packed_as(head, name)) in (STREAMED if is_large else PACKED)
    except UnreadableError:
        return False


def article(document: Document, name: str, sha256: str) -> Article:
    """The article that `document` is, from a file dropped as `name` whose bytes have this hash."""
    return Article(
        article_id=article_id(document.text, issue(document)),
        source_file=name,
        source_sha256=sha256,
        source_format=document.format,
        source_locator=document.locator,
        outlet=document.outlet,
        url=document.url,
        title=document.title,
        language=identify(document.text),
        published=published(document.header_date, name, document.published, document.copied),
        uri=document.uri,
        revision=document.revision,
        is_withdrawn=document.is_withdrawn,
        embargoed_until=end_of_embargo(document.embargoed_until),
        text=document.text,
        fingerprint=fingerprint(document.text),
    )


def article_id(words: str, issue: str = "") -> str:
    """The key of an article: the same for texts that differ only in white space or Unicode form (NFC).

    Two issues of a dispatch are two articles even where they read the same: the later one may restore what another one
    had corrected (docs/decisions/0016-revisions.md).
    """
    folded = " ".join(unicodedata.normalize("NFC", words).split())
    return hashlib.sha256("\0".join(filter(None, (folded, issue))).encode()).hexdigest()[:_ID_DIGITS]


def issue(document: Document) -> str:
    """Which issue of which dispatch `document` is; empty where its format counts none."""
    if document.uri is None or (document.revision is None and not document.is_withdrawn):
        return ""
    return f"{document.uri} {document.revision}{' withdrawn' if document.is_withdrawn else ''}"


def _certain(one: Found) -> Document:
    if isinstance(one, Refused):
        raise UnreadableError(f"{one.locator}: {one.reason}")
    return one
