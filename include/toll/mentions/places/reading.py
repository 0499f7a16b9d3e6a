"""An article read once: its names with what stands before them, its adjectives of country, its small words."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from toll.gazetteer import Gazetteer, PlaceKind, fold
from toll.mentions.places.left import NOTHING, Introduction, introduce, introducible
from toll.mentions.places.names import Name, Names
from toll.mentions.places.words import PlaceWords
from toll.spotting import lowered

_SENTENCE_END = frozenset('.!?:;\n"«“-–—')
_CLAUSE_END = frozenset(",.!?\n»")
_MARKS = frozenset(".,\"'’():;!?«»")
_OF_PEOPLE = re.compile(r",? [A-ZÀ-Þ\d]")
"""What follows one of a people, and not a country: a name or an age."""

_FAMOUS = 500_000
"""Inhabitants of a town that a person of its name does not hide."""


class Candidate(NamedTuple):
    """A name in the article, before it is known which place it means, or whether it is one."""

    start: int
    end: int
    name: Name
    intro: Introduction
    person: bool
    starts_sentence: bool


class Reading(NamedTuple):
    """Candidates in the order of the text, adjectives as (start, end, country code), and small words that may tell."""

    candidates: tuple[Candidate, ...]
    adjectives: tuple[tuple[int, int, str], ...]
    vocabulary: AbstractSet[str]
    located: AbstractSet[str]
    """Keys of the names that a preposition or noun makes places somewhere in the article."""


NOTHING_READ = Reading((), (), frozenset(), frozenset())


def read(text: str, words: PlaceWords, gazetteer: Gazetteer) -> Reading:
    """The one pass over `text` that everything else rests on."""
    names = _names(words, gazetteer)
    small = lowered(text)
    vocabulary = _vocabulary(text, small, names)
    surnames: set[str] = set()
    candidates = [*_runs(text, names, surnames), *_plain(text, names, vocabulary)]
    kept = (_person(c) if c.name.key in surnames and _weak(c) else c for c in candidates)
    located = {c.name.key for c in candidates if c.intro.locative}
    adjectives = _adjectives(small, vocabulary, words)
    return Reading(tuple(sorted(kept, key=_place_in_text)), tuple(adjectives), vocabulary, located)


def occurrences(text: str, word: str) -> Iterator[int]:
    """Where `word` stands with no letter to either side."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()):
            yield start
        start = text.find(word, end)


@functools.cache
def _names(words: PlaceWords, gazetteer: Gazetteer) -> Names:
    return Names(words, gazetteer)


def _place_in_text(candidate: Candidate) -> tuple[int, int]:
    return candidate.start, -candidate.end


def _vocabulary(text: str, small: str, names: Names) -> set[str]:
    """The words of `names.small_words` that stand in the text by themselves, in no word with a hyphen."""
    spotter, listed = names.small_words
    return {
        listed[number]
        for number, start, end in spotter.spots(text)
        if small[start:end] == listed[number]
        and _parts_words(small[start - 1 : start])
        and _parts_words(small[end : end + 1])
    }


def _parts_words(char: str) -> bool:
    return not char or char in _MARKS or char.isspace()


def _runs(text: str, names: Names, surnames: set[str]) -> Iterator[Candidate]:
    """The names that may be places; `surnames` gathers the last names of persons on the way."""
    for run in names.words.names.finditer(text):
        for name in names.cut(run[0]):
            start, end = run.start() + name.start, run.start() + name.end
            if not name.entries and name.key not in names.framed and not introducible(text, start, names.words):
                if name.words > 1:
                    surnames.add(name.key.rpartition(" ")[2])
                continue
            candidate = _framed(text, start, end, name, names) or _candidate(text, start, end, name, names.words)
            if _is_of_people(text, candidate, names.words):
                continue
            if candidate.intro.article and not (_takes_article(candidate) or name.key in names.words.never):
                candidate = _with_article(text, candidate, names)
            if not candidate.person and (candidate.name.entries or _kept(text, candidate, names.words)):
                yield candidate
            elif candidate.person or name.words > 1:
                surnames.add(name.key.rpartition(" ")[2])


def _is_of_people(text: str, candidate: Candidate, words: PlaceWords) -> bool:
    """Whether a name that a country shares with its people means one of these: "la Suisse Anna", "deux Argentines"."""
    start, end, intro = candidate.start, candidate.end, candidate.intro
    if text[start:end].lower() not in words.demonyms:
        return False
    heads = _starts_sentence(text, start) and text[end : end + 2].strip().startswith((":", "-"))
    bracketed = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
    country = intro.article is not None and not _OF_PEOPLE.match(text, end)
    return not (intro.locative or heads or bracketed or country)


def _candidate(text: str, start: int, end: int, name: Name, words: PlaceWords) -> Candidate:
    intro = introduce(text, start, words)
    person = intro.title or (text[end : end + 1] in " ,(" and bool(words.not_before.match(text, end)))
    return Candidate(start, end, name, intro, person, _starts_sentence(text, start) or name.opened)


