"""One module a format: `documents(source)` yields the articles of a source in it, or `Refused` for a member without.

A reader raises UnreadableError, in one line that says what to do, where the whole source gives nothing. A module is
imported when the first source in its format comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from importlib import import_module
from typing import cast

from toll.read.document import Found
from toll.read.source import Source

Reader = Callable[[Source], Iterator[Found]]


class Format(StrEnum):
    """Every format, as `articles.source_format` has it; each is a module of this package, `-` written `_`."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    MAIL = "mail"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    FEED = "feed"
    NEWSML_G2 = "newsml-g2"
    NEWSML = "newsml"
    NITF = "nitf"
    NINJS = "ninjs"
    PDF = "pdf"
    DOCX = "docx"
    WARC = "warc"
    ZIP = "zip"
    TAR = "tar"
    GZIP = "gzip"
    BZIP2 = "bzip2"
    XZ = "xz"
    ZSTD = "zstd"


PACKED = frozenset({Format.ZIP, Format.TAR, Format.GZIP, Format.BZIP2, Format.XZ, Format.ZSTD, Format.WARC})
"""Formats that hold other files and yield each by its own format; their bytes do not tell how much comes out."""

STREAMED = PACKED | {Format.JSONL, Format.CSV, Format.PARQUET, Format.JSON}
"""Formats that are read piece by piece, so that a file of them may be larger than a document."""


def reader(name: Format) -> Reader:
    """The reader of the format `name`."""
    return cast(Reader, import_module(f"{__name__}.{name.replace('-', '_')}").documents)
