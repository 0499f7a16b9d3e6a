"""Rows that belong together: what a groupby of pandas says, at a tenth of its cost where the rows are few."""

from __future__ import annotations

import numpy as np

from toll.incidents.facts import Ints


def alike(*columns: Ints) -> Ints:
    """For each row the number of its group: rows are of one group where they are equal in all `columns`.

    >>> alike(np.array([7, 3, 7]), np.array([1, 1, 1])).tolist()
    [1, 0, 1]
    """
    order = np.lexsort(columns)
    changes = [np.diff(column[order], prepend=column[order[:1]]) != 0 for column in columns]
    return put_back(np.cumsum(np.any(changes, axis=0)), order)


def earlier(group: Ints) -> Ints:
    """For each row how many rows of its group come before it.

    >>> earlier(np.array([5, 2, 5, 5])).tolist()
    [0, 0, 1, 2]
    """
    order = np.argsort(group, kind="stable")
    ordered = group[order]
    return put_back(np.arange(len(order)) - np.searchsorted(ordered, ordered), order)


def put_back(ordered: Ints, order: Ints) -> Ints:
    """The values that stand in `order` as they were before they were put in it."""
    rows = np.empty(len(order), np.int64)
    rows[order] = ordered
    return rows
