"""The words around place names: the contract of a language's `places.yaml` and `demonyms.csv`, compiled."""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from toll import packs
from toll.errors import ConfigurationError
from toll.gazetteer import PlaceKind, fold
from toll.lexicon import forms
from toll.mentions.places.contract import Example, PlacePack

_DIVISIONS = (PlaceKind.TOWN, PlaceKind.QUARTER, PlaceKind.DISTRICT, PlaceKind.PROVINCE)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of place: the kind it announces and that kind's where_prec.

    Whether it vouches for names that nobody knows, and whether a town after it only lends its name.
    """

    kind: PlaceKind
    prec: int
    keeps_unknown: bool
    own_name: bool


@dataclass(frozen=True, eq=False)
class PlaceWords:
    """A language's words, compiled; compared by identity, so that caches keyed by it are cheap."""

    names: re.Pattern[str]
    openers: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    between: frozenset[str]
    at: frozenset[str]
    indefinite: frozenset[str]
    of: frozenset[str]
    near: frozenset[str]
    offshore: frozenset[str]
    directions: frozenset[str]
    nouns: dict[str, Noun]
    happenings: frozenset[str]
    sites: frozenset[str]
    complements: frozenset[str]
    likened: frozenset[str]
    told_of: frozenset[str]
    led: frozenset[str]
    honoured: frozenset[str]
    wars: frozenset[str]
    since_war: frozenset[str]
    by: frozenset[str]
    ranking: frozenset[str]
    natal: frozenset[str]
    care: frozenset[str]
    bodies: frozenset[str]
    actors: frozenset[str]
    titles: frozenset[str]
    cautious: frozenset[str]
    first_names: frozenset[str]
    common: frozenset[str]
    prefer: dict[str, PlaceKind]
    never: frozenset[str]
    introducing: frozenset[str]
    country_nouns: frozenset[str]
    direction_names: frozenset[str]
    capital_nouns: frozenset[str]
    not_capital: frozenset[str]
    demonstratives: frozenset[str]
    territory_nouns: frozenset[str]
    article_contractions: dict[str, str]
    demonyms: dict[str, str]
    not_before: re.Pattern[str]
    before_country: re.Pattern[str]
    wider: re.Pattern[str]
    bearing: re.Pattern[str]
    in_country: re.Pattern[str]
    joined: re.Pattern[str]
    called: re.Pattern[str]
    world: re.Pattern[str]
    examples: tuple[Example, ...]


@functools.cache
def load(folder: Path) -> PlaceWords:
    """The words of the language pack in `folder`; ConfigurationError where a file is wrong."""
    pack = packs.load(folder / "places.yaml", PlacePack)
    return PlaceWords(
        names=_names(pack),
        openers=_folded(pack.openers),
        determiners=frozenset(pack.determiners),
        prepositions=frozenset(pack.prepositions),
        between=frozenset(pack.between),
        at=frozenset(pack.at),
        indefinite=frozenset(pack.indefinite),
        of=frozenset(pack.of),
        near=frozenset(pack.near),
        offshore=frozenset(pack.offshore),
        directions=frozenset(pack.directions),
        nouns={
            word: Noun(noun.kind, noun.prec, noun.unknown, noun.named) for noun in pack.nouns for word in noun.words
        },
        happenings=frozenset(pack.happenings),
        sites=_inflected(pack.sites),
        complements=frozenset(pack.complements),
        likened=_inflected(pack.likened),
        told_of=frozenset(pack.told_of),
        led=_inflected(pack.led),
        honoured=_inflected(pack.honoured),
        wars=frozenset(pack.wars),
        since_war=_inflected(pack.since_war),
        by=frozenset(pack.by),
        ranking=_inflected(pack.ranking),
        natal=frozenset(pack.natal),
        care=_inflected(pack.care),
        bodies=_inflected(pack.bodies),
        actors=frozenset(pack.actors),
        titles=frozenset(pack.titles),
        cautious=_folded(pack.cautious) | _folded(pack.first_names),
        first_names=_folded(pack.first_names),
        common=frozenset(packs.lines(folder / "common.txt")),
        prefer={fold(name): kind for name, kind in pack.prefer.items()},
        never=_folded(pack.never),
        introducing=_introducing(pack),
        country_nouns=frozenset(pack.country_nouns),
        direction_names=_folded(pack.directions),
        capital_nouns=frozenset(pack.capital_nouns),
        not_capital=frozenset(pack.not_capital),
        demonstratives=frozenset(pack.demonstratives),
        territory_nouns=frozenset(pack.territory_nouns),
        article_contractions=pack.article_contractions,
        demonyms=_demonyms(folder / "demonyms.csv"),
        not_before=re.compile("|".join(pack.not_before)),
        before_country=_before_country(pack),
        wider=re.compile(rf", (?:{'|'.join(pack.inside)}) [^\d,;:.()\"«»\n]{{0,45}}"),
        in_country=re.compile(rf" (?:{'|'.join(pack.inside)}) (?=[A-ZÉÎ])"),
        joined=re.compile(rf" (?:{'|'.join(pack.joining)}) (?:{'|'.join(pack.inside)}) "),
        bearing=_bearing(pack),
        called=_called(pack),
        world=_world(pack),
        examples=pack.examples,
    )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def _inflected(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in forms(word))


