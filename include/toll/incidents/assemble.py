"""Groups and tolls to rows of `incidents`: for each question the event that answers it best lends its columns."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from toll import tables
from toll.codes import Clarity, Grading, IncidentStatus, Means, Responsibility
from toll.incidents.alike import alike
from toll.incidents.cluster import Groups
from toll.incidents.facts import NEVER, UNKNOWN, Facts, Flags, Ints, codes
from toll.incidents.reconcile import Tolls
from toll.model import TOLLS

_NONE = 99

_HOW = ("event_type", "sub_event_type", "means", "domain")
_WHEN = ("date_start", "date_end", "date_prec")
_WHERE = ("place_name", "location", "geonameid", "country", "country_code", "adm_1", "latitude", "longitude")
_WHO = ("perpetrator", "perpetrator_type", "responsibility")


def ids(facts: Facts, events: Ints) -> list[str]:
    """Names of the incidents whose earliest events these are (by publication, undated last, then article, event id).

    A name stays the same while later articles join. No name can outlast everything and yet not depend on the order of
    arrival: an article published before all others renames its incident, and `versions` says by what.
    """
    taken = facts.table.select(["country_code", "event_id"]).take(pa.array(events))
    countries, names = (taken[column].to_pylist() for column in ("country_code", "event_id"))
    return [_id(country or "", event) for country, event in zip(countries, names, strict=True)]


def ids_of(facts: Facts, firsts: Ints) -> pa.Array:
    """The names of the incidents to which entries belong, `firsts` the earliest event of each entry's incident."""
    first, position = np.unique(firsts, return_inverse=True)
    return pa.array(ids(facts, first), pa.string()).take(pa.array(position))


def _id(country: str, event_id: str) -> str:
    return hashlib.sha256(f"incident {country} {event_id}".encode()).hexdigest()[:20]


def incidents(facts: Facts, groups: Groups, tolls: Tolls) -> pa.Table:
    """Rows of `incidents`, ordered by id, each current and of version 1: `versions` compares them with those before."""
    first = np.unique(groups.first)
    last_step = np.flatnonzero(np.diff(tolls.incident, append=-1) != 0)
    lenders = _lenders(facts, groups)
    taken = {name: facts.table[name].take(pa.array(rows)) for names, rows in lenders for name in names}
    counted = bounds_of(tolls.bounds[last_step]) | {
        "incident_id": ids(facts, first),
        "version": np.ones(len(first), np.int32),
        "status": [IncidentStatus.CURRENT.value] * len(first),
        "superseded_by": pa.nulls(len(first), pa.string()),
        "event_clarity": np.full(len(first), Clarity.INCIDENT.value, np.int8),
        "sources": [sorted(names) for names in _sources(facts, groups.first)],
        "n_articles": tolls.step[last_step],
        "n_sources": tolls.n_sources[last_step],
        "contested": tolls.contested[last_step],
        "first_published": day(_least(_or_never_yet(facts.published), groups.first, first)),
        "last_published": day(-_least(-facts.published_end, groups.first, first)),
        "grading": _grading(facts, groups.first, first, tolls.n_sources[last_step]),
        "corrected": pa.array(_corrected(facts, groups, lenders), pa.list_(pa.string())),
    }
    return as_table(tables.INCIDENTS, taken | counted, ["incident_id"])


def _lenders(facts: Facts, groups: Groups) -> list[tuple[Sequence[str], Ints]]:
    undated = facts.table["date_start"].is_null().to_numpy()
    vague_means = np.isin(facts.means, [list(Means).index(means) for means in (Means.ATTACK, Means.OTHER)])
    day = facts.start * 100_000 + facts.end - facts.start
    target = codes(facts.table["target_type"])
    prec = np.where(facts.where_prec < 1, _NONE, facts.where_prec)
    choose = partial(_best, groups)
    return [
        (_HOW, choose(np.where(facts.means == UNKNOWN, 2, vague_means), facts.means)),
        (_WHEN, choose(np.where(undated, _NONE, facts.date_prec), day)),
        ((*_WHERE, "where_prec"), choose(np.where(facts.country == UNKNOWN, _NONE, prec), facts.place)),
        (_WHO, choose(np.where(facts.perpetrator == UNKNOWN, 1, 0), facts.perpetrator)),
        (("target_type",), choose(np.where(target == UNKNOWN, 1, 0), target)),
    ]


