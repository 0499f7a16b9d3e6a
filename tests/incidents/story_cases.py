"""Stories told in dispatches of several outlets, as text: read and extracted as any file, beside what really happened.

`golden/stories/<slug>/dispatches/*.txt`, each with its sidecar, and `expected.yaml`, written by hand from the text
before any program read it. A quote stands once in its dispatch and points to the events whose claims it overlaps.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, cached_property
from pathlib import Path

import pyarrow as pa

from toll import extract, read, rows, tables
from toll.extract import Extraction
from toll.model import Claim, Span
from toll.packs import Contract, load

STORIES = Path(__file__).parents[1] / "golden" / "stories"
SLUGS = sorted(path.parent.name for path in STORIES.glob("*/expected.yaml"))

Bounds = tuple[int | None, int | None, int | None]


class Incident(Contract):
    """What happened once: in which words each dispatch tells of it, and the tolls that it comes to."""

    told: Mapping[str, tuple[str, ...]]
    tolls: Mapping[str, Bounds] = {}


class Truth(Contract):
    """All that the dispatches of a story tell, but for totals; `known_fault` says why we do not get there yet."""

    why: str
    incidents: tuple[Incident, ...]
    known_fault: str | None = None


@dataclass(frozen=True)
class Story:
    """One case: its truth, and what the extractor makes of each dispatch."""

    slug: str
    truth: Truth
    dispatches: Mapping[str, Extraction]

    @cached_property
    def found(self) -> Mapping[tuple[int, str, str], tuple[str, ...]]:
        """For each quote (number of its incident, dispatch, words) the events that hold a claim in it."""
        return {
            (number, name, quote): self._events(name, quote)
            for number, incident in enumerate(self.truth.incidents)
            for name, quotes in incident.told.items()
            for quote in quotes
        }

    def _events(self, name: str, quote: str) -> tuple[str, ...]:
        told = self.dispatches[name]
        start = told.article.text.index(quote)
        span = Span(start, start + len(quote))
        return tuple(dict.fromkeys(claim.event_id for claim in told.claims if _overlap(claim, span)))

    @cached_property
    def incidents_of(self) -> Mapping[str, frozenset[int]]:
        """For each event that a quote points to, the numbers of the incidents that it tells of."""
        events = {event for found in self.found.values() for event in found}
        return {
            event: frozenset(number for (number, _, _), found in self.found.items() if event in found)
            for event in events
        }


def _overlap(claim: Claim, span: Span) -> bool:
    return claim.span.start < span.end and span.start < claim.span.end


@cache
def story(slug: str) -> Story:
    """The story in folder `slug`, extracted once."""
    paths = sorted((STORIES / slug / "dispatches").glob("*.txt"))
    told = {path.stem: extract.extract(*read.read(path)) for path in paths}
    return Story(slug, load(STORIES / slug / "expected.yaml", Truth), told)


def lake(stories: Iterable[Story]) -> tuple[pa.Table, pa.Table, pa.Table]:
    """The tables events, articles and claims that `stories` fill together."""
    told = [extraction for one in stories for extraction in one.dispatches.values()]
    brought = {"batch_id": "b", "ingested_at": datetime(2026, 1, 1, tzinfo=UTC)}
    return (
        rows.arrow(tables.EVENTS, [event for one in told for event in one.events], extractor_version=extract.VERSION),
        rows.arrow(tables.ARTICLES, [one.article for one in told], extractor_version=extract.VERSION, **brought),
        rows.arrow(tables.CLAIMS, [claim for one in told for claim in one.claims]),
    )
