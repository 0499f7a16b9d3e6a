"""Countries that are linked together, and then parted again: many small ones cost little more than one large one.

Which are in one bundle is seen in no row: events of two countries are never one incident.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from toll import incidents, lake
from toll.corrections import Override
from toll.incidents import Built
from toll.incidents.facts import ints
from toll.pipeline import countries
from toll.pipeline.countries import BUILT, Country
from toll.pipeline.inputs import Inputs
from toll.tables import INCIDENT_EVENTS

EVENTS_OF_BUNDLE = 1_000
"""Events from which on it does not pay to link more countries together."""

NOTED = INCIDENT_EVENTS
"""The table whose parts say what a country was built from."""

_COUNTRY_OF = pa.schema({"incident_id": pa.string(), "name": pa.string()})

Bundle = tuple[Country, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """The incidents of a bundle, those that were rejected left out, and what the lake has of it: rows by country."""

    bundle: Bundle
    built: Built
    before: Mapping[str, pa.Table]


def bundles(lot: Sequence[Country]) -> tuple[Bundle, ...]:
    """`lot` in bundles; which they are depends on the countries alone."""
    return tuple(countries.portions(lot, EVENTS_OF_BUNDLE))


def size(bundle: Bundle) -> int:
    """How many events it has."""
    return sum(country.n_events for country in bundle)


def link(inputs: Inputs, overrides: Sequence[Override], bundle: Bundle) -> Built:
    """The incidents of `bundle`, for which `inputs` may hold more than it takes."""
    own = inputs.of([country.name for country in bundle])
    return incidents.build(own.events, own.articles, own.claims, own.copies, overrides)


def encode(linked: Linked) -> list[lake.Encoded]:
    """The parts of each country of the bundle, its incidents set beside those before; with its digest as a note."""
    before = pa.concat_tables(linked.before.values())
    present = incidents.advance(before, linked.built.incidents, linked.built.holders)
    built, country_of = replace(linked.built, incidents=present), _country_of(linked)
    return [
        lake.encoded(lake.Part(table, country.name, rows, country.digest if table is NOTED else ""))
        for table in BUILT
        for country, rows in _apart(getattr(built, table.name), country_of, linked.bundle)
    ]


def _country_of(linked: Linked) -> pa.Table:
    """The country of each incident there is or was, by its id."""
    was = [
        pa.table({"incident_id": rows["incident_id"], "name": [name] * rows.num_rows}, _COUNTRY_OF)
        for name, rows in linked.before.items()
    ]
    held = linked.built.holders
    now = pa.table({"incident_id": held["incident_id"], "name": countries.names(held)}, _COUNTRY_OF)
    return pa.concat_tables([now, *was]).combine_chunks()


def _apart(rows: pa.Table, country_of: pa.Table, bundle: Bundle) -> Iterator[tuple[Country, pa.Table]]:
    """`rows` by country, in the order in which they are."""
    row = pc.index_in(rows["incident_id"], value_set=country_of["incident_id"].combine_chunks())
    name = country_of["name"].combine_chunks().take(row)
    place = ints(pc.index_in(name, value_set=pa.array([country.name for country in bundle])))
    order = np.argsort(place, kind="stable")
    cuts = np.searchsorted(place[order], np.arange(len(bundle) + 1)).tolist()
    ordered = rows.take(pa.array(order)).combine_chunks()
    for country, (begin, end) in zip(bundle, pairwise(cuts), strict=True):
        yield country, ordered.slice(begin, end - begin)
