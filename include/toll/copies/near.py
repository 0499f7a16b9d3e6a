"""Which articles are worded alike and near in time: sketches in, pairs with their similarity out.

Sketches are cut into bands. Two that agree in a whole band are compared slot by slot (locality-sensitive hashing:
Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3); all others are never looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toll.copies.ranges import Ints, expand, portions

ROWS = 3
BANDS = 21
"""Bands of three slots: they miss one in sixteen pairs that share half of their runs, one in 150 that share 0.6."""

LEAST_COMMON = 0.5
"""The share of the runs of both texts that two articles have in common at least, or they are not worth a look."""

COPY_DAYS = 7
"""Outlets that reprint a dispatch do so within a week; later words that are alike are quoted, or a formula."""

NEVER = np.iinfo(np.int32).max
"""The day of publication of an article of which nobody knows it."""

_AT_ONCE = 250_000
_MIX = np.uint64(0x9E3779B97F4A7C15)

Keys = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Dispatches:
    """Articles in the order in which one can be another's original, those of no known day last.

    A row each: the slots of the sketch, how many runs the text has, the language as a number, first and last day of
    publication as days of the epoch.
    """

    slots: NDArray[np.uint32]
    runs: Ints
    language: Ints
    start: Ints
    end: Ints


@dataclass(frozen=True, slots=True)
class Pairs:
    """Positions of two articles each, `earlier` < `later`, and how much of the later one stands in the earlier."""

    earlier: Ints
    later: Ints
    similarity: NDArray[np.float64]

    def those(self, which: NDArray[np.bool_] | Ints) -> Pairs:
        """The pairs that `which` is true of, or that stand at these places."""
        return Pairs(self.earlier[which], self.later[which], self.similarity[which])


def joined(portions: Sequence[Pairs]) -> Pairs:
    """All pairs of `portions`."""
    none = Pairs(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    columns = zip(*((some.earlier, some.later, some.similarity) for some in (none, *portions)), strict=True)
    return Pairs(*(np.concatenate(column) for column in columns))


def pairs(told: Dispatches) -> Iterator[Pairs]:
    """Pairs of one language, alike by LEAST_COMMON, at most COPY_DAYS apart or of no known day; once, in portions."""
    keys = [_keys(told, band) for band in range(BANDS)]
    for band in range(BANDS):
        for earlier, later in _meetings(keys[band], told):
            fresh = told.language[earlier] == told.language[later]
            for known in keys[:band]:
                fresh &= known[earlier] != known[later]
            yield _compared(told, earlier[fresh], later[fresh])


def _keys(told: Dispatches, band: int) -> Keys:
    """A number for the band of each sketch. Different bands may share one: what meets by it is compared anyway."""
    key = told.language.astype(np.uint64)
    for slot in range(band * ROWS, (band + 1) * ROWS):
        key = (key ^ told.slots[:, slot]) * _MIX
        key ^= key >> np.uint64(29)
    return key


def _meetings(keys: Keys, told: Dispatches) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of one key and near in time, in portions; of each article those that follow it."""
    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    same = ranked[1:] == ranked[:-1]
    met = np.flatnonzero(np.concatenate((same, [False])) | np.concatenate(([False], same)))
    members, bucket = order[met], np.cumsum(np.concatenate(([0], np.diff(ranked[met]) != 0)))[: len(met)]
    if not len(met):
        return
    for begin, stop in _following(bucket, told.start[members], told.end[members]):
        for some in portions(np.maximum(stop - begin, 0), _AT_ONCE):
            which, position = expand(begin[some], stop[some])
            yield members[some][which], members[position]


def _following(bucket: Ints, start: Ints, end: Ints) -> Iterator[tuple[Ints, Ints]]:
    """For each member of a bucket, by day, the range of the later ones near in time, then that of the undated ones."""
    after, dated = np.arange(1, len(bucket) + 1), start != NEVER
    first, last = int(start.min()), int(start[dated].max(initial=int(start.min())))
    days = last - first + 2
    place = bucket * days + np.where(dated, start - first, days - 1)
    until = np.clip(end + COPY_DAYS, first, last) - first
    undated = np.searchsorted(place, bucket * days + days - 1)
    yield after, np.searchsorted(place, bucket * days + until, "right")
    yield np.maximum(after, undated), np.searchsorted(bucket, bucket, "right")


def _compared(told: Dispatches, earlier: Ints, later: Ints) -> Pairs:
    """Those of the pairs that have enough in common, with the share of the later one's runs that the earlier has."""
    common = np.count_nonzero(told.slots[earlier] == told.slots[later], axis=1) / told.slots.shape[1]
    runs = told.runs[later]
    contained = common / (1 + common) * (told.runs[earlier] + runs) / np.maximum(runs, 1)
    return Pairs(earlier, later, np.minimum(contained, 1)).those(common >= LEAST_COMMON)
