"""Which countries' incidents have to be built anew: events of two countries are never one incident.

A country's parts bear as a note the digest of what they were built from, so that a new batch touches only the countries
that it speaks of, and a build that was killed is done again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from toll import incidents, lake, revisions
from toll.codes import Clarity
from toll.corrections import Override
from toll.pipeline import mending
from toll.settings import Settings
from toll.tables import (
    EVENTS,
    INCIDENT_CLAIMS,
    INCIDENT_EVENTS,
    INCIDENT_HISTORY,
    INCIDENT_SOURCES,
    INCIDENTS,
)

BUILT = (INCIDENTS, INCIDENT_EVENTS, INCIDENT_CLAIMS, INCIDENT_SOURCES, INCIDENT_HISTORY)
"""The tables that are built country by country, in the order in which they are published."""

NOWHERE = "none"
"""The part of the events whose country is unknown."""

PORTION = 100_000
"""Events that are read and judged at once, where one country alone has not more."""

_KEYS = ("event_id", "article_id", "country_code", "event_clarity", "extractor_version")


@dataclass(frozen=True, slots=True)
class Country:
    """The part of one country: its name there, the digest of what it is built from, and how many events that holds."""

    name: str
    digest: str
    n_events: int


def stale(
    settings: Settings, copies: pa.Table, past: pa.Table, overrides: Sequence[Override] = ()
) -> tuple[Country, ...]:
    """The countries whose parts were built from something else than what the lake holds now.

    `copies` is the table `article_copies`, `past` is `article_revisions`, whose articles do not count; `overrides` are
    the corrections of incidents.
    """
    now = {country.name: country for country in _countries(settings, copies, past, overrides)}
    gone = [name for name in lake.parts(settings, INCIDENT_EVENTS) if name not in now]
    known = [*now.values(), *(Country(name, _digest([]), 0) for name in gone)]
    return tuple(country for country in known if not _is_built(settings, country))


def portions(countries: Sequence[Country], most: int) -> Iterator[tuple[Country, ...]]:
    """`countries` in lots of up to `most` events, or of one country."""
    lot: list[Country] = []
    for country in countries:
        if lot and sum(one.n_events for one in (*lot, country)) > most:
            yield tuple(lot)
            lot = []
        lot.append(country)
    if lot:
        yield tuple(lot)


def names(rows: pa.Table) -> pa.ChunkedArray:
    """The part to which each of `rows` belongs by its column `country_code`."""
    return pc.fill_null(rows["country_code"], NOWHERE)


def _is_built(settings: Settings, country: Country) -> bool:
    return lake.note(settings, INCIDENT_EVENTS, country.name) == country.digest


def _countries(
    settings: Settings, copies: pa.Table, past: pa.Table, overrides: Sequence[Override]
) -> Iterator[Country]:
    keys = mending.read(settings, EVENTS, _KEYS, where=pc.field("event_clarity") == Clarity.INCIDENT.value)
    keys = revisions.without(keys, past)
    row = pc.index_in(keys["article_id"], value_set=copies["article_id"].combine_chunks())
    origin = pc.fill_null(copies["duplicate_of"].combine_chunks().take(row), "")
    line = pc.binary_join_element_wise(keys["event_id"], keys["extractor_version"], origin, " ")
    mended = pc.binary_join_element_wise(line, pc.binary_join(keys["corrections"], " "), " ")
    told = pa.table({"name": names(keys), "line": pc.coalesce(mended, line)})
    told = pa.concat_tables([told, _overridden(keys, overrides)])
    told = told.sort_by([("name", "ascending"), ("line", "ascending")])
    for run in told.group_by("name", use_threads=False).aggregate([("line", "list")]).to_pylist():
        yield Country(run["name"], _digest(run["line_list"]), len(run["line_list"]))


def _overridden(keys: pa.Table, overrides: Sequence[Override]) -> pa.Table:
    """A line for each correction of an incident, in the country of the event by which it is known."""
    events = pa.array([one.event_id for one in overrides], pa.string())
    row = pc.index_in(events, value_set=keys["event_id"].combine_chunks())
    lines = pa.array([f"{one.correction.correction_id} {one.event_id}" for one in overrides], pa.string())
    known = pc.is_valid(row)
    return pa.table({"name": names(keys).take(row.filter(known)), "line": lines.filter(known)})


def _digest(lines: Sequence[str]) -> str:
    return hashlib.sha256("\n".join((incidents.VERSION, *lines)).encode()).hexdigest()
