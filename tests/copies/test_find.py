"""Copies among articles made up at random: what is found is what is defined, whatever the order of the rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toll import copies
from toll.copies.near import COPY_DAYS, LEAST_COMMON
from toll.fingerprint import SLOTS
from toll.tables import ARTICLE_COPIES, ARTICLES, CLAIMS

FIRST = date(2020, 1, 1)


class Made(NamedTuple):
    """An article: which story it retells, how many slots of the sketch are its own, its runs, day, figures."""

    name: int
    story: int
    own: int
    runs: int
    day: int | None
    language: str
    figures: frozenset[int]

    @property
    def slots(self) -> list[int]:
        theirs = [self.story * 1000 + n for n in range(self.own, SLOTS)]
        return [1_000_000 + self.name * 1000 + n for n in range(self.own)] + theirs

    @property
    def rank(self) -> tuple[Any, ...]:
        return (self.day is None, self.day or 0, -len(self.figures), -self.runs, self.name)


MADE = st.builds(
    Made,
    name=st.integers(0, 99),
    story=st.integers(0, 1),
    own=st.integers(0, 40),
    runs=st.integers(50, 100),
    day=st.none() | st.integers(0, 20),
    language=st.sampled_from(["fr", "fr", "en"]),
    figures=st.frozensets(st.integers(0, 2)),
)
ARTICLES_MADE = st.lists(MADE, unique_by=lambda made: made.name, max_size=12)


def tables(made: Sequence[Made]) -> tuple[pa.Table, pa.Table]:
    articles = [
        {
            "article_id": f"{one.name:02}",
            "language": one.language,
            "published_start": None if one.day is None else FIRST + timedelta(one.day),
            "published_end": None if one.day is None else FIRST + timedelta(one.day),
            "fingerprint": b"".join(n.to_bytes(4, "little") for n in (*one.slots, one.runs)),
        }
        for one in made
    ]
    claims = [_claim(f"{one.name:02}", figure) for one in made for figure in sorted(one.figures)]
    return _table(ARTICLES, articles), _table(CLAIMS, claims)


def _claim(article: str, killed: int) -> dict[str, Any]:
    number = dict.fromkeys(("low", "best", "high"), killed)
    return {"article_id": article, "outcome": "killed", "status": "reported", "place_name": None, **number}


def _table(table: Any, rows: list[dict[str, Any]]) -> pa.Table:
    blank = dict.fromkeys(table.schema.names)
    return pa.Table.from_pylist([blank | row for row in rows], table.schema)


def find(made: Sequence[Made]) -> dict[str, str]:
    return {row["article_id"]: row["duplicate_of"] for row in copies.find(*tables(made)).to_pylist()}


def defined(made: Sequence[Made]) -> dict[str, str]:
    """The definition, word by word: from the earliest on, each is a copy of the first original that it may copy."""
    originals: list[Made] = []
    found = {}
    for one in sorted(made, key=lambda one: one.rank):
        original = next((other for other in originals if may_copy(one, other)), None)
        if original:
            found[f"{one.name:02}"] = f"{original.name:02}"
        else:
            originals.append(one)
    return found


def may_copy(one: Made, other: Made) -> bool:
    near = one.day is None or other.day is None or abs(one.day - other.day) <= COPY_DAYS
    common = sum(mine == theirs for mine, theirs in zip(one.slots, other.slots, strict=True)) / SLOTS
    contained = min(common / (1 + common) * (one.runs + other.runs) / one.runs, 1)
    least = copies.LEAST_CONTAINED if one.figures else copies.LEAST_WITHOUT_FIGURES
    alike = one.language == other.language and common >= LEAST_COMMON and contained >= least
    return near and alike and one.figures <= other.figures


@settings(max_examples=30, deadline=None)
@given(made=ARTICLES_MADE)
def test_what_is_found_is_what_is_defined(made: list[Made]) -> None:
    assert find(made) == defined(made)


@settings(max_examples=30, deadline=None)
@given(made=ARTICLES_MADE, data=st.data())
def test_the_order_of_the_rows_changes_nothing(made: list[Made], data: st.DataObject) -> None:
    articles, claims = tables(data.draw(st.permutations(made)))
    assert copies.find(articles, claims.sort_by([("low", "descending"), ("article_id", "ascending")])).equals(
        copies.find(*tables(made))
    )


@settings(max_examples=30, deadline=None)
@given(made=ARTICLES_MADE, day=st.none() | st.integers(0, 20))
def test_an_article_on_something_else_changes_nothing(made: list[Made], day: int | None) -> None:
    other = Made(100, 9, 0, 80, day, "fr", frozenset({0, 1, 2}))
    assert find([*made, other]) == find(made)


@pytest.mark.parametrize(
    "days", [pytest.param([3] * 5, id="dated"), pytest.param([None] * 5, id="undated"), pytest.param([], id="none")]
)
def test_few_articles(days: list[int | None]) -> None:
    made = [Made(n, 0, 0, 80, day, "fr", frozenset({1})) for n, day in enumerate(days)]
    found = copies.find(*tables(made))
    assert found.schema.equals(ARTICLE_COPIES.schema, check_metadata=True)
    assert found["duplicate_of"].to_pylist() == ["00"] * (len(days) - 1 if days else 0)


def test_figures_of_days_that_lie_apart_are_different_figures() -> None:
    articles, _ = tables([Made(n, 0, 0, 80, 3, "fr", frozenset({5})) for n in range(3)])
    days = [(FIRST, FIRST), (FIRST, FIRST + timedelta(1)), (FIRST + timedelta(1), FIRST + timedelta(1))]
    claims = [_claim(f"{n:02}", 5) | {"date_start": a, "date_end": b} for n, (a, b) in enumerate(days)]
    found = copies.find(articles, _table(CLAIMS, claims)).to_pylist()
    assert [(row["article_id"], row["duplicate_of"]) for row in found] == [("01", "00")]


def test_slices_of_larger_tables_are_read_where_they_lie() -> None:
    made = [Made(n, n % 2, n, 80, 3, "fr", frozenset({1})) for n in range(8)]
    articles, claims = tables(made)
    assert copies.find(articles.slice(3, 4), claims).equals(copies.find(*tables(made[3:7])))
