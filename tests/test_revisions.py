"""Which issues of a dispatch count no more."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pyarrow as pa
import pytest

from toll import revisions
from toll.tables import ARTICLE_COPIES, ARTICLES

SCHEMA = pa.schema([ARTICLES.schema.field(name) for name in revisions.COLUMNS])
Issue = tuple[str, str | None, int | None, bool | None]


def articles(issues: tuple[Issue, ...]) -> pa.Table:
    return pa.Table.from_pylist([dict(zip(revisions.COLUMNS, issue, strict=True)) for issue in issues], SCHEMA)


def heirs(table: pa.Table) -> dict[str, Any]:
    return {row["article_id"]: row["superseded_by"] for row in table.to_pylist()}


@pytest.mark.parametrize(
    ("issues", "expected"),
    [
        pytest.param((("a", "u", 1, False), ("b", "u", 2, False)), {"a": "b"}, id="corrected"),
        pytest.param((("a", "u", 1, False), ("b", "v", 2, False)), {}, id="two dispatches"),
        pytest.param(
            (("a", "u", 9, False), ("b", "u", 10, False), ("c", "u", 2, False)), {"a": "b", "c": "b"}, id="three"
        ),
        pytest.param((("a", "u", 1, False), ("b", "u", 1, False)), {}, id="two texts of one issue"),
        pytest.param((("a", "u", 1, False), ("b", "u", 2, True)), {"a": "b", "b": "b"}, id="withdrawn"),
        pytest.param((("a", "u", 1, False), ("b", "u", 1, True)), {"a": "b", "b": "b"}, id="withdrawn by its number"),
        pytest.param((("a", "u", 7, False), ("b", "u", None, True)), {"a": "b", "b": "b"}, id="withdrawn as a whole"),
        pytest.param(
            (("a", "u", 1, False), ("b", "u", 2, True), ("c", "u", 3, False)), {"a": "c", "b": "c"}, id="again"
        ),
        pytest.param((("a", "u", None, False), ("b", "u", None, False)), {}, id="a feed counts no issues"),
        pytest.param((("a", None, None, None), ("b", None, None, False)), {}, id="plain text"),
    ],
)
def test_which_issues_count_no_more(issues: tuple[Issue, ...], expected: dict[str, str]) -> None:
    assert all(heirs(revisions.superseded(articles(order))) == expected for order in permutations(issues))


@pytest.mark.parametrize(
    ("copy", "original", "expected"),
    [
        pytest.param("text", "a", {"a": "b", "text": "b"}, id="reprint of what was corrected"),
        pytest.param("text", "b", {"a": "b"}, id="reprint of what stands"),
        pytest.param("b", "a", {"a": "b"}, id="the correction itself is worded like it"),
        pytest.param("a", "text", {"a": "b"}, id="an article that tells more"),
    ],
)
def test_a_reprint_goes_with_its_issue(copy: str, original: str, expected: dict[str, str]) -> None:
    told = articles((("a", "u", 1, False), ("b", "u", 2, False), ("text", None, None, None)))
    row = {"article_id": copy, "duplicate_of": original, "similarity": 0.9}
    copies = pa.Table.from_pylist([row], ARTICLE_COPIES.schema)
    found = revisions.reprints(told, revisions.superseded(told), copies)
    assert heirs(found) == expected
    assert revisions.without(told, found)["article_id"].to_pylist() == [
        one for one in ("a", "b", "text") if one not in expected
    ]
