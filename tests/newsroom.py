"""French copy for tests: an article made of a text and a day, and what the rooms of extraction read in it."""

from __future__ import annotations

from datetime import date

from toll import gazetteer, languages, segment, timex
from toll.codes import PublishedBasis
from toll.fingerprint import fingerprint
from toll.mentions import places, reading
from toll.mentions.harm import Harm
from toll.mentions.reading import Reading
from toll.model import Article, Figure, Interval, Published
from toll.patterns import Match

Bounds = tuple[int | None, int | None, int | None]


def article(text: str, published: date | Published | None = None, language: str = "fr") -> Article:
    """An article that says nothing of itself but its text and, where given, its day of publication."""
    return Article(
        article_id="a1",
        source_file="article.txt",
        source_sha256="0" * 64,
        source_format="text",
        language=language,
        published=published if isinstance(published, Published) else on(published),
        text=text,
        fingerprint=fingerprint(text),
    )


def on(day: date | None) -> Published:
    """Published on `day`, or nobody knows when."""
    if day is None:
        return Published(None, PublishedBasis.NONE)
    return Published(Interval(day, day, 1), PublishedBasis.METADATA)


def readings(text: str, language: str = "fr", trace: list[Match] | None = None) -> tuple[Reading, ...]:
    """Every sentence of `text` read, whether it speaks of harm or not."""
    pack = languages.load(language)
    where = places.find(text, places.load(languages.LANGUAGES / language), gazetteer.load())
    when = timex.find(text, timex.load(language))
    spans = segment.sentences(text, pack.lexicon.words("abbreviation"))
    return reading.read(text, spans, pack, where, when, reading.look(text, pack), trace)


def harms(text: str) -> tuple[Harm, ...]:
    """The statements of harm in `text`."""
    return tuple(harm for one in readings(text) for harm in one.harms)


def bounds(figure: Figure) -> Bounds:
    """A figure as (low, best, high)."""
    return figure.low, figure.best, figure.high
