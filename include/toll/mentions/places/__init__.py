"""Where: every place that an article names, each resolved in the light of the whole article.

In: a text, a language's words, the gazetteer. Out: mentions in the order of the text. Nothing is refused; a name
that the gazetteer lacks is kept where the words say that it is a place ("dans le village de Xyz").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from toll.gazetteer import Entry, Gazetteer, PlaceKind
from toll.mentions.places import apposition, generic, joined, resolve, unknown, worldwide
from toll.mentions.places.mention import PlaceMention
from toll.mentions.places.reading import NOTHING_READ, Candidate, Reading, read
from toll.mentions.places.words import PlaceWords, load
from toll.model import Place, Span

__all__ = ["PlaceMention", "PlaceWords", "country", "find", "load"]

_QUALIFIER_REACH = 26
_COUNTED = re.compile(r" \(\d[\d.\s]*\)")
"""What follows each country of a list of figures: "Spain (25.857)"."""
_ADJECTIVE = re.compile(r" ([a-zà-ÿ-]+)")
"""What may tell which country's part of a region is meant: "le Sahel malien"."""

_LISTED = re.compile(r",? (?:(?:et|ou|comme) )?(?:à |en |au |aux )?")


def find(
    text: str, words: PlaceWords, gazetteer: Gazetteer, span: Span | None = None, title: str | None = None
) -> tuple[PlaceMention, ...]:
    """The places of `text`; the whole of it decides what ambiguous names mean, `span` only which are given back.

    So does a `title` that stands beside the text.
    """
    reading = read(text, words, gazetteer)
    head = read(title, words, gazetteer) if title and title not in text else NOTHING_READ
    countries = resolve.weigh((*head.candidates, *reading.candidates), (*head.adjectives, *reading.adjectives))
    named = tuple(_named(text, reading, countries, words))
    told = generic.Countries(countries, [(m.span.start, m.country_code) for m in named if m.country_code])
    found = [*named, *_spelled(generic.find(text, reading, told, words, gazetteer), named)]
    found += worldwide.find(text, words)
    taken = {at for mention in found for at in range(mention.span.start, mention.span.end)}
    found += [_adjective(start, end, code) for start, end, code in reading.adjectives if start not in taken]
    found = found if span is None else [mention for mention in found if span.covers(mention.span)]
    return tuple(apposition.bearings(text, tuple(joined.join(text, sorted(found, key=_where), words)), words))


def _where(mention: PlaceMention) -> int:
    return mention.span.start


def country(mentions: Sequence[PlaceMention]) -> str | None:
    """The country that the mentions speak of most; places where something happens count double, adjectives half."""
    weights: dict[str, float] = {}
    for mention in mentions:
        if mention.country_code:
            weight = 0.5 if mention.place is None else 2.0 if mention.locative else 1.0
            weight *= resolve.position(mention.span.start)
            weights[mention.country_code] = weights.get(mention.country_code, 0.0) + weight
    return max(weights, key=lambda code: weights[code], default=None)


def _adjective(start: int, end: int, code: str) -> PlaceMention:
    at = Span(start, end)
    return PlaceMention(at, at, PlaceKind.ADJECTIVE, None, code, locative=False, rule="adjective")


def _spelled(found: Iterator[PlaceMention], named: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """Capitals under the name that the article has for them elsewhere, "Damas" rather than "Damascus"."""
    towns = (m for m in named if m.place and m.kind is PlaceKind.TOWN and m.rule not in ("near", "beside", "part"))
    spelling = {mention.place.geonameid: mention.place.name for mention in towns if mention.place}
    for mention in found:
        name = spelling.get(mention.place.geonameid) if mention.place and mention.rule == "capital" else None
        yield replace(mention, place=replace(mention.place, name=name)) if name and mention.place else mention


def _named(text: str, reading: Reading, countries: resolve.Votes, words: PlaceWords) -> Iterator[PlaceMention]:
    candidates, end, before = reading.candidates, -1, None
    known: dict[str, Place] = {}
    town: Place | None = None
    home = max(countries, key=lambda code: countries[code], default=None)
    for number, found in enumerate(candidates):
        if found.start < end:
            continue
        candidate = _listed(text, found, before) if before and before.locative else found
        following = candidates[number + 1] if number + 1 < len(candidates) else None
        around = apposition.wider(text, candidate, following, countries, words)
        candidate = apposition.located(text, candidate, around, words)
        qualifier = (
            _qualifier(text, candidate, following, words) or _country(around) or _bracketed(text, candidate, before)
        )
        qualifier = candidate.intro.country_code or qualifier
        entry = resolve.choose(candidate, countries, qualifier)
        if entry:
            mention = _mention(text, candidate, entry, countries, reading.located, words)
        elif unknown.is_place(text, candidate, qualifier, known, words):
            city = around.place if around and around.kind is PlaceKind.TOWN else town
            city = apposition.town(text, candidate, following, countries) or city
            mention = unknown.mention(text, candidate, qualifier or home, around, city, known)
        else:
            mention = None
        if mention:
            end, before = candidate.end, mention
            town = mention.place if mention.kind is PlaceKind.TOWN else town
            yield mention


def _listed(text: str, candidate: Candidate, before: PlaceMention) -> Candidate:
    """In "à Lesbos, Chios et Samos" each is a place as the first is."""
    near = not candidate.intro.locative and candidate.start - before.span.end < 12
    if near and _LISTED.fullmatch(text, before.span.end, candidate.start):
        return candidate._replace(intro=candidate.intro._replace(locative=True, preposition=","))
    return candidate


def _qualifier(text: str, candidate: Candidate, following: Candidate | None, words: PlaceWords) -> str | None:
    """The country that the next name gives for this one: "Valence (Espagne)", "Palma, dans le nord du Mozambique"."""
    if following is None or not following.name.entries or following.name.key in words.direction_names:
        return None
    if following.start - candidate.end > _QUALIFIER_REACH:
        return None
    best = following.name.entries[0]
    bracketed = text[candidate.end : following.start] == " (" and best.kind is not PlaceKind.TOWN
    country = best.kind is PlaceKind.COUNTRY and words.before_country.fullmatch(text, candidate.end, following.start)
    return best.place.country_code if bracketed or country else None


def _country(entry: Entry | None) -> str | None:
    return entry.place.country_code if entry else None


def _bracketed(text: str, candidate: Candidate, before: PlaceMention | None) -> str | None:
    """The country of the place whose bracket this is: "Atlanta (Géorgie)" lies in no republic of the Caucasus."""
    if before is None or text[before.span.end : candidate.start] != " (":
        return None
    return before.country_code


def _mention(
    text: str,
    candidate: Candidate,
    entry: Entry,
    countries: resolve.Votes,
    located: AbstractSet[str],
    words: PlaceWords,
) -> PlaceMention | None:
    intro, span = candidate.intro, Span(candidate.start, candidate.end)
    counted = entry.kind is PlaceKind.COUNTRY and _COUNTED.match(text, candidate.end)
    if not (counted or resolve.believed(candidate, entry, countries, located, words)):
        return None
    if entry.kind is PlaceKind.COUNTRY and intro.preposition in words.between:
        intro = intro._replace(locative=False)
    phrase, place = Span(candidate.start - intro.lead, candidate.end), resolve.place_of(candidate, entry, text)
    if place.country_code is None and (side := _ADJECTIVE.match(text, candidate.end)):
        place = replace(place, country_code=words.demonyms.get(side[1]))
    rule = "noun" if intro.noun else intro.relation or intro.preposition or "name"
    return PlaceMention(span, phrase, entry.kind, place, place.country_code, intro.locative, rule, intro.led)