def _framed(text: str, start: int, end: int, name: Name, names: Names) -> Candidate | None:
    """The longer name that the small words before and after make of this one, where they do."""
    for head, tail in names.framed.get(name.key, ()):
        if text.endswith(head, 0, start) and text.startswith(tail, end) and not text[end + len(tail) :][:1].isalpha():
            start, end = start - len(head), end + len(tail)
            entries = names.gazetteer.entries(text[start:end])
            longer = Name(0, end - start, fold(text[start:end]), entries, name.words + 1, common=False, opened=False)
            framed = _candidate(text, start, end, longer, names.words)
            return _placed(framed) if head.partition(" ")[0] in names.words.nouns else framed
    return None


def _placed(candidate: Candidate) -> Candidate:
    """A name that begins with a noun of place tells by itself that something is there: "place de la République"."""
    return candidate._replace(intro=candidate.intro._replace(locative=not candidate.intro.led))


def _kept(text: str, candidate: Candidate, words: PlaceWords) -> bool:
    """Whether the words may make a place of a name that nobody knows: "le village de Xyz", "à Xyz (Tarn)"."""
    intro, end = candidate.intro, candidate.end
    if _may_be_of_person(candidate, words):
        return False
    if intro.noun is not None and intro.noun.keeps_unknown:
        return True
    if intro.article or not is_short(candidate, words):
        return False
    if not intro.locative:
        return intro.preposition in words.of and words.wider.match(text, end) is not None
    bracketed = text.startswith(" (", end) and candidate.name.words == 1
    bracketed |= intro.preposition in words.at and words.in_country.match(text, end) is not None
    return bracketed or words.wider.match(text, end) is not None or is_told(text, candidate, words)


def _may_be_of_person(candidate: Candidate, words: PlaceWords) -> bool:
    """Whether a noun of place with no "de" may end a title: "le maire de la commune Xyz Abcd", or name a street."""
    noun = candidate.intro.noun
    if noun is None or candidate.name.words == 1 or candidate.intro.preposition in words.of:
        return False
    return noun.own_name or noun.kind is not PlaceKind.QUARTER


def is_short(candidate: Candidate, words: PlaceWords) -> bool:
    """Whether a name is no person's: of one word, or of two after a noun of place or "à"."""
    intro = candidate.intro
    return candidate.name.words == 1 or (
        candidate.name.words == 2 and (intro.noun is not None or intro.preposition in words.at)
    )


def is_told(text: str, candidate: Candidate, words: PlaceWords) -> bool:
    """Whether what stands around a name makes it a place: ", à Xyz, ", "Xyz, une petite ville", "Xyz, dans le nord"."""
    intro, end = candidate.intro, candidate.end
    if not intro.locative or intro.article or not is_short(candidate, words) or text[end : end + 1] != ",":
        return False
    start = candidate.start - intro.lead
    before = text[max(0, start - 2) : start].rstrip(" ")
    alone = candidate.name.words == 1 and intro.preposition in words.at and (not before or before[-1] in _CLAUSE_END)
    return alone or words.called.match(text, end) is not None


def _takes_article(candidate: Candidate) -> bool:
    """Countries go with the article, and none is a town under it."""
    entries = candidate.name.entries
    return len(entries) > 0 and entries[0].kind is PlaceKind.COUNTRY


def _with_article(text: str, candidate: Candidate, names: Names) -> Candidate:
    """Towns only under an article of their own ("la Havane", "du Caire"); other places as they are."""
    article = candidate.intro.article
    full = f"{article}'" if article == "l" else f"{article} "
    towns = (
        e for e in names.gazetteer.entries(full + text[candidate.start : candidate.end]) if e.kind is PlaceKind.TOWN
    )
    others = (entry for entry in candidate.name.entries if entry.kind is not PlaceKind.TOWN)
    return candidate._replace(name=candidate.name._replace(entries=(*others, *towns)))


def _plain(text: str, names: Names, vocabulary: AbstractSet[str]) -> Iterator[Candidate]:
    """Names without a capital: "la zone des trois frontières"."""
    for plain, rarest in names.plain:
        if rarest in vocabulary:
            entries = names.gazetteer.entries(plain)
            name = Name(0, len(plain), fold(plain), entries, 2, common=False, opened=False)
            yield from (
                _candidate(text, start, start + len(plain), name, names.words) for start in occurrences(text, plain)
            )


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" ")
    return not before or before[-1] in _SENTENCE_END


def _person(candidate: Candidate) -> Candidate:
    return candidate._replace(person=True, intro=NOTHING)


def _weak(candidate: Candidate) -> bool:
    """Whether neither the words before it nor its fame make the name a place."""
    entries = candidate.name.entries
    famous = bool(entries) and (entries[0].kind is not PlaceKind.TOWN or entries[0].population >= _FAMOUS)
    return not candidate.intro.locative and not famous


def _adjectives(small: str, vocabulary: AbstractSet[str], words: PlaceWords) -> Iterator[tuple[int, int, str]]:
    """Every word that names a country's people or things, in either case."""
    for form in words.demonyms.keys() & vocabulary:
        for start in occurrences(small, form):
            yield start, start + len(form), words.demonyms[form]
