"""JSON Lines: an article a line; a bad line harms no other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from toll.errors import UnreadableError
from toll.read import characters, objects
from toll.read.document import Found, Refused
from toll.read.formats import Format
from toll.read.source import Source

_PIECE = 1 << 16


def documents(source: Source) -> Iterator[Found]:
    """The article of every line, at `line 17`; a line that holds none is `Refused` with its bytes, a blank one is none.

    Raises UnreadableError where all lines are blank.
    """
    number = 0
    with characters.characters(source) as text:
        for number, line in _lines(text, source.limits.document_bytes):
            if line is None:
                reason = f"it is larger than {source.limits.document_bytes:,} bytes"
                yield Refused(locator=source.place(f"line {number}"), reason=reason)
            else:
                yield objects.found(line, Format.JSONL, source, f"line {number}")
    if not number:
        raise UnreadableError("it holds no line")


def _lines(text: TextIO, most: int) -> Iterator[tuple[int, str | None]]:
    """The lines that are not blank with their numbers; None for one that is too large."""
    number = 0
    while line := text.readline(most + 1):
        number += 1
        if len(line) > most and not line.endswith("\n"):
            while (rest := text.readline(_PIECE)) and not rest.endswith("\n"):
                pass
            yield number, None
        elif record := line.strip(" \t\r\n\x1e\0"):
            yield number, record
