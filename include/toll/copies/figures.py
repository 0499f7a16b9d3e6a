"""Which figures articles tell, and whether one tells any that another does not: an update is no copy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from toll.copies.ranges import Ints, expand

_FIGURE = ("outcome", "status", "place_name", "low", "best", "high")
Flags = NDArray[np.bool_]

_LONG_AGO, _FAR_OFF = np.iinfo(np.int32).min, np.iinfo(np.int32).max


@dataclass(frozen=True, slots=True)
class Figures:
    """The different figures of articles: outcome, status, place and low, best, high, with the days that they are of.

    `key` is the article's position times `kinds` plus the figure's number, in order.
    """

    key: Ints
    first: Ints
    last: Ints
    kinds: int

    def count(self, articles: int) -> Ints:
        """How many different figures each of so many articles tells."""
        return np.bincount(self.key // self.kinds, minlength=articles)

    def reordered(self, order: Ints) -> Figures:
        """The figures where the article that stood at `order[i]` stands at i."""
        key = np.argsort(order)[self.key // self.kinds] * self.kinds + self.key % self.kinds
        sorting = np.argsort(key)
        return Figures(key[sorting], self.first[sorting], self.last[sorting], self.kinds)

    def told_by(self, original: Ints, copy: Ints) -> Flags:
        """Whether the article `original` tells, of the same days or undated, every figure that `copy` tells."""
        begin, stop = (np.searchsorted(self.key, (copy + n) * self.kinds) for n in (0, 1))
        which, row = expand(begin, stop)
        wanted = original[which] * self.kinds + self.key[row] % self.kinds
        there = np.minimum(np.searchsorted(self.key, wanted), len(self.key) - 1)
        lies_apart = (self.first[there] > self.last[row]) | (self.first[row] > self.last[there])
        missing = (self.key[there] != wanted) | lies_apart
        told: Flags = np.bincount(which[missing], minlength=len(copy)) == 0
        return told


def gather(claims: pa.Table, articles: pa.Array) -> Figures:
    """The figures of the `articles` (their ids) by position; claims of others are left out."""
    position = pc.index_in(claims["article_id"], value_set=articles)
    claims, position = claims.filter(pc.is_valid(position)), pc.drop_null(position)
    frame = pd.DataFrame({name: _numbers(claims[name]) for name in _FIGURE})
    frame["figure"] = frame.groupby(list(_FIGURE)).ngroup()
    frame["article"] = np.asarray(position, np.int64)
    frame["first"] = _days(claims["date_start"], _LONG_AGO)
    frame["last"] = _days(claims["date_end"], _FAR_OFF)
    kinds = int(frame["figure"].max()) + 1 if len(frame) else 1
    told = frame.groupby(frame["article"] * kinds + frame["figure"]).agg({"first": "min", "last": "max"})
    key, first, last = (np.asarray(column, np.int64) for column in (told.index, told["first"], told["last"]))
    return Figures(key, first, last, kinds)


def _numbers(column: pa.ChunkedArray) -> Ints:
    if pa.types.is_string(column.type):
        column = pc.index_in(pc.utf8_lower(column), value_set=pc.unique(pc.utf8_lower(column)))
    return np.asarray(pc.fill_null(column, -1), np.int64)


def _days(column: pa.ChunkedArray, unknown: int) -> Ints:
    return np.asarray(pc.fill_null(column.cast(pa.int32()), unknown), np.int64)
