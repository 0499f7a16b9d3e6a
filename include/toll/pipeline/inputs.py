"""What the incidents of countries are built from, read at once for many of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from toll import lake, revisions
from toll.codes import Clarity
from toll.pipeline import mending
from toll.pipeline.copying import Marked
from toll.pipeline.countries import NOWHERE, names
from toll.settings import Settings
from toll.tables import ARTICLES, CLAIMS, EVENTS

_OF_ARTICLES = (
    "article_id",
    "published_start",
    "published_end",
    "published_prec",
    "outlet",
    "ingested_at",
)
_OF_CLAIMS = (
    "claim_id",
    "event_id",
    "article_id",
    "outcome",
    "low",
    "best",
    "high",
    "victim_group",
    "part_of",
    "same_as",
    "scope",
    "status",
    "sources",
    "source_type",
    "sentence",
)


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that the incidents of one country or several are built from."""

    events: pa.Table
    articles: pa.Table
    claims: pa.Table
    copies: pa.Table

    def of(self, countries: Sequence[str]) -> Inputs:
        """What those of the parts called `countries` are built from, and no row more."""
        events = self.events.filter(_among(names(self.events), pa.array(countries, pa.string()))).combine_chunks()
        claims = self.claims.filter(_among(self.claims["event_id"], events["event_id"].combine_chunks()))
        copies, told_in = _told_in(events, self.copies)
        articles = self.articles.filter(_among(self.articles["article_id"], told_in))
        return Inputs(events, articles.combine_chunks(), claims.combine_chunks(), copies.combine_chunks())


def read(settings: Settings, countries: Sequence[str], marked: Marked) -> Inputs:
    """What the incidents of the parts called `countries` are built from.

    Claims and events are as they stand after the corrections of claims, with `corrected` beside their own columns.
    """
    place = pc.field("country_code")
    chosen = place.isin(pa.array([name for name in countries if name != NOWHERE], pa.string()))
    chosen = chosen | place.is_null() if NOWHERE in countries else chosen
    events = mending.read(settings, EVENTS, where=chosen & (pc.field("event_clarity") == Clarity.INCIDENT.value))
    events = revisions.without(events, marked.past)
    claims = mending.read(settings, CLAIMS, _OF_CLAIMS, where=pc.field("event_id").isin(pc.unique(events["event_id"])))
    copies, told_in = _told_in(events, marked.copies)
    articles = lake.read(settings, ARTICLES, _OF_ARTICLES, where=pc.field("article_id").isin(told_in))
    return Inputs(events, articles, claims, copies)


def _told_in(events: pa.Table, copies: pa.Table) -> tuple[pa.Table, pa.Array]:
    """Those of `copies` that tell of `events`, and the ids of all articles that do, with the originals of copies."""
    tellers = pc.unique(events["article_id"])
    copies = copies.filter(_among(copies["article_id"], tellers))
    return copies, pc.unique(pa.chunked_array([tellers, pc.unique(copies["duplicate_of"])]))


def _among(column: pa.ChunkedArray, values: pa.Array) -> pa.ChunkedArray:
    return pc.is_in(column, value_set=values)
