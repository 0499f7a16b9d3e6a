"""An article in, its claims and events out: the rooms of extraction in their order.

Most sentences of most articles harm nobody: only those that hold a word of harm are parsed, and an article without any
costs no more than that look.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from toll import (
    attackers,
    attribution,
    chains,
    claims,
    dating,
    domains,
    events,
    gazetteer,
    languages,
    linking,
    records,
    scenes,
    segment,
    spacing,
    timex,
)
from toll.mentions import places, reading
from toll.mentions.reading import Reading
from toll.model import Article, Claim, Event, Span
from toll.patterns import Match
from toll.spacing import Even

VERSION = "4"
"""Changes whenever the same text could give other rows."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """An article with its publication date settled, and what it tells."""

    article: Article
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]


def supports(language: str) -> bool:
    """Whether a language pack stands for this ISO 639-1 code."""
    return language in languages.supported()


def preload() -> None:
    """Load every language pack and the gazetteer, so that forked tasks inherit them."""
    gazetteer.load()
    for code in languages.supported():
        languages.load(code)
        timex.load(code)
        places.load(languages.LANGUAGES / code)
        reading.look("", languages.load(code))


def extract(article: Article) -> Extraction:
    """The claims and events of `article`; ConfigurationError where its language has no pack.

    It is read with even white space; spans and quotes are of the text as it was written.
    """
    form = spacing.even(article.text)
    found = bind(*read(replace(article, text=form.text)))
    return found if form.text == article.text else _as_written(found, article.text, form)


def read(article: Article, trace: list[Match] | None = None) -> tuple[Article, tuple[Reading, ...]]:
    """The article with its publication date weighed against its text, and every sentence of it, read.

    There are no readings where no sentence states harm, but with a `trace`, which gets every match of a rule.
    """
    text, pack = article.text, languages.load(article.language)
    words = timex.load(pack.code)
    when = timex.find(text, words)
    settled = replace(article, published=dating.date_article(text, article.published, words, when))
    seen = reading.look(text, pack)
    if trace is None and seen is not None and not reading.may_harm(seen):
        return settled, ()
    where = places.find(text, places.load(languages.LANGUAGES / pack.code), gazetteer.load(), title=article.title)
    spans = segment.sentences(text, pack.lexicon.words("abbreviation"))
    readings = reading.read(text, spans, pack, where, when, seen, trace)
    return settled, readings if trace is not None or any(one.harms for one in readings) else ()


def _as_written(found: Extraction, text: str, form: Even) -> Extraction:
    def part(span: Span) -> tuple[Span, str]:
        where = form.written(span)
        return where, text[where.start : where.end]

    def claim(told: Claim) -> Claim:
        (span, quote), (sentence_span, sentence) = part(told.span), part(told.sentence_span)
        return replace(told, span=span, quote=quote, sentence_span=sentence_span, sentence=sentence)

    def event(told: Event) -> Event:
        sentence_span, sentence = part(told.sentence_span)
        return replace(told, sentence_span=sentence_span, sentence=sentence)

    article = replace(found.article, text=text)
    return Extraction(article, tuple(map(claim, found.claims)), tuple(map(event, found.events)))


def bind(article: Article, readings: Sequence[Reading]) -> Extraction:
    """What the readings of a dated article amount to: claims tied to each other and gathered into events."""
    published = article.published.interval
    told = claims.drafts(readings, scenes.scenes(readings, published), attribution.voices(readings), published)
    linked = chains.agreed(linking.link(attackers.told_apart(told)))
    drafts = attribution.gather(attribution.attribute(linked, readings), readings)
    found = events.happenings(drafts, domains.of_story(readings))
    return Extraction(article, *records.rows(article, drafts, found, gazetteer.load()))
