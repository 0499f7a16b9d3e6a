"""Rows that belong together, beside what a groupby of pandas says of them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from toll.incidents.alike import alike, earlier

ROWS = st.lists(st.tuples(st.integers(-1, 2), st.integers(-1, 2)), max_size=30)


@given(ROWS)
def test_groups_are_those_of_pandas(rows: list[tuple[int, int]]) -> None:
    one, other = np.array(rows, np.int64).reshape(-1, 2).T
    assert (
        alike(one, other).tolist()
        == pd.DataFrame({"one": one, "other": other}).groupby(["other", "one"]).ngroup().tolist()
    )


@given(ROWS)
def test_earlier_rows_are_those_that_pandas_counts(rows: list[tuple[int, int]]) -> None:
    group = np.array([one for one, _ in rows], np.int64)
    assert earlier(group).tolist() == pd.Series(group).groupby(group).cumcount().tolist()
