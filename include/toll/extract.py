"""An article in, its claims and events out: the rooms of extraction in their order.

Most sentences of most articles harm nobody: only those that hold a word of harm are parsed, and an article without any
costs no more than that look.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from toll import claims, dating, events, gazetteer, languages, linking, records, scenes, segment, timex
from toll.codes import Domain
from toll.languages import Pack
from toll.mentions import casualties, places, reading, sources
from toll.mentions.reading import Reading
from toll.model import Article, Claim, Event
from toll.patterns import Match

VERSION = "1"
"""Changes whenever the same text could give other rows."""

_WORD = re.compile(r"\w+")
_SIDES = ("victim", "actor", "means")
_ARMED = frozenset(
    ("non_state_fighters", "state_forces", "armed", "air_strike", "bombardment", "shelling", "suicide_bomb", "clash")
)
"""Those who fight and what they fight with: where they are spoken of, the story is one of conflict."""


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
        _triggers(code)


def extract(article: Article) -> Extraction:
    """The claims and events of `article`; ConfigurationError where its language has no pack."""
    settled = settle(article)
    readings = read(settled)
    if not readings:
        return Extraction(settled, (), ())
    published = settled.published.interval
    drafts = linking.link(claims.drafts(readings, scenes.scenes(readings, published), published))
    found = events.happenings(drafts, _story(readings))
    return Extraction(settled, *records.rows(settled, drafts, found, gazetteer.load()))


def settle(article: Article) -> Article:
    """`article` with its publication date weighed against what its text says."""
    words = timex.load(article.language)
    return replace(article, published=dating.date_article(article.text, article.published, words))


def read(article: Article, trace: list[Match] | None = None) -> tuple[Reading, ...]:
    """Every sentence of an article that speaks of harm somewhere, read; empty where no sentence does."""
    text, pack = article.text, languages.load(article.language)
    if _triggers(pack.code).isdisjoint(_WORD.findall(text.lower())):
        return ()
    where = places.find(text, places.load(languages.LANGUAGES / pack.code), gazetteer.load())
    when = timex.find(text, timex.load(pack.code))
    acronyms = sources.introduced(text)
    return tuple(reading.read(text, one, pack, where, when, acronyms, trace) for one in sentences(text, pack))


def sentences(text: str, pack: Pack) -> tuple[segment.Sentence, ...]:
    """The sentences of `text` as its language writes them."""
    return segment.sentences(text, pack.lexicon.words("abbreviation"))


@cache
def _triggers(code: str) -> frozenset[str]:
    lexicon = languages.load(code).lexicon
    return frozenset(part for word in lexicon.words(*casualties.HARM) for part in _WORD.findall(word))


def _story(readings: Sequence[Reading]) -> Domain | None:
    """What most of the article's words say it is about."""
    told = Counter(Domain(value) for one in readings for _, value in one.values("domain"))
    told.update(events.DOMAINS[value] for one in readings for _, value in one.values("strife"))
    told[Domain.CONFLICT] += sum(value in _ARMED for one in readings for s in _SIDES for _, value in one.values(s))
    domain, weight = told.most_common(1)[0]
    return domain if weight else None
