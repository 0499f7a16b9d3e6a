"""Which articles of the lake are copies of one dispatch, and which count no more since a newer issue took their place.

`article_copies` and `article_revisions` are made anew when articles came or went.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from toll import copies, lake, revisions
from toll.errors import RefusedError
from toll.pipeline.judging import judged
from toll.settings import Settings
from toll.tables import ARTICLE_COPIES, ARTICLE_REVISIONS, ARTICLES, CLAIMS

PART = "copies"
"""The one part of the tables, and its validation page."""

_OF_ARTICLES = (*revisions.COLUMNS, "language", "published_start", "published_end", "fingerprint")
_OF_CLAIMS = ("article_id", "outcome", "status", "place_name", "low", "best", "high", "date_start", "date_end")


@dataclass(frozen=True, slots=True)
class Marked:
    """The tables `article_copies` and `article_revisions`."""

    copies: pa.Table
    past: pa.Table


def mark_copies(settings: Settings) -> Marked:
    """Which articles are copies and which count no more, made anew where the lake holds other articles than then.

    Raises RefusedError where rows of either table fail their expectations; both tables then stay as they were.
    """
    with lake.writing(settings):
        digest = _digest(lake.read(settings, ARTICLES, ["article_id", "extractor_version"]))
        if all(lake.note(settings, table, PART) == digest for table in (ARTICLE_COPIES, ARTICLE_REVISIONS)):
            return Marked(lake.read(settings, ARTICLE_COPIES), lake.read(settings, ARTICLE_REVISIONS))
        told, claims = lake.read(settings, ARTICLES, _OF_ARTICLES), lake.read(settings, CLAIMS, _OF_CLAIMS)
    marked = _marked(told, claims)
    _judge(settings, marked, told.select(revisions.COLUMNS))
    with lake.writing(settings):
        lake.publish(settings, ARTICLE_REVISIONS, PART, marked.past, note=digest)
        lake.publish(settings, ARTICLE_COPIES, PART, marked.copies, note=digest)
    return marked


def _marked(articles: pa.Table, claims: pa.Table) -> Marked:
    """Copies are found twice where issues count no more: first to know their reprints, then among what still counts."""
    past = revisions.superseded(articles)
    if past.num_rows:
        past = revisions.reprints(articles, past, copies.find(articles, claims))
    return Marked(copies.find(revisions.without(articles, past), revisions.without(claims, past)), past)


def _judge(settings: Settings, marked: Marked, articles: pa.Table) -> None:
    """Nothing may fail: a copy bound wrongly would hide a source, an issue superseded wrongly its dispatch."""
    found = {ARTICLE_COPIES.name: marked.copies, ARTICLE_REVISIONS.name: marked.past}
    if not (parts := {name: rows for name, rows in found.items() if rows.num_rows}):
        return
    beside = {ARTICLES.name: articles}
    verdict = judged(settings, parts, page=PART, title="Copies and revisions", beside=beside)
    if verdict.refused:
        raise RefusedError(verdict.refused)


def _digest(articles: pa.Table) -> str:
    lines = pc.binary_join_element_wise(articles["article_id"], articles["extractor_version"], " ")
    return hashlib.sha256("\n".join(sorted(lines.to_pylist())).encode()).hexdigest()
