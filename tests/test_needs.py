"""What every match of a pattern holds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toll.needs import needed

LETTERS = "abcdef"
CASES = [
    pytest.param("ab", ["a", "b"], id="sequence"),
    pytest.param("a?b*c+", ["c"], id="quantifiers"),
    pytest.param("a{0,2}?b{1,3}", ["b"], id="counted"),
    pytest.param("(?:a|bc)", ["ab"], id="choice"),
    pytest.param("(a|b?)", [], id="a-choice-of-nothing"),
    pytest.param("[abc]d", ["abc", "d"], id="set"),
    pytest.param("(ab)?c", ["c"], id="optional-group"),
    pytest.param("(?<!a)b(?=c)(?!d)", ["b", "c"], id="lookaround"),
    pytest.param("a|", [], id="empty-branch"),
]


@pytest.mark.parametrize(("pattern", "sets"), CASES)
def test_needed(pattern: str, sets: list[str]):
    assert sorted("".join(sorted(need)) for need in needed(pattern, LETTERS)) == sorted(sets)


@pytest.mark.parametrize(("pattern", "_sets"), CASES)
@given(text=st.text(LETTERS, max_size=8))
def test_no_match_does_without(pattern: str, _sets: list[str], text: str):
    if re.search(pattern, text):
        assert not any(need.isdisjoint(text) for need in needed(pattern, LETTERS))
