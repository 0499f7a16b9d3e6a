"""Listed words in a text, found by one pass of an automaton however many are listed (Aho and Corasick 1975).

In: words and phrases, then texts. Out: where one of them stands as a whole word, whatever signs are around it. That is
a first look, quick and blind to signs: "12 morts", "morts." and "morts-nés" all hold the word `morts`, and who asked
says which of them count. Nothing is refused.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ahocorasick_rs import BytesAhoCorasick, Implementation

_CODE_PAGE = "cp1252"
_STAND_IN = "\u00fe"
"""Stands for every letter that the code page lacks."""


class Spotter:
    """Words and phrases, compiled once; a phrase is found where as many signs part its words as in the list."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._automaton = BytesAhoCorasick(
            [b" %s " % spaced(phrase).strip() for phrase in phrases], implementation=Implementation.ContiguousNFA
        )

    def spots(self, text: str) -> list[tuple[int, int, int]]:
        """Each as (number of the phrase in their order, start, end), those that overlap too, by their ends."""
        found = self._automaton.find_matches_as_indexes(spaced(text), overlapping=True)
        return [(number, start, end - 2) for number, start, end in found]


def spaced(text: str) -> bytes:
    """`text` between two spaces, one byte a character: letters in lower case, spaces for all else.

    >>> spaced("L’an 2, donc.")
    b' l an    donc  '
    """
    return _encoded(text).translate(_LETTERS)


def numbers(text: str, digits: int) -> Iterator[tuple[int, int]]:
    """Where `text` has so many digits or more in a row.

    >>> list(numbers("en 2016, le 11", 4))
    [(3, 7)]
    """
    marked, run = _encoded(text).translate(_DIGITS), _DIGIT * digits
    start = marked.find(run)
    while start >= 0:
        end = start + digits
        while marked.startswith(_DIGIT, end):
            end += 1
        yield start - 1, end - 1
        start = marked.find(run, end)


@lru_cache(maxsize=8)
def _encoded(text: str) -> bytes:
    return f" {lowered(text)} ".encode(_CODE_PAGE, "toll.spaced")


def lowered(text: str) -> str:
    """`text` in lower case, character for character ("İ" has a longer one and stays)."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


def _unknown(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)  # noqa: S101
    unknown = error.object[error.start : error.end]
    return "".join(_STAND_IN if char.isalpha() else " " for char in unknown), error.end


def _known() -> list[str]:
    return [bytes([byte]).decode(_CODE_PAGE, "replace") for byte in range(256)]


codecs.register_error("toll.spaced", _unknown)
_LETTERS = bytes(byte if char.isalpha() else 0x20 for byte, char in enumerate(_known()))
_DIGIT = b"0"
_DIGITS = bytes(0x30 if char.isdecimal() else 0x20 for char in _known())
