"""Which events are worth comparing: verbatim copies first, then those near in place and time by a sorted sweep.

A pair that is not proposed here cannot be one incident; the cost grows with the neighbours of an event, not with all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from toll.incidents.alike import alike, earlier, put_back
from toll.incidents.facts import NEVER, UNKNOWN, Facts, Flags, Ints, codes

COPY_DAYS = 7
"""Outlets that reprint an agency's sentence do so within a week."""

SLACK_DAYS = 1
"""Reports of one night differ by a day."""

NEAR_PREC = 3
"""UCDP where_prec up to which a place is a point on the map: exact, near a known place, district."""

DAY_PREC = 2
"""UCDP date_prec up to which an event known only by its country is compared at all."""

CELL_LATITUDE, CELL_LONGITUDE = 0.25, 0.5
"""Degrees; no two places within 25 km lie further than one cell apart, up to 60° of latitude."""

CHUNK_PAIRS = 2_000_000

_PER_COUNTRY, _PER_ROW = 1 << 22, 1 << 11


@dataclass(frozen=True, slots=True)
class Pairs:
    """Positions of two events each, `left` < `right`."""

    left: Ints
    right: Ints


def copies(facts: Facts) -> Ints:
    """For each event the position of the earliest event that it copies, itself where it copies none.

    It tells the same tolls of the same place, in the same words or in an article that is the other's copy.
    """
    place = np.arange(facts.size, dtype=np.int64)
    worded = np.where(facts.sentence != UNKNOWN, _earliest(facts, facts.sentence), place)
    first = np.minimum(worded, _earliest(facts, codes(facts.origin)))
    while not np.array_equal(first, first[first]):
        first = first[first]
    return first


def _earliest(facts: Facts, told: Ints) -> Ints:
    """For each event the earliest of those with equal `told`, place and tolls, published within days of each other."""
    same = alike(told, facts.country, facts.place, facts.killed, facts.injured)
    # An article that tells the same twice means two events: its second is like the second of the others.
    said = alike(same, earlier(alike(same, facts.article)))
    order = np.argsort(said, kind="stable")
    is_first = np.diff(said[order], prepend=-1) != 0
    is_first |= np.diff(facts.published[order], prepend=NEVER) > COPY_DAYS
    return put_back(order[is_first][np.cumsum(is_first) - 1], order)


def candidates(facts: Facts, copies: Ints) -> Iterator[Pairs]:
    """Pairs of originals near in place and time, in portions; a pair comes again where it is near for two reasons."""
    dated = (copies == np.arange(facts.size)) & (facts.start != NEVER) & (facts.country != UNKNOWN)
    located = dated & ~np.isnan(facts.latitude) & ~np.isnan(facts.longitude)
    point = located & (facts.where_prec >= 1) & (facts.where_prec <= NEAR_PREC)
    area = dated & ~point & (facts.adm_1 != UNKNOWN)
    vague = dated & ~point & ~area
    cells = _cells(facts)
    for north in (-1, 0, 1):
        for east in (-1, 0, 1):
            yield from _sweep(facts, cells + north * _PER_ROW + east, cells, point, point)
    divided = dated & (facts.adm_1 != UNKNOWN)
    yield from _both_ways(facts, facts.adm_1, area, divided)
    yield from _both_ways(facts, facts.place, dated & (facts.place != UNKNOWN) & ~point, dated)
    daily = dated & (facts.date_prec <= DAY_PREC)
    yield from _both_ways(facts, facts.country, vague & daily, dated)
    yield from _both_ways(facts, facts.country, area & daily, dated & ~divided)


def _cells(facts: Facts) -> Ints:
    row = np.floor((np.nan_to_num(facts.latitude) + 90) / CELL_LATITUDE).astype(np.int64) + 1
    column = np.floor((np.nan_to_num(facts.longitude) + 180) / CELL_LONGITUDE).astype(np.int64) + 1
    return (facts.country + 1) * _PER_COUNTRY + row * _PER_ROW + column


def _both_ways(facts: Facts, keys: Ints, some: Flags, others: Flags) -> Iterator[Pairs]:
    yield from _sweep(facts, keys, keys, some, others)
    yield from _sweep(facts, keys, keys, others & ~some, some)


def _sweep(facts: Facts, wanted: Ints, keys: Ints, seekers: Flags, found: Flags) -> Iterator[Pairs]:
    """Pairs whose key is the one wanted and of which the event found begins later, while the seeker may still last."""
    left, right = np.flatnonzero(seekers), np.flatnonzero(found)
    if not len(left) or not len(right):
        return
    first_day = int(facts.start[right].min())
    span = int(max(facts.end[left].max(), facts.start[right].max())) - first_day + SLACK_DAYS + 2
    right = right[np.lexsort((facts.start[right], keys[right]))]
    ranks = keys[right] * span + facts.start[right] - first_day
    base = wanted[left] * span
    low = np.searchsorted(ranks, base + np.clip(facts.start[left] - first_day, 0, span - 1))
    high = np.searchsorted(ranks, base + np.clip(facts.end[left] + SLACK_DAYS - first_day, -1, span - 1), "right")
    for one, other in _expand(left, right, low, np.maximum(high - low, 0)):
        later = (facts.start[other] > facts.start[one]) | ((facts.start[other] == facts.start[one]) & (other > one))
        yield Pairs(np.minimum(one, other)[later], np.maximum(one, other)[later])


def _expand(left: Ints, right: Ints, low: Ints, counts: Ints) -> Iterator[tuple[Ints, Ints]]:
    total = np.concatenate(([0], np.cumsum(counts)))
    begin = 0
    while begin < len(left):
        stop = max(int(np.searchsorted(total, total[begin] + CHUNK_PAIRS, "right")) - 1, begin + 1)
        some = counts[begin:stop]
        within = np.arange(some.sum()) - np.repeat(total[begin:stop] - total[begin], some)
        yield np.repeat(left[begin:stop], some), right[np.repeat(low[begin:stop], some) + within]
        begin = stop
