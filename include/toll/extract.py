"""An article in, its claims and events out."""

from __future__ import annotations

from dataclasses import dataclass

from toll.model import Article, Claim, Event

VERSION = "fr-0"
"""Changes whenever the same text could give other rows."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """An article with its publication date settled, and what it tells."""

    article: Article
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]


def supports(language: str) -> bool:
    """Whether a language pack stands for this ISO 639-1 code."""
    return language == "fr"


def preload() -> None:
    """Load every language pack and the gazetteer, so that forked tasks inherit them."""


def extract(article: Article) -> Extraction:
    """The claims and events of `article`, whose language must have a pack."""
    return Extraction(article, (), ())
