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

ALONE = -1

Keys = NDArray[np.uint32]


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


class Neighbours:
    """The articles that are alike and near in time, found by article."""

    def __init__(self, told: Dispatches) -> None:
        self._told = told
        dated = told.start != NEVER
        self._first = int(told.start.min(initial=NEVER))
        self._days = int(told.start[dated].max(initial=self._first)) - self._first + 2
        day = np.where(dated, told.start - self._first, self._days - 1)
        self._keys = [_keys(told, band) for band in range(BANDS)]
        self._bands = [_Band.of(keys, day, self._days) for keys in self._keys]

    def some(self) -> Ints:
        """The articles that meet another in any band, in order."""
        met = np.zeros(len(self._told.start), np.bool_)
        for band in self._bands:
            met[band.members] = True
        return np.flatnonzero(met)

    def later(self, articles: Ints) -> Iterator[Pairs]:
        """Each of `articles` with all later ones of its language, alike by LEAST_COMMON and at most COPY_DAYS apart.

        One of no known day is near to all. Every pair comes once; they come in portions.
        """
        for number, band in enumerate(self._bands):
            for earlier, later in self._meetings(band, articles):
                fresh = self._told.language[earlier] == self._told.language[later]
                for known in self._keys[:number]:
                    fresh &= known[earlier] != known[later]
                yield _compared(self._told, earlier[fresh], later[fresh])

    def _meetings(self, band: _Band, articles: Ints) -> Iterator[tuple[Ints, Ints]]:
        at = band.position[articles]
        at = at[at != ALONE].astype(np.int64)
        bucket = band.place[at] // self._days * self._days
        until = np.clip(self._told.end[band.members[at]] + COPY_DAYS - self._first, 0, self._days - 2)
        undated = np.searchsorted(band.place, bucket + self._days - 1)
        for begin, stop in (
            (at + 1, np.searchsorted(band.place, bucket + until, "right")),
            (np.maximum(at + 1, undated), np.searchsorted(band.place, bucket + self._days)),
        ):
            for some in portions(np.maximum(stop - begin, 0), _AT_ONCE):
                which, position = expand(begin[some], stop[some])
                if len(which):
                    yield band.members[at[some][which]], band.members[position]


@dataclass(frozen=True, slots=True)
class _Band:
    """The articles that share a band with another: by bucket, in a bucket by day, those of no known day at its end.

    `place` is the bucket's number times the days there are, plus the day; `position` leads from an article to its row.
    """

    members: Ints
    place: Ints
    position: NDArray[np.int32]

    @classmethod
    def of(cls, keys: Keys, day: Ints, days: int) -> _Band:
        order = np.argsort(keys, kind="stable")
        ranked = keys[order]
        same = ranked[1:] == ranked[:-1]
        met = np.flatnonzero(np.concatenate((same, [False])) | np.concatenate(([False], same)))
        members, ranked = order[met], ranked[met]
        bucket = np.cumsum(np.concatenate(([False], ranked[1:] != ranked[:-1])))[: len(met)]
        position = np.full(len(keys), ALONE, np.int32)
        position[members] = np.arange(len(members))
        return cls(members, bucket * days + day[members], position)


def _keys(told: Dispatches, band: int) -> Keys:
    """A number for the band of each sketch. Different bands may share one: what meets by it is compared anyway."""
    key = told.language.astype(np.uint64)
    for slot in range(band * ROWS, (band + 1) * ROWS):
        key = (key ^ told.slots[:, slot]) * _MIX
        key ^= key >> np.uint64(29)
    return (key >> np.uint64(32)).astype(np.uint32)


def _compared(told: Dispatches, earlier: Ints, later: Ints) -> Pairs:
    """Those of the pairs that have enough in common, with the share of the later one's runs that the earlier has."""
    common = np.count_nonzero(told.slots[earlier] == told.slots[later], axis=1) / told.slots.shape[1]
    runs = told.runs[later]
    contained = common / (1 + common) * (told.runs[earlier] + runs) / np.maximum(runs, 1)
    return Pairs(earlier, later, np.minimum(contained, 1)).those(common >= LEAST_COMMON)
