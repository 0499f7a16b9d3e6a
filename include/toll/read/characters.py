"""Bytes in, characters out, piece by piece: for formats whose files may be larger than memory."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from toll.read.decoding import decode
from toll.read.source import Source

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ZEROS = (((False, True, False, True), "utf-16-le"), ((True, False, True, False), "utf-16-be"))
"""Where the zeros are in UTF-16 without a mark: these formats begin with two characters of ASCII (RFC 4627, 3)."""


@contextmanager
def characters(source: Source, newline: str = "\n") -> Iterator[TextIO]:
    """The text of a source, read on as it is asked for; `newline` as for `open`.

    Bytes that are no UTF-8 become lone surrogates (PEP 383), and `mended` makes characters of them where a record ends.
    """
    encoding = _encoding(source.head)
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    text = io.TextIOWrapper(source.stream, encoding, errors=errors, newline=newline)
    try:
        yield text
    finally:
        text.detach()


def mended(record: str) -> str:
    """A piece of such a text with all its bytes read; raises UnreadableError where they are in no known encoding."""
    try:
        record.encode()
    except UnicodeEncodeError:
        return decode(raw(record))
    return record


def raw(record: str) -> bytes:
    """The bytes of a piece of such a text, in UTF-8 as far as they were any."""
    return record.encode("utf-8", "surrogateescape")


def _encoding(head: bytes) -> str:
    zeros = tuple(byte == 0 for byte in head[:4])
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    return marked or next((name for places, name in _ZEROS if zeros == places), "utf-8")
