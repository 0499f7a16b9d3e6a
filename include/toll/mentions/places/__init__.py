"""Where: every place that an article names, each resolved in the light of the whole article.

In: a text, a language's words, the gazetteer. Out: mentions in the order of the text. Nothing is refused; a name
that the gazetteer lacks is kept where the words say that it is a place ("dans le village de Xyz").
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace

from toll.gazetteer import Entry, Gazetteer, PlaceKind, fold
from toll.mentions.places import resolve
from toll.mentions.places.left import Introduction, introduce
from toll.mentions.places.mention import Candidate, PlaceMention
from toll.mentions.places.names import Name, Names
from toll.mentions.places.words import PlaceWords, load
from toll.model import Place, Span

__all__ = ["PlaceMention", "PlaceWords", "country", "find", "load"]

_SENTENCE_END = frozenset('.!?:;\n"«“-–—')
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_QUALIFIER = re.compile(
    r"[\s,(]{1,2}(?:en |au |aux |dans |à |le |la |l'|les |nord |sud |est |ouest |centre |de |du ){0,5}$"
)
_QUALIFIER_REACH = 26


def find(text: str, words: PlaceWords, gazetteer: Gazetteer, span: Span | None = None) -> tuple[PlaceMention, ...]:
    """The places of `text`; the whole of it decides what ambiguous names mean, `span` only which are given back."""
    names = _names(words, gazetteer)
    candidates = _without_surnames(tuple(_candidates(text, names)))
    adjectives = tuple(_adjectives(text, words))
    countries = resolve.votes(candidates, ((at.start, code) for at, code in adjectives))
    found = [*_named(text, candidates, countries, words), *_generic(text, words, gazetteer, countries)]
    taken = [mention.span for mention in found]
    found += [
        PlaceMention(at, at, PlaceKind.ADJECTIVE, None, code, locative=False, rule="adjective")
        for at, code in adjectives
        if not any(other.overlaps(at) for other in taken)
    ]
    return tuple(sorted((m for m in found if span is None or span.covers(m.span)), key=lambda m: m.span.start))


def country(mentions: tuple[PlaceMention, ...]) -> str | None:
    """The country that the mentions speak of most; places where something happens count double, adjectives half."""
    weights: dict[str, float] = {}
    for mention in mentions:
        if mention.country_code:
            weight = 0.5 if mention.place is None else 2.0 if mention.locative else 1.0
            weights[mention.country_code] = weights.get(mention.country_code, 0.0) + weight
    return max(weights, key=lambda code: weights[code], default=None)


@functools.cache
def _names(words: PlaceWords, gazetteer: Gazetteer) -> Names:
    return Names(words, gazetteer)


def _candidates(text: str, names: Names) -> Iterator[Candidate]:
    for run in names.words.names.finditer(text):
        for name in names.cut(run[0]):
            yield _candidate(text, run.start(), name, names)
    lowered = text
    for plain in names.plain:
        start = lowered.find(plain)
        while start >= 0:
            entries = names.gazetteer.entries(plain)
            name = Name(0, len(plain), fold(plain), entries, len(plain.split()), opened=False)
            yield _candidate(text, start, name, names)
            start = lowered.find(plain, start + len(plain))


def _candidate(text: str, offset: int, name: Name, names: Names) -> Candidate:
    start, end = offset + name.start, offset + name.end
    for head, tail in names.framed.get(name.key, ()):
        if text.endswith(head, 0, start) and text.startswith(tail, end) and not text[end + len(tail) :][:1].isalpha():
            start, end = start - len(head), end + len(tail)
            key = text[start:end]
            name = Name(name.start, name.end, fold(key), names.gazetteer.entries(key), name.words + 1, opened=False)
            break
    intro = introduce(text, start, names.words)
    person = intro.title or bool(names.words.age.match(text, end))
    return Candidate(Span(start, end), text[start:end], name, intro, person, _starts_sentence(text, offset))


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" ")
    return not before or before[-1] in _SENTENCE_END


def _without_surnames(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The candidates, those marked as persons whose last name a full name or a title has given before."""
    surnames = {
        candidate.name.key.split()[-1]
        for candidate in candidates
        if candidate.name.key and (candidate.person or (candidate.name.words > 1 and not candidate.name.entries))
    }
    return tuple(
        Candidate(c.span, c.text, c.name, c.intro, True, c.starts_sentence)
        if not c.person and c.name.key in surnames and _weak(c)
        else c
        for c in candidates
    )


def _weak(candidate: Candidate) -> bool:
    """Whether neither the words before it nor its fame make the name a place."""
    best: Entry | None = candidate.name.entries[0] if candidate.name.entries else None
    famous = best is not None and (best.kind is not PlaceKind.TOWN or best.population >= 500_000)
    return not candidate.intro.locative and not famous


