from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from toll.read.elements import elements

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.sampled_from('a"\\[]{},\n é')),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(st.sampled_from('a"[\\')), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.text(max_size=3), VALUES, max_size=3), max_size=4), st.integers(1, 9), st.booleans())
def test_any_list_cut_into_any_pieces(values: list[object], size: int, is_ascii: bool) -> None:
    written = json.dumps(values, ensure_ascii=is_ascii)[1:]
    found = list(elements((written[at : at + size] for at in range(0, len(written), size)), 10_000))
    assert [json.loads(one.text or "") for one in found] == values
    assert all(one.is_whole for one in found)


@given(st.text(st.sampled_from('a"\\[]{},\n'), max_size=40), st.integers(1, 5))
def test_nothing_is_lost_of_what_is_no_json(written: str, size: int) -> None:
    pieces = [written[at : at + size] for at in range(0, len(written), size)]
    found = list(elements(pieces, 10_000))
    assert found == list(elements([written], 10_000))
    assert "".join(one.text or "" for one in found).count("a") == written.count("a")


@given(st.integers(1, 50), st.integers(1, 9))
def test_one_that_is_too_large_is_passed_over(most: int, size: int) -> None:
    written = '{"a":"' + "b" * 60 + '"},{}]'
    first, last = elements((written[at : at + size] for at in range(0, len(written), size)), most + 1)
    assert (first.text, last.text) == (None, "{}")
