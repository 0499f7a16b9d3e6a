"""The values of this room: a name as found, and a mention as resolved."""

from __future__ import annotations

from dataclasses import dataclass

from toll.gazetteer import PlaceKind
from toll.mentions.places.left import Introduction
from toll.mentions.places.names import Name
from toll.model import Place, Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name in the article, before it is known which place it means, or whether it is one."""

    span: Span
    text: str
    name: Name
    intro: Introduction
    person: bool
    starts_sentence: bool


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place that the article names, or (`kind` adjective, `place` null) a word for a country's people or things.

    `span` is the name, `phrase` the name with its preposition and noun of place. `locative` is true where the words
    say that something is or happens there ("à Alep", "le quartier de Hamdaniyé"), false for "de Damas", "selon
    Moscou". `rule` says why the words were taken for this place.
    """

    span: Span
    phrase: Span
    kind: PlaceKind
    place: Place | None
    country_code: str | None
    locative: bool
    rule: str
