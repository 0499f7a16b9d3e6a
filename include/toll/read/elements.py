"""A stream of JSON in, the text of each of its elements out: memory for one, whatever the stream's length.

Only brackets and strings are told apart here; what an element says, and whether it is JSON at all, is asked afterwards
of it alone, so that a wrong one harms no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_PLAIN = re.compile(r'(?:[^"\[\]{}]++|"(?:[^"\\]++|\\.)*+")*+', re.DOTALL)
"""Up to the next bracket, or to a string that does not end in this piece."""

_INSIDE = re.compile(r'(?:[^"\\]++|\\.)*+', re.DOTALL)
_BETWEEN = " \t\r\n\x1e,"


@dataclass(frozen=True, slots=True)
class Element:
    """The text of an element of a list; None where it is too large. `is_whole` is false where the stream ends in it."""

    text: str | None
    is_whole: bool = True


def elements(pieces: Iterable[str], most: int, *, goes_on: bool = True) -> Iterator[Element]:
    """The elements, of up to `most` characters, of the list in whose inside the stream of `pieces` begins.

    What stands between them and is no comma or white space is an element too, and so is what follows the list where the
    stream `goes_on` after it.
    """
    splitter = _Splitter(most)
    for piece in pieces:
        yield from splitter.feed(piece, goes_on=goes_on)
        if splitter.is_over:
            return
    yield from splitter.rest()


class _Splitter:
    def __init__(self, most: int) -> None:
        self.depth = 0
        self.is_over = False
        self._most = most
        self._in_string = False
        self._kept: list[str] = []
        self._size = 0
        self._carried = ""

    def feed(self, piece: str, *, goes_on: bool) -> Iterator[Element]:
        """The elements that end in the next piece of the stream."""
        text, start, at = self._carried + piece, 0, 0
        self._carried = ""
        while (at := self._next(text, at)) < len(text):
            begins = text[at] in "[{"
            if begins and self.depth:
                self.depth += 1
            elif begins:
                yield from self._ended(text[start:at])
                start, self.depth = at, 1
            elif self.depth > 1:
                self.depth -= 1
            else:
                end = at + self.depth  # a bracket that nothing opened is that of the list
                yield from self._ended(text[start:end])
                start, self.is_over = at + 1, not (self.depth or goes_on)
                self.depth = 0
                if self.is_over:
                    return
            at += 1
        self._keep(text[start : len(text) - len(self._carried)])

    def _next(self, text: str, at: int) -> int:
        """Where the next bracket outside of strings is, or the end of `text`."""
        while at < len(text):
            at = _end(_INSIDE if self._in_string else _PLAIN, text, at)
            if at == len(text) or text[at] in "[]{}":
                return at
            if text[at] == "\\":  # the second half of an escape is in the next piece
                self._carried = "\\"
                return len(text)
            self._in_string = not self._in_string
            at += 1
        return at

    def rest(self) -> Iterator[Element]:
        """What stands after the last whole element, at the end of the stream."""
        is_whole = self.depth == 0 and not self._in_string
        yield from self._ended(self._carried, is_whole=is_whole)

    def _keep(self, text: str) -> None:
        self._size += len(text)
        if self._size <= self._most:
            self._kept.append(text)
        else:
            self._kept.clear()

    def _ended(self, last: str, *, is_whole: bool = True) -> Iterator[Element]:
        self._keep(last)
        text = "".join(self._kept).strip(_BETWEEN)
        if self._size > self._most:
            yield Element(None, is_whole)
        elif text:
            yield Element(text, is_whole)
        self._kept, self._size = [], 0


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
