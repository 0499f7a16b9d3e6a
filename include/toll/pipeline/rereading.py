"""Batches into a new generation of the lake: read again from the archive, or kept as they are."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from toll import lake
from toll.errors import RefusedError
from toll.files.batch import Batch
from toll.pipeline import archived, staging
from toll.pipeline.archived import Archived
from toll.pipeline.extracting import read_batch
from toll.pipeline.publishing import without_known
from toll.pipeline.unpacking import pieces_of
from toll.pipeline.validating import judge_batch, refusals
from toll.settings import Settings
from toll.tables import ARTICLES, CLAIMS, EVENTS, REJECTED

_READING = "reading"


class Rereading:
    """Takes batches from the archive and the present lake (`settings`) into the `draft` of the next one."""

    def __init__(self, settings: Settings, draft: Settings) -> None:
        self.done: set[str] = set()
        self.kept: set[str] = set()
        self._settings = settings
        self._draft = draft
        self._known = pa.array([], pa.string())

    def read_all(self) -> None:
        """Read every archived batch that is not done yet, and those that are published meanwhile.

        Raises RefusedError where the expectations refuse one.
        """
        while waiting := self._waiting():
            for one in waiting:
                self._read(one)
                self.done |= {one.batch.batch_id, *one.pieces}

    def keep_rest(self, other_parts: str) -> None:
        """Take over as they are the rows of batches that were not read; `other_parts` is no batch.

        Their files are not in the archive, they were refused, or they are published at this moment.
        """
        articles = lake.read(self._settings, ARTICLES, ["batch_id"])["batch_id"]
        losses = lake.read(self._settings, REJECTED, ["batch_id"])["batch_id"]
        present = {*pc.unique(articles).to_pylist(), *pc.unique(losses).to_pylist()}
        for batch_id in sorted(present - self.done - self.kept - {other_parts}):
            self._keep(batch_id)
            self.kept.add(batch_id)

    def _waiting(self) -> tuple[Archived, ...]:
        late = lake.read(self._settings, REJECTED, ["batch_id"], where=pc.field("stage") == "publish")["batch_id"]
        found = archived.archived(self._settings, frozenset(late.to_pylist()))
        return tuple(one for one in found if one.batch.batch_id not in self.done | self.kept)

    def _read(self, one: Archived) -> None:
        folder = self._draft.lake / _READING
        with archived.laid_out(self._settings, one, folder) as batch:
            for part in pieces_of(self._settings, batch, folder) if one.pieces else (batch,):
                self._take(part, read_batch(self._settings, part).parts, one)

    def _take(self, batch: Batch, staged: dict[str, pa.Table], one: Archived) -> None:
        accepted, refused = judge_batch(self._draft, batch, staged)
        losses = [self._unread(one), accepted[REJECTED.name]]
        if refused and not one.was_refused:
            raise RefusedError(f"batch {batch.batch_id} ({batch.label}): {refused}; the lake stays as it was")
        if refused:  # these pieces were kept out when they came, and are in quarantine
            losses.append(refusals(batch, refused, {file.sha256 for file in batch.originals}))
        accepted[REJECTED.name] = pa.concat_tables(losses)
        self._publish(batch.batch_id, without_known(batch, accepted, self._known))

    def _unread(self, one: Archived) -> pa.Table:
        """The losses of its files that are in quarantine, and stay there."""
        where = (pc.field("batch_id") == one.batch.batch_id) & (pc.field("stage") == "read")
        told = lake.read(self._settings, REJECTED, where=where)
        return told.filter(pc.is_in(told["source_file"], value_set=pa.array(sorted(one.unread), pa.string())))

    def _keep(self, batch_id: str) -> None:
        mine = pc.field("batch_id") == batch_id
        articles = lake.read(self._settings, ARTICLES, where=mine)
        told = pc.field("article_id").isin(articles["article_id"].combine_chunks())
        parts = {
            ARTICLES.name: articles,
            EVENTS.name: lake.read(self._settings, EVENTS, where=told),
            CLAIMS.name: lake.read(self._settings, CLAIMS, where=told),
        }
        known = pc.is_in(articles["article_id"], value_set=self._known)
        fresh = articles["article_id"].filter(pc.invert(known)).combine_chunks()
        kept = {name: part.filter(pc.is_in(part["article_id"], value_set=fresh)) for name, part in parts.items()}
        self._publish(batch_id, {**kept, REJECTED.name: lake.read(self._settings, REJECTED, where=mine)})

    def _publish(self, batch_id: str, parts: dict[str, pa.Table]) -> None:
        for table in staging.PARTS:
            lake.publish(self._draft, table, batch_id, parts[table.name])
        self._known = pa.concat_arrays([self._known, *parts[ARTICLES.name]["article_id"].chunks])
