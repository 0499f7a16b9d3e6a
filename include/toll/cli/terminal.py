"""Text of articles is not ours: made harmless here before a terminal sees it."""

from __future__ import annotations

import sys
import unicodedata

_BIDI = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}
_UNSEEN = {"Cc", "Cs", "Zl", "Zp"}


def harmless(text: str) -> str:
    r"""`text` with control characters, lone surrogates and changes of direction written out, white space folded.

    >>> harmless("a\x1b[2Jb\nc")
    'a\\x1b[2Jb c'
    """
    return visible(" ".join(text.split()))


def visible(text: str, *, keep: str = "") -> str:
    """`text` with control characters, lone surrogates and changes of direction written out, but for those in `keep`."""
    return "".join(c if c in keep or not _unseen(c) else _written_out(c) for c in text)


def complain(message: str) -> None:
    """One line on standard error."""
    print(f"toll: {harmless(message)}", file=sys.stderr)


def _unseen(character: str) -> bool:
    return character in _BIDI or unicodedata.category(character) in _UNSEEN


def _written_out(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