def _corrected(facts: Facts, groups: Groups, lenders: Sequence[tuple[Sequence[str], Ints]]) -> list[list[str]]:
    """Of each incident the columns that a corrected event lends it, and the tolls that one of its events tells."""
    first = np.unique(groups.first)
    found: list[set[str]] = [set() for _ in first]
    marks = {event: set(names) for event, names in enumerate(facts.corrected) if names}
    for event, names in marks.items():
        place = int(np.searchsorted(first, groups.first[event]))
        found[place] |= {name for name in names if name.rpartition("_")[0] in TOLLS}
        for lent, rows in lenders:
            found[place] |= names & set(lent) if rows[place] == event else set()
    return [sorted(names) for names in found]


def _best(groups: Groups, rank: Ints, value: Ints) -> Ints:
    """For each incident the event of the lowest rank, then of the most told value, then the earliest."""
    telling = alike(groups.first, value)
    told = np.bincount(telling)[telling]
    order = np.lexsort((np.arange(len(value)), -told, rank, groups.first))
    _, begin = np.unique(groups.first[order], return_index=True)
    return np.asarray(order[begin], dtype=np.int64)


def _grading(facts: Facts, group: Ints, first: Ints, n_sources: Ints) -> list[str]:
    """Airwars: contested where different kinds of actor are blamed, confirmed where one owns to it, else by sources."""
    blamed = facts.perpetrator_type
    lowest = _least(np.where(blamed == UNKNOWN, _NONE, blamed), group, first)
    highest = -_least(-blamed, group, first)
    rivals = (highest != UNKNOWN) & (lowest != highest)
    owned = pc.equal(facts.table["responsibility"], Responsibility.CLAIMED_OR_ADMITTED.value)
    owns = -_least(-pc.fill_null(owned, False).to_numpy().astype(np.int64), group, first) > 0
    grades = [Grading.CONTESTED.value, Grading.CONFIRMED.value, Grading.FAIR.value]
    return list(np.select([rivals, owns, n_sources > 1], grades, Grading.WEAK.value))


def _or_never_yet(days: Ints) -> Ints:
    """`days` where an unknown one comes after all others."""
    return np.where(days == NEVER, -NEVER, days)


def _least(column: Ints, group: Ints, first: Ints) -> Ints:
    least = np.full(len(group), np.iinfo(np.int64).max)
    np.minimum.at(least, group, column)
    return least[first]


def _sources(facts: Facts, group: Ints) -> list[set[str]]:
    named: dict[int, set[str]] = {}
    for first, names in zip(group.tolist(), facts.table["sources"].to_pylist(), strict=True):
        named.setdefault(first, set()).update(names)
    return [named[first] for first in sorted(named)]


def bounds_of(bounds: Ints) -> dict[str, object]:
    """The columns of all tolls from their low, best and high; shape (rows, tolls, 3)."""
    return {
        f"{toll}_{name}": pa.array(bounds[:, place, bound], mask=bounds[:, place, bound] < 0)
        for place, toll in enumerate(TOLLS)
        for bound, name in enumerate(("low", "best", "high"))
    }


def day(days: Ints) -> pa.Array:
    """Days since 1970-01-01 as dates, null where unknown."""
    unknown: Flags = np.abs(days) == -NEVER
    return pa.array(np.where(unknown, 0, days).astype(np.int32), mask=unknown).cast(pa.date32())


def as_table(table: tables.Table, columns: Mapping[str, object], by: Sequence[str]) -> pa.Table:
    """`columns` as rows of `table`, ordered `by`."""
    arrays = [_column(columns[column.name], column.type) for column in table.columns]
    whole = pa.Table.from_arrays(arrays, schema=table.schema)
    order = pc.sort_indices(whole, sort_keys=[(name, "ascending") for name in by])
    return whole.take(order).combine_chunks()


def _column(values: object, kind: pa.DataType) -> pa.Array:
    array = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else pa.array(values)
    return array.cast(kind)
