"""Which articles of the lake are copies of one dispatch: `article_copies`, made anew when articles came or went."""

from __future__ import annotations

import hashlib

import pyarrow as pa
import pyarrow.compute as pc

from toll import copies, lake
from toll.errors import RefusedError
from toll.pipeline.judging import judged
from toll.settings import Settings
from toll.tables import ARTICLE_COPIES, ARTICLES, CLAIMS

PART = "copies"
"""The table's one part, and its validation page."""

_OF_ARTICLES = ("article_id", "language", "published_start", "published_end", "fingerprint")
_OF_CLAIMS = ("article_id", "outcome", "status", "place_name", "low", "best", "high", "date_start", "date_end")


def mark_copies(settings: Settings) -> pa.Table:
    """The table `article_copies`, made anew where it is not of the articles that the lake holds now.

    Raises RefusedError where its rows fail their expectations; the table then stays as it was.
    """
    with lake.writing(settings):
        articles = lake.read(settings, ARTICLES, ["article_id", "extractor_version"])
        digest = _digest(articles)
        if lake.note(settings, ARTICLE_COPIES, PART) == digest:
            return lake.read(settings, ARTICLE_COPIES)
        told = lake.read(settings, ARTICLES, _OF_ARTICLES)
        found = copies.find(told, lake.read(settings, CLAIMS, _OF_CLAIMS))
    rows = _judged(settings, found, told.select(["article_id"])) if found.num_rows else found
    with lake.writing(settings):
        lake.publish(settings, ARTICLE_COPIES, PART, rows, note=digest)
    return rows


def _judged(settings: Settings, found: pa.Table, articles: pa.Table) -> pa.Table:
    """`found`, of which nothing may fail: a copy bound wrongly would hide a source."""
    parts, beside = {ARTICLE_COPIES.name: found}, {ARTICLES.name: articles}
    verdict = judged(settings, parts, page=PART, title="Copies", beside=beside)
    if verdict.refused:
        raise RefusedError(verdict.refused)
    return verdict.accepted[ARTICLE_COPIES.name]


def _digest(articles: pa.Table) -> str:
    lines = pc.binary_join_element_wise(articles["article_id"], articles["extractor_version"], " ")
    return hashlib.sha256("\n".join(sorted(lines.to_pylist())).encode()).hexdigest()
