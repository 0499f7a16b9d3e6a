"""Runs of capitalised words, cut into the names that the gazetteer knows: longest first, never half a person."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from toll.gazetteer import Entry, Gazetteer, PlaceKind, fold
from toll.mentions.places.words import PlaceWords
from toll.spotting import Spotter

_TOKEN = re.compile(r"[dDlL]['’]|[^\s]+?(?=[ \u00a0]|$)|[^\s]+")
_MAX_GROUPS = 6


class Name(NamedTuple):
    """A part of a run: its place in the run, what the gazetteer has for it, and how many words it counts."""

    start: int
    end: int
    key: str
    entries: tuple[Entry, ...]
    words: int
    common: bool
    opened: bool
    """Whether a word that only opened the sentence was cut from its head."""


@dataclass(frozen=True, eq=False)
class Names:
    """Cuts runs of one language by one gazetteer, and remembers what it cut (at most 50,000 runs)."""

    words: PlaceWords
    gazetteer: Gazetteer

    @functools.cached_property
    def cut(self) -> functools._lru_cache_wrapper[tuple[Name, ...]]:
        """Run of capitalised words → its names."""
        return functools.lru_cache(maxsize=50_000)(self._cut)

    @functools.cached_property
    def framed(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Key of a capitalised core → the small words that make a longer name of it, before and after."""
        frames: dict[str, list[tuple[str, str]]] = {}
        for name in self.gazetteer.cased:
            head, core, tail = self._frame(name)
            if core and (head or tail):
                frames.setdefault(fold(core), []).append((head, tail))
        longest = {core: tuple(sorted(pairs, key=lambda pair: -len("".join(pair)))) for core, pairs in frames.items()}
        return MappingProxyType(longest)

    @functools.cached_property
    def plain(self) -> tuple[tuple[str, str], ...]:
        """Names without a capital ("zone des trois frontières"), the longest first, each with its longest word."""
        small = (name for name in self.gazetteer.cased if name.lower() == name)
        return tuple((name, max(name.split(), key=len)) for name in sorted(small, key=len, reverse=True))

    @functools.cached_property
    def small_words(self) -> tuple[Spotter, tuple[str, ...]]:
        """Finds the words in small letters that may tell of a place, and these words."""
        nouns = self.words.country_nouns | self.words.capital_nouns | self.words.territory_nouns
        listed = tuple(sorted({*self.words.demonyms, *nouns, *(rarest for _, rarest in self.plain)}))
        return Spotter(listed), listed

    def _frame(self, name: str) -> tuple[str, str, str]:
        """("bande de ", "Gaza", ""), ("", "Ghouta", " orientale"), ("République démocratique du ", "Congo", "")."""
        runs = tuple(self.words.names.finditer(name))
        start, end = runs[-1].span() if runs else (0, 0)
        return name[:start], name[start:end], name[end:]

    def _cut(self, run: str) -> tuple[Name, ...]:
        groups = _groups(run)
        names: list[Name] = []
        first = 0
        while first < len(groups):
            name, used = self._longest(run, groups[first : first + _MAX_GROUPS])
            names.append(name)
            first += used
        return tuple(name for name in names if name.entries or name.key not in self.words.openers)

    def _longest(self, run: str, groups: list[list[tuple[int, int]]]) -> tuple[Name, int]:
        """The longest name that begins with the first group, and how many groups it takes."""
        for used in range(len(groups), 1, -1):
            name = self._best(run, groups[0], groups[used - 1][-1][1], sum(map(len, groups[:used])))
            if name.entries or name.key in self.words.never:
                return name, used
        if len(groups) > 1 and self._is_of_family(run, groups[0], groups[1]):
            return self._best(run, groups[0], groups[1][-1][1], len(groups[0]) + len(groups[1])), 2
        return self._best(run, groups[0], groups[0][-1][1], len(groups[0])), 1

    def _is_of_family(self, run: str, first: list[tuple[int, int]], last: list[tuple[int, int]]) -> bool:
        """Whether a first name and a small word make a surname of what follows: "Cédric de Xyz"."""
        start, end = first[-1]
        small = run[end : last[0][0]].split()
        return fold(run[start:end]) in self.words.first_names and bool(small) and small[0] in self.words.of

    def _best(self, run: str, group: list[tuple[int, int]], end: int, words: int) -> Name:
        """From `group` to `end`, less the words that only open a sentence: whichever way means the best-known place."""
        cuts = self._cuts(run, group)
        found = [(self._entries(run[group[cut][0] : end]), cut) for cut in range(cuts + 1)]
        known = [(entries, cut) for entries, cut in found if entries]
        entries, cut = max(known, key=lambda pair: pair[0][0].weight, default=((), cuts))
        start = group[cut][0]
        name = run[start:end]
        return Name(start, end, fold(name), entries, words - cut, name.lower() in self.words.common, opened=cut > 0)

    def _cuts(self, run: str, group: list[tuple[int, int]]) -> int:
        """How many words at the head may be there only to open the sentence; one word at least stays."""
        openers = (fold(run[slice(*token)]) in self.words.openers for token in group[:-1])
        return next((number for number, opener in enumerate(openers) if not opener), len(group) - 1)

    def _entries(self, name: str) -> tuple[Entry, ...]:
        key = fold(name)
        if key in self.words.never or key in self.words.openers:
            return ()
        entries = self.gazetteer.entries(name)
        if name.lower() in self.words.demonyms:
            return tuple(entry for entry in entries if entry.kind is PlaceKind.COUNTRY)
        if kind := self.words.prefer.get(key):
            entries = tuple(entry for entry in entries if entry.kind is kind)
        return _of_capitals(entries) if len(name) <= 5 and name.isupper() else entries


def _of_capitals(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """An abbreviation ("OTAN", "CHU") is a place only where the name is well known."""
    return tuple(entry for entry in entries if entry.vouched and (entry.weight > 6 or entry.population > 100_000))


def _groups(run: str) -> list[list[tuple[int, int]]]:
    """Spans of the capitalised words, those that touch each other together."""
    groups: list[list[tuple[int, int]]] = [[]]
    for token in _TOKEN.finditer(run):
        if token[0].lower() == token[0]:
            if groups[-1]:
                groups.append([])
        else:
            groups[-1].append(token.span())
    return [group for group in groups if group]
