"""The words without one of which there is no date, found in one pass over a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toll.model import Span
from toll.spotting import Spotter, numbers

NUMBER = "0"
"""The anchor that stands for every number."""

_FEWEST_DIGITS = 4


class Anchors:
    """Words, and numbers as long as the shortest of them."""

    def __init__(self, words: Iterable[str]) -> None:
        listed = frozenset(words)
        self._words = tuple(sorted(word for word in listed if not word.isdigit()))
        self._spotter = Spotter(self._words)
        self._digits = min((len(word) for word in listed if word.isdigit()), default=_FEWEST_DIGITS)

    def over(self, text: str, span: Span) -> list[tuple[int, int, str]]:
        """Start, end and anchor (all numbers as one) of each whole word within `span`, in order."""
        found = [*self._spelled(text), *((start, end, NUMBER) for start, end in numbers(text, self._digits))]
        return sorted(
            (start, end, anchor)
            for start, end, anchor in found
            if span.start <= start and end <= span.end and not (_is_of_word(text, start - 1) or _is_of_word(text, end))
        )

    def _spelled(self, text: str) -> Iterator[tuple[int, int, str]]:
        return ((start, end, self._words[number]) for number, start, end in self._spotter.spots(text))


def _is_of_word(text: str, at: int) -> bool:
    char = text[at : at + 1] if at >= 0 else ""
    return char.isalnum() or char == "_"
