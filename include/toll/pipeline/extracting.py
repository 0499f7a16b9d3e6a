"""Third task: read a batch's files and stage what their articles tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from toll import extract, read, rows
from toll.errors import UnreadableError
from toll.extract import Extraction
from toll.files import content
from toll.files.batch import Batch, DroppedFile
from toll.files.ledger import Refusal
from toll.model import Article, Rejection
from toll.pipeline import embargo, sidecars, staging
from toll.pipeline.storing import told
from toll.read import pieces
from toll.read.document import Found, Refused
from toll.read.pieces import Piece
from toll.read.sidecar import Sidecar, completed
from toll.settings import Settings
from toll.tables import ARTICLES, CLAIMS, EVENTS, REJECTED


@told
def extract_batch(settings: Settings, batch: str) -> dict[str, int]:
    """Stage the articles, events and claims of the files of `batch`; returns how many rows each table got.

    A file that cannot be read, an article under embargo, one that came twice, one in a language without a pack or one
    that the extractor fails on becomes a row of `rejected`; the others go on. Raises RefusedError where `batch` was
    refused before.
    """
    with staging.working_on(settings, batch) as found:
        if found is None:
            return staging.counts(settings, batch)
        done = read_batch(settings, found)
        staging.save_unreadable(settings, found, done.unreadable)
        staging.save_members(settings, found, done.members)
        staging.save(settings, found, staging.EXTRACTED, done.parts)
        return {name: part.num_rows for name, part in done.parts.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a batch gave: a part for each table, by their sha256 the files that gave nothing, and refused members.

    A member comes with the name of the file that it is of.
    """

    parts: dict[str, pa.Table]
    unreadable: Mapping[str, Refusal]
    members: Sequence[tuple[str, Refused]]


def read_batch(settings: Settings, batch: Batch) -> Read:
    """The articles, events, claims and losses of the files of `batch`."""
    gathered = _gather(settings, batch)
    told = [_tell(batch, article) for article in gathered.articles.values()]
    parts = _parts(batch, told, gathered.rejected)
    return Read(parts=parts, unreadable=gathered.unreadable, members=gathered.members)


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What the files gave: articles by their key, files and members that gave none, and a row for each loss."""

    articles: dict[str, Article] = field(default_factory=dict)
    unreadable: dict[str, Refusal] = field(default_factory=dict)
    members: list[tuple[str, Refused]] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)


def _gather(settings: Settings, batch: Batch) -> _Gathered:
    gathered, asides = _Gathered(), sidecars.told(settings, batch)
    with read.Reader(read.Limits.of(settings)) as reader:
        for file in batch.originals:
            try:
                piece = _opened(settings, reader, file, asides.get(file.sha256))
                found = list(piece.found)
                _refuse_lost(settings, file, found)
            except UnreadableError as error:
                gathered.unreadable[file.sha256] = Refusal(stage="read", reason=str(error))
                gathered.rejected.append(staging.rejection(batch, "read", file.name, str(error)))
            else:
                _take(gathered, batch, piece, found)
    return gathered


def _opened(settings: Settings, reader: read.Reader, file: DroppedFile, aside: Sidecar | None) -> Piece:
    path = settings.data / file.path
    if file.is_piece:
        return pieces.opened(path)
    return Piece(name=file.name, sha256=file.sha256, found=completed(reader.found(path, file.name), aside))


def _refuse_lost(settings: Settings, file: DroppedFile, found: Sequence[Found]) -> None:
    if content.sha256(settings.data / file.path) != file.sha256:
        raise UnreadableError(read.CHANGED)
    refused = [one for one in found if isinstance(one, Refused)]
    if len(refused) == len(found) and not file.is_piece:
        first = f"{refused[0].locator}: {refused[0].reason}" if refused else None
        raise UnreadableError(read.without_article(len(refused), first))


def _take(gathered: _Gathered, batch: Batch, piece: Piece, found: Iterable[Found]) -> None:
    for one in found:
        if isinstance(one, Refused):
            gathered.members.append((piece.name, one))
            _lose(gathered, batch, "read", piece.name, one.locator, one.reason)
            continue
        article = read.article(one, piece.name, piece.sha256)
        if held := embargo.held(article, batch.at):
            _hold(gathered, batch, article, held)
            continue
        first = gathered.articles.setdefault(article.article_id, article)
        if first is not article:
            _lose(gathered, batch, "extract", piece.name, one.locator, f"it is the same article as {_called(first)}")


def _hold(gathered: _Gathered, batch: Batch, article: Article, reason: str) -> None:
    """Keep an article under embargo out: its file is held, of a packed file it alone, as JSON to be dropped again."""
    _lose(gathered, batch, embargo.STAGE, article.source_file, article.source_locator, reason)
    if article.source_sha256 in {file.sha256 for file in batch.originals}:
        gathered.unreadable[article.source_sha256] = Refusal(stage=embargo.STAGE, reason=reason)
    else:
        kept = Refused(locator=str(article.source_locator), reason=reason, content=embargo.again(article))
        gathered.members.append((article.source_file, kept))


def _lose(gathered: _Gathered, batch: Batch, stage: str, name: str, locator: str | None, reason: str) -> None:
    gathered.rejected.append(staging.rejection(batch, stage, name, reason, locator=locator))


def _called(article: Article) -> str:
    return article.source_file + (f"!{article.source_locator}" if article.source_locator else "")


def _tell(batch: Batch, article: Article) -> tuple[Extraction, Rejection | None]:
    """What `article` tells; where nothing can be told, the article alone and the reason."""
    if not extract.supports(article.language):
        reason = f"there is no language pack for {article.language}"
    else:
        try:
            return extract.extract(article), None
        except OSError:
            raise  # the machine is to blame, not the article
        except Exception as error:  # one article must not hold up a thousand others
            reason = f"the extractor failed on it ({type(error).__name__}: {error})"
    lost = staging.rejection(batch, "extract", article.source_file, reason, locator=article.source_locator)
    return Extraction(article, (), ()), lost


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
