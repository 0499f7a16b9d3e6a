"""Bytes that are no Unicode: the one-byte encodings of older press copy, and those of East Asia.

UTF-8 with a few strange bytes is UTF-8; else what the container declares; else Windows-1252, if it then reads like the
copy of western Europe; else the guess of charset-normalizer among encodings that press copy comes in.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from contextlib import suppress

import charset_normalizer

from toll.errors import UnreadableError

_DECLARED = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
"""Encodings by what is meant by them (WHATWG Encoding Standard, section 4.2), in Python's names."""

_PLAUSIBLE = (
    *("cp1252", "iso8859_15", "mac_roman", "cp850", "cp1250", "iso8859_2", "cp1251", "koi8_r", "cp1253", "cp1254"),
    *("cp1255", "cp1256", "iso8859_6", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
)
"""What is guessed among, in Python's names; a closed list, so that the same bytes are always the same text."""

_KNOWN = frozenset(codecs.lookup(name).name for name in _PLAUSIBLE)

_WESTERN = frozenset("\xa0«»¿¡°€‚„…‘’“”•–—§©®" + "ÀÂÄÆÇÈÉÊËÎÏÔÖŒÙÛÜŸÁÍÓÚÑÃÕÅØß" + "àâäæçèéêëîïôöœùûüÿáíóúñãõåøìò")
_MAX_WESTERN_SHARE = 0.5
"""Of letters beyond ASCII that stand beside another: all, in Greek, Cyrillic or Arabic read as Windows-1252."""
_BESIDE = re.compile(r"(?<=[À-ÿŒœŸ])[À-ÿŒœŸ]")

_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SAMPLE = 200_000


def decode(raw: bytes, declared: str | None = None) -> str:
    """The characters of `raw`, which is not UTF-8; raises UnreadableError where no encoding gives a text."""
    if (damaged := _damaged(raw)) is not None:
        return damaged
    for encoding in filter(None, (_named(declared), "cp1252")):
        with suppress(UnicodeDecodeError):
            text = raw.decode(encoding)
            if encoding != "cp1252" or declared or _is_western(text):
                return text
    guess = charset_normalizer.from_bytes(raw[:_SAMPLE], cp_isolation=list(_PLAUSIBLE)).best()
    with suppress(UnicodeDecodeError):
        if guess is not None and not _controls(text := raw.decode(guess.encoding)):
            return text
    raise UnreadableError("its encoding is not known; save it as UTF-8")


def _damaged(raw: bytes) -> str | None:
    """UTF-8 with strange bytes in it, as where a line was pasted from elsewhere or the end is cut off."""
    text = raw.decode("utf-8", errors="surrogateescape")
    strange = [c for c in text if "\udc80" <= c <= "\udcff"]
    if len(_SEQUENCE.findall(raw)) <= len(strange):
        return None
    return re.sub("[\udc80-\udcff]+", _as_windows, text)


def _as_windows(strange: re.Match[str]) -> str:
    return strange[0].encode("utf-8", errors="surrogateescape").decode("cp1252", errors="replace")


def _named(declared: str | None) -> str | None:
    try:
        name = codecs.lookup((declared or "").strip()).name
    except (LookupError, ValueError):
        return None
    name = _DECLARED.get(name, name)
    return name if codecs.lookup(name).name in _KNOWN else None


def _is_western(text: str) -> bool:
    beyond = [c for c in text if c > "\x7f"]
    letters = sum(c.isalpha() for c in beyond)
    return _WESTERN.issuperset(beyond) and len(_BESIDE.findall(text)) <= _MAX_WESTERN_SHARE * letters


def _controls(text: str) -> bool:
    return any(unicodedata.category(c) == "Cc" for c in set(text) if c > "\x7f")
