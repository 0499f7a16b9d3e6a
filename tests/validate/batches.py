"""Batches for tests: each story is one article with one event and its claims, right in every column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from toll import rows
from toll.fingerprint import fingerprint
from toll.tables import ARTICLE_COPIES, ARTICLE_REVISIONS, ARTICLES, CLAIMS, EVENTS, INCIDENT_EVENTS, INCIDENTS, Table

BATCH = "b1"
DAY = date(2016, 10, 11)
SENTENCE = "Au moins 25 civils, dont quatre enfants, ont péri mardi à Alep."
TEXT = f"Des raids ont repris.\n\n{SENTENCE}\n\nLa ville compte ses morts."

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Story:
    """What differs from a right article, event, whole claim and part claim; a row that is None is left out."""

    name: str
    article: Row = field(default_factory=dict)
    event: Row | None = field(default_factory=dict)
    whole: Row | None = field(default_factory=dict)
    part: Row | None = field(default_factory=dict)


def batch(*stories: Story) -> dict[str, pa.Table]:
    """The staged parts of a batch of these stories."""
    events = [_event(s.name) | s.event for s in stories if s.event is not None]
    claims = [_whole(s.name) | s.whole for s in stories if s.whole is not None]
    claims += [_part(s.name) | s.part for s in stories if s.part is not None]
    return {
        "articles": _table(ARTICLES, [_article(s.name) | s.article for s in stories]),
        "claims": _table(CLAIMS, claims),
        "events": _table(EVENTS, events),
    }


def copies(*given: Row) -> dict[str, pa.Table]:
    """The table of copies with these rows, each a right one but for what it says: the article `copy` of `original`."""
    right = {"article_id": "copy", "duplicate_of": "original", "similarity": 0.9}
    return {"article_copies": _table(ARTICLE_COPIES, [right | row for row in given])}


def revisions(*given: Row) -> dict[str, pa.Table]:
    """The table of superseded articles with these rows, each right but for what it says: `first` by `corrected`."""
    right = {"article_id": "first", "superseded_by": "corrected"}
    return {"article_revisions": _table(ARTICLE_REVISIONS, [right | row for row in given])}


def incidents(*given: Row, links: Sequence[Row] = ()) -> dict[str, pa.Table]:
    """The tables of the incidents i0, i1 …, each linked to one event, with further `links`."""
    linked = [_link(f"i{number}") for number in range(len(given))]
    return {
        "incidents": _table(INCIDENTS, [_incident(f"i{n}") | row for n, row in enumerate(given)]),
        "incident_events": _table(INCIDENT_EVENTS, [*linked, *(_link("i0") | link for link in links)]),
    }


def _table(table: Table, given: Sequence[Row]) -> pa.Table:
    empty = dict.fromkeys(column.name for column in table.columns)
    return rows.arrow(table, [empty | row for row in given])


def _when(prefix: str = "date") -> dict[str, Any]:
    return {f"{prefix}_start": DAY, f"{prefix}_end": DAY, f"{prefix}_prec": 1}


def _span(words: str, prefix: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {prefix: words, f"{prefix}_start": start, f"{prefix}_end": start + len(words)}


def _article(name: str) -> dict[str, Any]:
    return _when("published") | {
        "article_id": name,
        "source_file": f"{name}.txt",
        "source_sha256": "0" * 64,
        "source_format": "text",
        "language": "fr",
        "published_basis": "header",
        "published_evidence": [],
        "text": TEXT,
        "fingerprint": fingerprint(TEXT),
        "batch_id": BATCH,
        "ingested_at": datetime(2016, 10, 12, 8, tzinfo=UTC),
        "extractor_version": "v1",
    }


def _happening() -> dict[str, Any]:
    return _when() | {
        "event_type": "Explosions/Remote violence",
        "means": "air_strike",
        "domain": "conflict",
        "event_clarity": 1,
        "location": "Aleppo",
        "country_code": "SY",
        "latitude": 36.2,
        "longitude": 37.16,
        "where_prec": 1,
        "killed_low": 25,
        "killed_best": 25,
        "killed_children_low": 4,
        "killed_children_best": 4,
        "killed_children_high": 4,
        "sources": ["OSDH"],
    }


def _event(name: str) -> dict[str, Any]:
    own = {"event_id": f"{name}-e", "article_id": name, "is_background": False, "n_claims": 2}
    return _happening() | _span(SENTENCE, "sentence") | own | {"extractor_version": "v1"}


def _claim(name: str) -> dict[str, Any]:
    return _when() | {
        "event_id": f"{name}-e",
        "article_id": name,
        "outcome": "killed",
        "victim_group": "civilians",
        "scope": "incident",
        "is_background": False,
        "status": "reported",
        "sources": ["OSDH"],
        "country_code": "SY",
        "domain": "conflict",
        "sentence": SENTENCE,
        "rule": "toll",
    }


def _whole(name: str) -> dict[str, Any]:
    number = {"claim_id": f"{name}-1", "low": 25, "best": 25, "count_kind": "at_least", "count_text": "25"}
    return _claim(name) | number | _span("Au moins 25 civils, dont quatre enfants, ont péri", "quote")


def _part(name: str) -> dict[str, Any]:
    number = {"claim_id": f"{name}-2", "low": 4, "best": 4, "high": 4, "count_kind": "exact", "count_text": "quatre"}
    return _claim(name) | number | {"part_of": f"{name}-1"} | _span("quatre enfants", "quote")


def _incident(name: str) -> dict[str, Any]:
    return _happening() | {
        "incident_id": name,
        "version": 1,
        "status": "current",
        "n_articles": 1,
        "n_sources": 1,
        "first_published": DAY,
        "last_published": DAY,
        "contested": False,
        "grading": "weak",
        "corrected": [],
    }


def _link(name: str) -> dict[str, Any]:
    return {"incident_id": name, "event_id": f"{name}-e", "score": 1.0, "reasons": []}