def _names(pack: PlacePack) -> re.Pattern[str]:
    """Capitalised words, with the particles that may stand between two of them."""
    spaced = "|".join(re.escape(word) for word in sorted(pack.particles, key=len, reverse=True) if "'" not in word)
    joined = "|".join(sorted(pack.joined_particles, key=len, reverse=True))
    capital = r"[A-ZÀ-ÖØ-ÞŁŚŠŽİĀĪŪ]\w*(?:['’-]\w+)*"  # first, so that `re` skips to capitals
    link = rf"(?:(?:{spaced})[ \u00a0])?(?:(?:{spaced})[ \u00a0])?(?:(?:{joined})[-'’ ])?"
    return re.compile(rf"{capital}(?:[ \u00a0]{link}{capital})*")


def _introducing(pack: PlacePack) -> frozenset[str]:
    nouns = (word for noun in pack.nouns for word in noun.words)
    return frozenset((*pack.determiners, *pack.prepositions, *pack.of, *pack.by, *pack.titles, *nouns))


def _before_country(pack: PlacePack) -> re.Pattern[str]:
    """What stands between a name and its country: " (", ", ", ", dans le nord du ", " en "."""
    small = "|".join(map(re.escape, (*pack.inside, *pack.determiners, *pack.of, *pack.directions)))
    return re.compile(rf" ?[,(] ?(?:(?:{small})[ '’])*| (?:{'|'.join(pack.inside)}) ")


def _bearing(pack: PlacePack) -> re.Pattern[str]:
    """What stands between a place and another from which it is only measured: ", à 150 km ", ", située "."""
    return re.compile(rf",? (?:\w+ ){{0,2}}(?:(?:{'|'.join(pack.at)}) (?:[^\s,;:]+ ){{1,5}})?")


def _called(pack: PlacePack) -> re.Pattern[str]:
    """What a place is, told after its name: ", dans la même région", ", dans le centre du", ", une petite ville"."""
    nouns = [word for noun in pack.nouns if noun.kind in _DIVISIONS for word in noun.words]
    small, few = "|".join((*pack.determiners, *pack.indefinite)), r"(?:[\w-]+ )??"
    part, division = "|".join((*pack.directions, *pack.country_nouns)), "|".join(nouns)
    inside = rf"(?:{'|'.join(pack.inside)}) (?:(?:{small})[ '’])?{few}(?:{part}|{division})"
    return re.compile(rf", (?:{inside}|(?:(?:{small})[ '’])?{few}(?:{division}))\b(?!-)")


def _world(pack: PlacePack) -> re.Pattern[str]:
    """Words for many countries at once, but no world of its own kind ("the world of sport") and no rank among them."""
    ranked, before, world = ("|".join(words) for words in (pack.ranked, pack.world_in, pack.world))
    refused = rf"(?! (?:{'|'.join(pack.not_world)})\b)"
    return re.compile(
        rf"\b(?:{ranked})\b[^.,;:\n]{{0,45}}? (?:{before}) (?:{world})|\b(?:{before}) ({world})\b{refused}"
    )


def _demonyms(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = [(line["country_code"], line["forms"]) for line in csv.DictReader(file)]
    codes: dict[str, str] = {}
    for code, listed in lines:
        for form in listed.split("|"):
            if codes.setdefault(form, code) != code:
                raise ConfigurationError(f"{path}: {form!r} stands for {codes[form]} and {code}")
    return codes
