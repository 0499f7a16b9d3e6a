"""What this room gives: a place that an article names."""

from __future__ import annotations

from dataclasses import dataclass

from toll.gazetteer import PlaceKind
from toll.model import Place, Span


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place that the article names, or (`kind` adjective, `place` null) a word for a country's people or things.

    `span` is the name, `phrase` the name with its preposition and noun of place. `locative` is true where the words
    say that something is or happens there ("à Alep", "le quartier de Hamdaniyé"), false for "de Damas", "selon
    Moscou". `rule` says by what the words were taken for this place. `led`: people only came from there or were brought
    there ("évacués vers Gao", "à l'hôpital de Gao", "né à Gao"), so it is not where they were harmed.
    """

    span: Span
    phrase: Span
    kind: PlaceKind
    place: Place | None
    country_code: str | None
    locative: bool
    rule: str
    led: bool = False
