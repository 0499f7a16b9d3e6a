"""Ranges of positions laid end to end, in numpy alone."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def expand(begin: Ints, stop: Ints) -> tuple[Ints, Ints]:
    """The positions `begin[i]` to `stop[i]`, exclusive, of each i in turn: which i, and the position.

    >>> which, position = expand(np.array([3, 7]), np.array([5, 8]))
    >>> which.tolist(), position.tolist()
    ([0, 0, 1], [3, 4, 7])
    """
    lengths = np.maximum(stop - begin, 0)
    which = np.repeat(np.arange(len(begin)), lengths)
    return which, np.arange(len(which)) - np.repeat(np.cumsum(lengths) - lengths - begin, lengths)


def portions(lengths: Ints, most: int) -> Iterator[slice]:
    """Slices over `lengths` that add up to at most `most`, or hold one entry alone."""
    total = np.concatenate(([0], np.cumsum(lengths)))
    first = 0
    while first < len(lengths):
        after = max(int(np.searchsorted(total, total[first] + most, "right")) - 1, first + 1)
        yield slice(first, after)
        first = after
