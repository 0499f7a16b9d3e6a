"""Which articles count no more: issues of a dispatch that its agency corrected or took back, and reprints of these.

`superseded` and `reprints` are pure functions: the same rows in any order of arrival give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from toll import rows
from toll.tables import ARTICLE_REVISIONS

COLUMNS = ("article_id", "uri", "revision", "is_withdrawn")
"""What is read of `articles`."""

_ALL_ISSUES = 2**62
"""The number of a withdrawal that names none: it takes back whatever was issued."""


def superseded(articles: pa.Table) -> pa.Table:
    """The issues among `articles` that count no more, as the table `article_revisions`, in the order of their ids.

    Of a dispatch (`uri`) the issue of the highest `revision` stands, and none where that withdraws it. Of equal numbers
    a withdrawal counts as the later.
    """
    issues = articles.select(COLUMNS).filter(_is_issue(articles)).to_pylist()
    newest: dict[str, dict[str, Any]] = {}
    for issue in sorted(issues, key=_age):
        newest[issue["uri"]] = issue
    return _table({issue["article_id"]: newest[issue["uri"]] for issue in issues if _is_past(issue, newest)})


def reprints(articles: pa.Table, past: pa.Table, copies: pa.Table) -> pa.Table:
    """`past` (as `superseded` gives it) and the `copies` (`article_copies`) of its rows that are no issues themselves.

    An outlet that reprinted what its agency took back says nothing of its own.
    """
    own = articles["article_id"].filter(_is_issue(articles)).combine_chunks()
    heir = dict(zip(past["article_id"].to_pylist(), past["superseded_by"].to_pylist(), strict=True))
    bound = copies.filter(pc.invert(pc.is_in(copies["article_id"], value_set=own))).to_pylist()
    found = {one["article_id"]: heir[one["duplicate_of"]] for one in bound if one["duplicate_of"] in heir}
    return _rows({**heir, **found})


def without(table: pa.Table, past: pa.Table) -> pa.Table:
    """The rows of `table` whose article counts."""
    return table.filter(pc.invert(pc.is_in(table["article_id"], value_set=past["article_id"].combine_chunks())))


def _is_issue(articles: pa.Table) -> pa.ChunkedArray:
    is_counted = pc.or_(pc.is_valid(articles["revision"]), pc.fill_null(articles["is_withdrawn"], False))
    return pc.and_(pc.is_valid(articles["uri"]), is_counted)


def _age(issue: Mapping[str, Any]) -> tuple[int, bool, str]:
    return (*_number(issue), issue["article_id"])


def _number(issue: Mapping[str, Any]) -> tuple[int, bool]:
    revision = issue["revision"]
    return _ALL_ISSUES if revision is None else revision, bool(issue["is_withdrawn"])


def _is_past(issue: Mapping[str, Any], newest: Mapping[str, Mapping[str, Any]]) -> bool:
    last = newest[issue["uri"]]
    return bool(last["is_withdrawn"]) or _number(issue) < _number(last)


def _table(past: Mapping[str, Mapping[str, Any]]) -> pa.Table:
    return _rows({article: last["article_id"] for article, last in past.items()})


def _rows(heirs: Mapping[str, str]) -> pa.Table:
    told: Iterable[Mapping[str, str]] = ({"article_id": one, "superseded_by": heirs[one]} for one in sorted(heirs))
    return rows.arrow(ARTICLE_REVISIONS, told)
