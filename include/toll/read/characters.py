"""Bytes in, characters out, piece by piece: for formats whose files may be larger than memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from toll.read.decoding import decode, encoding_of
from toll.read.source import Source


@contextmanager
def characters(source: Source, newline: str = "\n") -> Iterator[TextIO]:
    """The text of a source, read on as it is asked for; `newline` as for `open`.

    Bytes that are no UTF-8 become lone surrogates (PEP 383), and `mended` makes characters of them where a record ends.
    """
    mark, encoding = encoding_of(source.head)
    errors = "surrogateescape" if encoding == "utf-8" else "replace"
    source.stream.read(len(mark))
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