def _named(
    text: str, candidates: tuple[Candidate, ...], countries: resolve.Votes, words: PlaceWords
) -> Iterator[PlaceMention]:
    end = -1
    for number, candidate in enumerate(sorted(candidates, key=lambda c: (c.span.start, -c.span.end))):
        if candidate.span.start < end:
            continue
        following = candidates[number + 1] if number + 1 < len(candidates) else None
        mention = _mention(text, candidate, countries, _qualifier(text, candidate, following), words)
        if mention:
            end = candidate.span.end
            yield mention


def _qualifier(text: str, candidate: Candidate, following: Candidate | None) -> str | None:
    """The country that the next name gives for this one: "Valence (Espagne)", "Palma, dans le nord du Mozambique"."""
    if following is None or not following.name.entries or following.span.start - candidate.span.end > _QUALIFIER_REACH:
        return None
    best = following.name.entries[0]
    between = text[candidate.span.end : following.span.start]
    return best.place.country_code if best.kind is PlaceKind.COUNTRY and _QUALIFIER.fullmatch(between) else None


def _mention(
    text: str, candidate: Candidate, countries: resolve.Votes, qualifier: str | None, words: PlaceWords
) -> PlaceMention | None:
    entry = resolve.choose(candidate, countries, qualifier)
    phrase = Span(min(candidate.intro.start, candidate.span.start), candidate.span.end)
    if entry and resolve.believed(candidate, entry, countries, words):
        place = resolve.place_of(candidate, entry, text)
        rule = "noun" if candidate.intro.noun else candidate.intro.relation or candidate.intro.preposition or "name"
        return PlaceMention(
            candidate.span, phrase, entry.kind, place, place.country_code, candidate.intro.locative, rule
        )
    return _unknown(candidate, phrase, countries)


_KEPT = frozenset({PlaceKind.TOWN, PlaceKind.QUARTER, PlaceKind.DISTRICT, PlaceKind.PROVINCE})


def _unknown(candidate: Candidate, phrase: Span, countries: resolve.Votes) -> PlaceMention | None:
    """A name that the gazetteer lacks, after a noun that only a place can follow."""
    noun = candidate.intro.noun
    if not noun or noun.kind not in _KEPT or candidate.name.entries or not candidate.name.key:
        return None
    code = max(countries, key=lambda c: countries[c], default=None)
    place = Place(name=candidate.text, location=candidate.text, country_code=code, where_prec=noun.prec)
    return PlaceMention(candidate.span, phrase, noun.kind, place, code, locative=True, rule="unknown name")


def _adjectives(text: str, words: PlaceWords) -> Iterator[tuple[Span, str]]:
    """Every word that names a country's people or things, in either case."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = text
    for form in words.demonyms.keys() & set(_WORD.findall(lowered)):
        start = lowered.find(form)
        while start >= 0:
            end = start + len(form)
            if not (lowered[start - 1 : start].isalpha() or lowered[end : end + 1].isalpha()):
                yield Span(start, end), words.demonyms[form]
            start = lowered.find(form, end)


def _generic(text: str, words: PlaceWords, gazetteer: Gazetteer, countries: resolve.Votes) -> Iterator[PlaceMention]:
    """Places told by a noun alone: "la capitale syrienne", "dans le sud du pays", "le territoire malien"."""
    home = max(countries, key=lambda code: countries[code], default=None)
    for match in words.generic.finditer(text):
        adjective = words.demonyms.get(match[2] or "")
        code = adjective or home
        if code is None:
            continue
        span = Span(match.start(), match.end(2) if adjective else match.end(1))
        intro = introduce(text, span.start, words)
        capital = match[1] in words.capital_nouns
        mention = _capital(span, intro, code, gazetteer) if capital else _territory(text, span, intro, code, gazetteer)
        if mention:
            yield mention


def _capital(span: Span, intro: Introduction, code: str, gazetteer: Gazetteer) -> PlaceMention | None:
    place = gazetteer.capital(code)
    phrase = Span(min(intro.start, span.start), span.end)
    return place and PlaceMention(span, phrase, PlaceKind.TOWN, place, code, intro.locative, "capital")


def _territory(text: str, span: Span, intro: Introduction, code: str, gazetteer: Gazetteer) -> PlaceMention | None:
    part = intro.relation in ("part", "beside")
    if not (part or (intro.locative and not intro.noun and not intro.relation)):
        return None
    phrase = Span(min(intro.start, span.start), span.end)
    name = " ".join(text[intro.name_start : span.end].split())
    place = replace(gazetteer.territory(code), name=name)
    place = replace(place, where_prec=resolve.PART_PREC) if part else place
    return PlaceMention(span, phrase, PlaceKind.COUNTRY, place, code, intro.locative, intro.relation or "territory")
