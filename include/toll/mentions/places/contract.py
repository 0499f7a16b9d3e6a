"""What a language's `places.yaml` must hold; what each list means stands there."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from toll import packs
from toll.gazetteer import PlaceKind

Words = tuple[str, ...]


class NounOfPlace(packs.Contract):
    """Nouns that say what kind of place follows, and UCDP's where_prec of such a place."""

    kind: PlaceKind
    prec: Annotated[int, Field(ge=1, le=7)]
    unknown: bool = True
    named: bool = False
    words: Words


class Example(packs.Contract):
    """A text and its places in order, each `name > location, country, where_prec`, after a `+` where locative."""

    text: str
    places: Words = ()


class PlacePack(packs.Contract):
    """`places.yaml`; what each list means stands there."""

    particles: Words
    joined_particles: Words
    openers: Words
    determiners: Words
    prepositions: Words
    between: Words
    joining: Words
    inside: Words
    at: Words
    indefinite: Words
    of: Words
    near: Words
    offshore: Words
    directions: Words
    country_nouns: Words
    capital_nouns: Words
    not_capital: Words
    demonstratives: Words
    territory_nouns: Words
    world_in: Words
    world: Words
    not_world: Words
    ranked: Words
    nouns: tuple[NounOfPlace, ...]
    happenings: Words
    sites: Words
    complements: Words
    likened: Words
    told_of: Words
    led: Words
    honoured: Words
    wars: Words
    since_war: Words
    by: Words
    ranking: Words
    natal: Words
    care: Words
    bodies: Words
    actors: Words
    titles: Words
    cautious: Words
    first_names: Words
    prefer: dict[str, PlaceKind]
    never: Words
    article_contractions: dict[str, str]
    not_before: Words
    examples: tuple[Example, ...] = ()
