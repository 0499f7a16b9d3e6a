from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toll.mentions import phrases
from toll.patterns import Node

SYMBOLS = ("the", "one", "of", "w", "Name", "source_noun", "victims", "open", "close", "comma", "have", "num")


def row(symbols: list[str]) -> list[Node]:
    return [Node(symbol, 2 * i, 2 * i + 1) for i, symbol in enumerate(symbols)]


@pytest.mark.parametrize(
    ("symbols", "found"),
    [
        pytest.param(["the", "source_noun", "of", "Name", "have"], (1, 4), id="up-to-the-verb"),
        pytest.param(["the", "w", "have"], None, id="no-name"),
        pytest.param(["Name", "open", "Name", "close", "have"], (0, 4), id="bracket"),
        pytest.param(["Name", "open", "Name", "Name", "Name", "Name", "close"], (0, 1), id="bracket-too-long"),
        pytest.param(["Name", "open"], (0, 1), id="bracket-never-closed"),
        pytest.param([], None, id="nothing"),
    ],
)
def test_after(symbols: list[str], found: tuple[int, int] | None):
    assert phrases.after(row(symbols), 0) == found


@given(st.lists(st.sampled_from(SYMBOLS), max_size=30), st.integers(0, 30))
def test_every_search_ends_inside_the_row(symbols: list[str], at: int):
    nodes = row(symbols)
    for phrase in (phrases.after(nodes, min(at, len(nodes))), phrases.before(nodes, min(at, len(nodes)))):
        assert phrase is None or 0 <= phrase[0] < phrase[1] <= len(nodes)
