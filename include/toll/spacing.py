"""Text with its white space made even, and the way back: what an article tells must not hang on its spaces.

A run of white space that holds a line break is one line break (a line is a paragraph), any other run is one space;
around the whole there is none. So a file that came over Windows, a mailer or a web page is read as it was written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from toll.model import Span

_UNEVEN = re.compile(r"\s(?:\s+|(?<=[\r\t\f\v\x85\u2028\u2029])|(?<=\A\s)|\Z)")
"""White space to be made even; it begins with what all of it has in common, so that `re` leaps from one to the next."""

_BREAK = re.compile(r"[\n\r\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Even:
    """`text` is the even form; from each of `starts` on, what was written lies `shifts` characters further on."""

    text: str
    starts: tuple[int, ...] = (0,)
    shifts: tuple[int, ...] = (0,)

    def written(self, span: Span) -> Span:
        r"""Where the characters of `span` stand in the text as it was written.

        >>> even("a  b\r\nc").written(Span(2, 3))
        Span(start=3, end=4)
        """
        return Span(self._back(span.start), self._back(span.end - 1) + 1) if span.end > span.start else span

    def _back(self, place: int) -> int:
        return place + self.shifts[bisect_right(self.starts, place) - 1]


def even(text: str) -> Even:
    r"""The even form of `text`.

    >>> even(" Un  mort\t.\r\n \r\nFin.").text
    'Un mort .\nFin.'
    """
    kept: list[str] = []
    starts, shifts = [0], [0]
    done = length = 0
    for match in _UNEVEN.finditer(text):
        instead = _instead(match)
        kept += (text[done : match.start()], instead)
        length += match.start() - done + len(instead)
        done = match.end()
        starts.append(length)
        shifts.append(done - length)
    return Even("".join((*kept, text[done:])), tuple(starts), tuple(shifts)) if kept else Even(text)


def _instead(run: re.Match[str]) -> str:
    if run.start() == 0 or run.end() == len(run.string):
        return ""
    return "\n" if _BREAK.search(run[0]) else " "
