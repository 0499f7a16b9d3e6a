"""Bytes in, characters out: what a text is encoded in, and whether it is a text at all."""

from __future__ import annotations

import codecs
import unicodedata

from toll.errors import UnreadableError

MAX_CONTROL_SHARE = 0.01
"""Texts of old wire services hold a few control characters; more than this share of them is no text."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; that of UTF-32 LE begins like that of UTF-16 LE and stands first."""

_PLAIN_CONTROLS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x85")


def decode(raw: bytes) -> str:
    """The characters of `raw`, in UTF-8 or in what its byte order mark says; raises UnreadableError for no text."""
    mark, encoding = next((known for known in _MARKS if raw.startswith(known[0])), (b"", "utf-8"))
    if encoding == "utf-8" and b"\0" in raw:
        raise UnreadableError("it is binary (it holds NUL bytes)")
    try:
        text = raw[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"it is not {encoding.upper()} (byte {len(mark) + error.start + 1}); save it as UTF-8"
        ) from error
    _refuse_no_text(text)
    return text


def _refuse_no_text(text: str) -> None:
    if not text.strip():
        raise UnreadableError("it holds nothing but white space")
    controls = sum(text.count(c) for c in set(text) - _PLAIN_CONTROLS if unicodedata.category(c) == "Cc")
    if controls > MAX_CONTROL_SHARE * len(text) or "\0" in text:
        raise UnreadableError(f"it is binary ({controls} of its {len(text)} characters are control characters)")
