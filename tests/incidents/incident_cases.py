"""Small stories told by several articles, read from YAML into the lake's tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from toll import rows, tables
from toll.fingerprint import BYTES
from toll.packs import Contract, load

CASES = Path(__file__).parents[1] / "golden" / "incidents"

Bounds = tuple[int | None, int | None, int | None]


class EventCase(Contract):
    """One event as one article tells it; a date is a day unless `until` and `date_prec` say more."""

    id: str
    sentence: str = ""
    place: str | None = None
    point: tuple[float, float] | None = None
    where_prec: int | None = None
    country: str | None = None
    adm_1: str | None = None
    day: date | None = None
    until: date | None = None
    date_prec: int = 1
    means: str | None = None
    domain: str = "conflict"
    clarity: int = 1
    background: bool = False
    perpetrator: str | None = None
    perpetrator_type: str | None = None
    responsibility: str | None = None
    sources: tuple[str, ...] = ()
    source_type: str | None = None
    tolls: Mapping[str, Bounds] = {}
    outdated: Mapping[str, int] = {}


class ArticleCase(Contract):
    """One article and its events, in the order in which it tells them."""

    id: str
    published: date | None
    outlet: str | None = None
    events: tuple[EventCase, ...]


class Story(Contract):
    """The articles of one case."""

    why: str
    articles: tuple[ArticleCase, ...]


class Expected(Contract):
    """One incident: the events that tell of it, and the columns that matter to the case."""

    events: tuple[str, ...]
    columns: Mapping[str, Any] = {}
    tolls: Mapping[str, Bounds] = {}
    history: tuple[Bounds, ...] = ()


class Outcome(Contract):
    """All incidents that a story amounts to."""

    incidents: tuple[Expected, ...]


def story(case: str) -> Story:
    """The articles of the case in folder `case`."""
    return load(CASES / case / "articles.yaml", Story)


def outcome(case: str) -> Outcome:
    """What the case in folder `case` must come to."""
    return load(CASES / case / "expected.yaml", Outcome)


def lake(articles: Iterable[ArticleCase]) -> tuple[pa.Table, pa.Table, pa.Table]:
    """The tables events, articles and claims that hold `articles`."""
    told = [(article, event) for article in articles for event in article.events]
    articles = {article.id: article for article, _ in told}.values()
    claims = [claim for article, event in told for claim in _claims(article, event)]
    return (
        rows.arrow(tables.EVENTS, [_event(article, event) for article, event in told]),
        rows.arrow(tables.ARTICLES, [_article(article) for article in articles]),
        rows.arrow(tables.CLAIMS, claims),
    )


def _blank(table: tables.Table) -> dict[str, Any]:
    return {column.name: None for column in table.columns}


def _article(case: ArticleCase) -> dict[str, Any]:
    return _blank(tables.ARTICLES) | {
        "article_id": case.id,
        "source_file": f"{case.id}.txt",
        "source_sha256": "0" * 64,
        "source_format": "text",
        "outlet": case.outlet,
        "language": "fr",
        "published_start": case.published,
        "published_end": case.published,
        "published_prec": 1 if case.published else None,
        "published_basis": "header" if case.published else "none",
        "published_evidence": [],
        "text": "",
        "fingerprint": bytes(BYTES),
        "batch_id": "b",
        "ingested_at": datetime(2020, 1, 1, tzinfo=UTC),
        "extractor_version": "test",
    }


def _event(article: ArticleCase, case: EventCase) -> dict[str, Any]:
    latitude, longitude = case.point or (None, None)
    tolls = {f"{toll}_{name}": n for toll, three in case.tolls.items() for name, n in _named(three).items()}
    return (
        _blank(tables.EVENTS)
        | _shared(article, case)
        | tolls
        | {
            "event_clarity": case.clarity,
            "location": case.place,
            "adm_1": case.adm_1,
            "latitude": latitude,
            "longitude": longitude,
            "where_prec": case.where_prec or (1 if case.place else 6 if case.country else None),
            "perpetrator_type": case.perpetrator_type,
            "responsibility": case.responsibility,
            "n_claims": len(case.tolls),
            "sentence": case.sentence,
            "sentence_start": 0,
            "sentence_end": len(case.sentence),
            "extractor_version": "test",
        }
    )


def _shared(article: ArticleCase, case: EventCase) -> dict[str, Any]:
    return {
        "event_id": case.id,
        "article_id": article.id,
        "is_background": case.background,
        "sources": list(case.sources),
        "place_name": case.place,
        "country_code": case.country,
        "date_start": case.day,
        "date_end": case.until or case.day,
        "date_prec": case.date_prec if case.day else None,
        "means": case.means,
        "perpetrator": case.perpetrator,
        "domain": case.domain,
    }


def _claims(article: ArticleCase, case: EventCase) -> list[dict[str, Any]]:
    reported = [("reported", toll, bounds) for toll, bounds in case.tolls.items()]
    old = [("superseded", toll, (number, number, number)) for toll, number in case.outdated.items()]
    return [
        _blank(tables.CLAIMS)
        | _shared(article, case)
        | _named(bounds)
        | {
            "claim_id": f"{case.id}-{status}-{toll}",
            "outcome": toll.removesuffix("_civilians").removesuffix("_children"),
            "count_kind": "exact",
            "count_text": "",
            "victim_group": "people",
            "scope": "incident",
            "status": status,
            "source_type": case.source_type,
            "quote": "",
            "quote_start": 0,
            "quote_end": 0,
            "sentence": case.sentence,
            "rule": "test",
        }
        for status, toll, bounds in reported + old
    ]


def _named(bounds: Bounds) -> dict[str, int | None]:
    return dict(zip(("low", "best", "high"), bounds, strict=True))
