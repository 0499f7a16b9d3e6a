"""Where the words of some classes stand in a text, without a look at every other word.

What is found is what reading all words of a sentence (`Lexicon.tag`) would find. One look at a spot tells it mostly;
where a word is joined to another by a hyphen, or signs are part of an entry, the words there are read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from toll.lexicon import TOKEN, WORD, Entry, Lexicon, fold
from toll.spotting import Spotter, spaced

_WINDOW = 80
"""Characters in which a word, and the phrase that it begins, must end."""

_UNLISTED = Entry(WORD, "", ("",))
_JOINED = re.compile(r"(?:[^\W\d_]+-)+\Z")
_JOINS = ("-", "'", "’")


class Sighting(NamedTuple):
    """Characters `[start, end)` that hold a listed word or phrase, or a word that is none (an entry without words).

    Without any `entry`, only reading the whole sentence can tell.
    """

    start: int
    end: int
    entry: Entry | None


class Lookout:
    """The words of the classes `symbols` of a lexicon, and the phrases that could hide one of them."""

    def __init__(self, lexicon: Lexicon, symbols: Collection[str]) -> None:
        listed: defaultdict[bytes, list[Entry]] = defaultdict(list)
        for entry in _with_hiding([e for e in lexicon.entries if e.symbol in symbols], lexicon.entries):
            listed[spaced(entry.written).strip()].append(entry)
        self._lexicon = lexicon
        self._entries = tuple(map(tuple, listed.values()))
        self._words = tuple(map(_word, self._entries))
        self._late = {n for n, found in enumerate(self._entries) if not all(e.words[0][0].isalpha() for e in found)}
        self._spotter = Spotter(found[0].written for found in listed.values())

    def over(self, text: str) -> list[Sighting]:
        """What stands in `text`, in order: of phrases that overlap the first, of those the longest."""
        found: list[Sighting] = []
        done = 0
        for start, minus_end, number in sorted([(start, -end, n) for n, start, end in self._spotter.spots(text)]):
            if start >= done:
                sighting = self._look(text, start, -minus_end, number)
                found.append(sighting)
                done = sighting.end if sighting.entry else done
        return found

    def _look(self, text: str, start: int, end: int, number: int) -> Sighting:
        after = text[end : end + 1]
        if after not in _JOINS and text[start - 1 : start] != "-":
            entry = self._words[number] or self._phrase(text[start:end], number)
            if entry is not None:
                return Sighting(start, end, entry)
        ends_in_quotes = after in _JOINS[1:] and not text[end + 1 : end + 2].isalnum()
        return Sighting(start, end, None) if ends_in_quotes or number in self._late else self._read(text, start)

    def _phrase(self, written: str, number: int) -> Entry | None:
        words = () if "\n" in written else tuple(TOKEN.findall(fold(written)))
        return next((entry for entry in self._entries[number] if entry.words == words), None)

    def _read(self, text: str, start: int) -> Sighting:
        """What the words from the one at `start` on are, which may begin before it."""
        if joined := _JOINED.search(text, max(0, start - _WINDOW), start):
            start = joined.start()
        line, _, _ = text[start : start + _WINDOW].partition("\n")
        entry, width = self._lexicon.first(line)
        return Sighting(start, start + width, entry or _UNLISTED)


def _word(listed: Sequence[Entry]) -> Entry | None:
    """The entry, where it is one plain word: then the spot alone tells."""
    return listed[0] if len(listed) == 1 == len(listed[0].words) and listed[0].words[0].isalpha() else None


def _with_hiding(wanted: list[Entry], listed: Sequence[Entry]) -> list[Entry]:
    """`wanted` and all phrases that hold the first word of one of them, or of such a phrase."""
    while True:
        begin = {_parts(entry)[0] for entry in wanted}
        known = set(wanted)
        phrases = (entry for entry in listed if entry not in known and len(entry.words) > 1)
        more = [entry for entry in phrases if not begin.isdisjoint(_parts(entry))]
        if not more:
            return wanted
        wanted += more


def _parts(entry: Entry) -> list[bytes]:
    return spaced(entry.written).split()
