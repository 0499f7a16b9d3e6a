"""Bytes in, characters out: what a text is encoded in, and whether it is a text at all.

What is certain comes first: a byte order mark, the zeros of UTF-16 and UTF-32, UTF-8. Only then what the container says
(`charset=`), and last a guess (`legacy`). Letters that were decoded wrongly before the file was saved are mended.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

import ftfy
from ftfy import TextFixerConfig

from toll.errors import UnreadableError
from toll.read import legacy

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

_ZEROS = (("utf-32-le", (1, 2, 3)), ("utf-32-be", (0, 1, 2)), ("utf-16-le", (1,)), ("utf-16-be", (0,)))
"""The places in a character of two or four bytes at which Latin text has zeros, and no others."""

_SAMPLE, _LEAST = 4096, 8
_ZERO_SHARE = 0.75

_PLAIN_CONTROLS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x85")

_CONTINUES = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_GARBLED = re.compile(rf"[ÂÃÄÅÐÑØÙÚÛ][{_CONTINUES}]|â[€„†]|[\x80-\x84\x86-\x9f]|ï»¿|√[^\s\w]|‚Ä")
"""What the letters of UTF-8 look like once read in a one-byte encoding; it only tells whether to look closer."""

_CERTAIN = TextFixerConfig(replace_lossy_sequences=False)


def decode(raw: bytes, declared: str | None = None) -> str:
    """The characters of `raw`; raises UnreadableError for no text.

    `declared` is the encoding that its page or mail names, believed where the bytes themselves do not tell.
    """
    mark, encoding = encoding_of(raw)
    if encoding == "utf-8" and b"\0" in raw:
        raise UnreadableError("it is binary (it holds NUL bytes)")
    try:
        text = raw[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        if mark or encoding != "utf-8":
            raise UnreadableError(
                f"it is not {encoding.upper()} (byte {len(mark) + error.start + 1}); save it as UTF-8"
            ) from error
        text = legacy.decode(raw, declared)
    return checked(text)


def checked(text: str) -> str:
    """The text with what was decoded wrongly put right; raises UnreadableError where it is no text."""
    text = mended(text)
    _refuse_no_text(text)
    return text


def encoding_of(raw: bytes) -> tuple[bytes, str]:
    """The byte order mark of `raw`, if any, and the Unicode encoding that its bytes tell; else UTF-8."""
    if known := next((known for known in _MARKS if raw.startswith(known[0])), None):
        return known
    return b"", next((name for name, zeros in _ZEROS if _is_wide(raw, zeros)), "utf-8")


def mended(text: str) -> str:
    r"""The text with what was decoded wrongly put right; any other text as it is, to the character.

    >>> mended("tuÃ©s Ã\xa0 lâ€™aube"), mended("tués à l’aube, NOËL…")
    ('tués à l’aube', 'tués à l’aube, NOËL…')
    """
    return ftfy.fix_encoding(text, _CERTAIN) if _GARBLED.search(text) else text


def whole(text: str) -> str:
    r"""The text with halves of characters joined, and those without another half replaced by U+FFFD.

    >>> whole("\ud83d\ude00 \udce9")
    '😀 \ufffd'
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _is_wide(raw: bytes, zeros: tuple[int, ...]) -> bool:
    """Whether there are zeros at most of these places of each character and, but for those, none."""
    width, sample = (4 if len(zeros) == 3 else 2), raw[:_SAMPLE]
    if len(raw) < _LEAST or len(raw) % width:
        return False
    shares = [sample[at::width].count(0) * width / len(sample) for at in range(width)]
    return all((share >= _ZERO_SHARE) if at in zeros else not share for at, share in enumerate(shares))


def _refuse_no_text(text: str) -> None:
    if not text.strip():
        raise UnreadableError("it holds nothing but white space")
    controls = sum(text.count(c) for c in set(text) - _PLAIN_CONTROLS if unicodedata.category(c) == "Cc")
    if controls > MAX_CONTROL_SHARE * len(text) or "\0" in text:
        raise UnreadableError(f"it is binary ({controls} of its {len(text)} characters are control characters)")
