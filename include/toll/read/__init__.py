"""A file in, its articles out; what cannot be read is refused with the reason.

Each format is a room of its own that turns bytes into documents; what all articles share (key, language, date) is here.
"""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

from toll.files import content, names
from toll.fingerprint import fingerprint
from toll.model import Article
from toll.read import sidecar, text
from toll.read.document import Document
from toll.read.language import identify, preload
from toll.read.published import published
from toll.read.sidecar import Sidecar
from toll.settings import Settings

__all__ = ["article_id", "articles", "preload", "read"]

_ID_DIGITS = 20


def read(path: Path, *, name: str | None = None, max_bytes: int = Settings.max_file_bytes) -> tuple[Article, ...]:
    """The articles of the file `path`, called `name` in the tables (default its own name, made safe to show).

    A sidecar, `NAME.json` beside `NAME.txt`, tells when and where it appeared. Raises UnreadableError where the file or
    its sidecar is no regular file, empty, binary, undecodable or larger than `max_bytes`.
    """
    raw = content.read(path, max_bytes)
    return articles(raw, name=name or names.shown(names.stored(path.name)), aside=sidecar.beside(path, max_bytes))


def articles(raw: bytes, *, name: str, aside: Sidecar | None = None) -> tuple[Article, ...]:
    """The articles in `raw`, the bytes of a file dropped as `name`; raises UnreadableError as `read` does."""
    sha256 = hashlib.sha256(raw).hexdigest()
    found = text.documents(raw)
    told = (sidecar.completed(document, aside) for document in found) if aside else found
    return tuple(_article(document, name, sha256) for document in told)


def article_id(words: str) -> str:
    """The key of an article: the same for texts that differ only in white space or Unicode form (NFC)."""
    folded = " ".join(unicodedata.normalize("NFC", words).split())
    return hashlib.sha256(folded.encode()).hexdigest()[:_ID_DIGITS]


def _article(document: Document, name: str, sha256: str) -> Article:
    return Article(
        article_id=article_id(document.text),
        source_file=name,
        source_sha256=sha256,
        source_format=document.format,
        source_locator=document.locator,
        outlet=document.outlet,
        url=document.url,
        title=document.title,
        language=identify(document.text),
        published=published(document.header_date, name, document.published),
        text=document.text,
        fingerprint=fingerprint(document.text),
    )
