"""Standard output and standard error: text of articles is not ours, and is made harmless before a terminal sees it."""

from __future__ import annotations

import os
import sys
import unicodedata
from typing import NoReturn

READER_GONE = 141
"""Exit code where the reader of the output went away: 128 and SIGPIPE, as shells have it."""

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


def write(content: bytes) -> None:
    """Put all of `content` on standard output; ends the program where its reader went away."""
    sys.stdout.flush()
    left = memoryview(content)
    try:
        while left:  # an unbuffered output (PYTHONUNBUFFERED) may take a part
            left = left[sys.stdout.buffer.write(left) :]
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        leave()


def leave() -> NoReturn:
    """End the program because the reader of its output went away."""
    # Python flushes standard output again at exit; that must find no broken pipe.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(READER_GONE)


def _unseen(character: str) -> bool:
    return character in _BIDI or unicodedata.category(character) in _UNSEEN


def _written_out(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
