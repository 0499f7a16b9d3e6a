"""Second task: read a batch's files and stage what their articles tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pyarrow as pa

from toll import extract, read, rows
from toll.errors import UnreadableError
from toll.extract import Extraction
from toll.files.batch import Batch, DroppedFile
from toll.model import Article, Rejection
from toll.pipeline import staging
from toll.settings import Settings
from toll.tables import ARTICLES, CLAIMS, EVENTS, REJECTED


def extract_batch(settings: Settings, batch: str) -> dict[str, int]:
    """Stage the articles, events and claims of the files of `batch`; returns how many rows each table got.

    A file that cannot be read, an article that came twice, one in a language without a pack or one that the extractor
    fails on becomes a row of `rejected`; the others go on. Raises RefusedError where `batch` was refused before.
    """
    with staging.working_on(settings, batch) as found:
        if found is None:
            return staging.counts(settings, batch)
        parts, unreadable = read_batch(settings, found)
        staging.save_unreadable(settings, found, unreadable)
        staging.save(settings, found, staging.EXTRACTED, parts)
        return {name: part.num_rows for name, part in parts.items()}


def read_batch(settings: Settings, batch: Batch) -> tuple[dict[str, pa.Table], dict[str, str]]:
    """The articles, events, claims and losses of the files of `batch`, and by sha256 why files could not be read."""
    gathered = _gather(settings, batch)
    told = [_tell(batch, article) for article in gathered.articles.values()]
    return _parts(batch, told, gathered.rejected), gathered.unreadable


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What the files gave: articles by their key, files that gave none with the reason, and a row for each loss."""

    articles: dict[str, Article] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)
    rejected: list[Rejection] = field(default_factory=list)


def _gather(settings: Settings, batch: Batch) -> _Gathered:
    gathered = _Gathered()
    for file in batch.originals:
        try:
            articles = _read(settings, file)
        except UnreadableError as error:
            gathered.unreadable[file.sha256] = str(error)
            gathered.rejected.append(staging.rejection(batch, "read", file.name, str(error)))
            continue
        for article in articles:
            first = gathered.articles.setdefault(article.article_id, article)
            if first is not article:
                reason = f"it is the same article as {first.source_file}"
                gathered.rejected.append(staging.rejection(batch, "extract", file.name, reason))
    return gathered


def _read(settings: Settings, file: DroppedFile) -> tuple[Article, ...]:
    articles = read.read(settings.data / file.path, name=file.name, max_bytes=settings.max_file_bytes)
    if any(article.source_sha256 != file.sha256 for article in articles):
        raise UnreadableError("it changed while it was read")
    return articles


def _tell(batch: Batch, article: Article) -> tuple[Extraction, Rejection | None]:
    """What `article` tells; where nothing can be told, the article alone and the reason."""
    if not extract.supports(article.language):
        reason = f"there is no language pack for {article.language}"
    else:
        try:
            return extract.extract(article), None
        except Exception as error:  # one article must not hold up a thousand others
            reason = f"the extractor failed on it ({type(error).__name__}: {error})"
    return Extraction(article, (), ()), staging.rejection(batch, "extract", article.source_file, reason)


def _parts(
    batch: Batch, told: Iterable[tuple[Extraction, Rejection | None]], rejected: Iterable[Rejection]
) -> dict[str, pa.Table]:
    extractions = [extraction for extraction, _ in told]
    losses = [*rejected, *(loss for _, loss in told if loss)]
    made_by = {"extractor_version": extract.VERSION}
    brought_by = {"batch_id": batch.batch_id, "ingested_at": batch.at}
    return {
        ARTICLES.name: rows.arrow(ARTICLES, [one.article for one in extractions], **brought_by, **made_by),
        EVENTS.name: rows.arrow(EVENTS, [event for one in extractions for event in one.events], **made_by),
        CLAIMS.name: rows.arrow(CLAIMS, [claim for one in extractions for claim in one.claims]),
        REJECTED.name: rows.arrow(REJECTED, losses),
    }
