"""Words with a capital that tell no event from another: what many stories hold whatever happened in them.

How common a name is may not be counted from the events at hand: one article more would then change the links of others
that have nothing to do with it.
"""

from __future__ import annotations

from functools import cache

from toll import gazetteer, languages, packs
from toll.dating import offices
from toll.gazetteer import PlaceKind
from toll.mentions import places

LARGE_TOWN = 500_000
"""Inhabitants from which on a town's name is in many stories."""


@cache
def is_everyday(word: str) -> bool:
    """Whether `word` (small letters) is a listed word or name, a country, a large town or the holder of an office.

    >>> is_everyday("afp"), is_everyday("trump"), is_everyday("boustane")
    (True, True, False)
    """
    return word in _listed() or _is_large(word)


def _is_large(word: str) -> bool:
    return any(
        entry.kind is PlaceKind.COUNTRY or entry.population >= LARGE_TOWN
        for entry in gazetteer.load().entries(word)[:1]
    )


@cache
def _listed() -> frozenset[str]:
    """Every such word that a file of ours lists."""
    holders = {word for surname, _ in offices.load().terms for word in surname.split()}
    return frozenset(holders).union(*(_of_language(code) for code in languages.supported()))


def _of_language(code: str) -> set[str]:
    folder = languages.LANGUAGES / code
    entries = languages.load(code).lexicon.entries
    words = {word for entry in entries for word in entry.words}
    return words.union(places.load(folder).demonyms, packs.lines(folder / "everyday_names.txt"))
