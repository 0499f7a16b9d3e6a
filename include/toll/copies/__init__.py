"""Which articles are copies of one dispatch: agency text that outlets reprint, retouch or shorten.

`find` is a pure function: the same rows in any order give the same bytes, and an article bears on those worded like it
alone. A copy tells no figure that its original does not tell, so nothing is lost where copies are set aside.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from toll.copies import figures, near
from toll.copies.figures import Figures
from toll.copies.near import NEVER, Dispatches, Neighbours, Pairs
from toll.copies.ranges import Ints
from toll.fingerprint import BYTES, SLOTS
from toll.tables import ARTICLE_COPIES

__all__ = ["LEAST_CONTAINED", "LEAST_WITHOUT_FIGURES", "find"]

LEAST_CONTAINED = 0.75
"""A copy has this much of its wording from its original (docs/decisions/0045-copies.md)."""

LEAST_WITHOUT_FIGURES = 0.95
"""The same where it tells no figure: forecasts and match reports follow a formula."""

_AT_ONCE = 400
"""Articles whose copies are looked for before any of them is known to be a copy itself."""

_COLUMNS = ["article_id", "language", "published_start", "published_end", "fingerprint"]


def find(articles: pa.Table, claims: pa.Table) -> pa.Table:
    """The copies among `articles`, as the table `article_copies`, in the order of their ids.

    Takes whole tables `articles` (its text is not read) and `claims`, rows in any order. The earliest is the original:
    by the first day on which it may have been published (unknown days last), then the one that tells more figures, the
    one that has a uri, the longer one, by its id. No original is a copy itself, and of several a copy is bound to the
    earliest.
    """
    told = figures.gather(claims, articles["article_id"].combine_chunks())
    order = _order(articles, told.count(articles.num_rows))
    dispatches, told = _dispatches(articles.select(_COLUMNS).take(order)), told.reordered(order)
    bound = _bound(dispatches, told)
    ids = articles["article_id"].take(order)
    columns = (ids.take(bound.later), ids.take(bound.earlier), bound.similarity)
    rows = dict(zip(ARTICLE_COPIES.schema.names, columns, strict=True))
    return pa.table(rows, schema=ARTICLE_COPIES.schema).sort_by("article_id")


def _order(articles: pa.Table, n_figures: Ints) -> Ints:
    """Positions of the articles, first those that are the originals of others."""
    sizes = {
        "fewer": pa.array(-n_figures),
        "reprinted": pc.is_null(articles["uri"]).cast(pa.int8()),
        "shorter": pa.array(-_sketches(articles)[:, SLOTS].astype(np.int64)),
    }
    ranked = pa.table({name: articles[name] for name in ("published_start", "article_id")} | sizes)
    keys = [(name, "ascending") for name in ("published_start", *sizes, "article_id")]
    return np.asarray(pc.sort_indices(ranked, sort_keys=keys), np.int64)  # nulls stand last


def _dispatches(articles: pa.Table) -> Dispatches:
    sketches = _sketches(articles)
    language = pc.index_in(articles["language"], value_set=pc.unique(articles["language"]))
    days = (pc.fill_null(articles[f"published_{end}"].cast(pa.int32()), NEVER) for end in ("start", "end"))
    columns = (np.asarray(column, np.int64) for column in (sketches[:, SLOTS], language, *days))
    return Dispatches(sketches[:, :SLOTS], *columns)


def _sketches(articles: pa.Table) -> NDArray[np.uint32]:
    """The numbers of each fingerprint, a row each; where Arrow holds them in one piece they are not copied."""
    held = articles["fingerprint"].combine_chunks()
    if not len(held):
        return np.empty((0, SLOTS + 1), np.uint32)
    numbers = np.frombuffer(held.buffers()[1], "<u4", len(held) * (SLOTS + 1), held.offset * BYTES)
    return numbers.reshape(-1, SLOTS + 1)


def _bound(dispatches: Dispatches, told: Figures) -> Pairs:
    """Every copy with its original. Once it is bound, an article is compared with no later one."""
    tells = told.count(len(dispatches.start)) > 0
    least = np.where(tells, LEAST_CONTAINED, LEAST_WITHOUT_FIGURES)
    is_copy = np.zeros(len(tells), np.bool_)
    neighbours, bound = Neighbours(dispatches), list[Pairs]()
    articles = neighbours.some()
    for first in range(0, len(articles), _AT_ONCE):
        some = articles[first : first + _AT_ONCE]
        later = neighbours.later(some[~is_copy[some]])
        alike = near.joined([p.those((p.similarity >= least[p.later]) & ~is_copy[p.later]) for p in later])
        bound.append(_without_chains(alike.those(told.told_by(alike.earlier, alike.later))))
        is_copy[bound[-1].later] = True
    return near.joined(bound)


def _without_chains(pairs: Pairs) -> Pairs:
    """Each copy with its earliest original, and no original that is a copy."""
    pairs = pairs.those(np.lexsort((pairs.earlier, pairs.later)))
    copies = set[int]()
    kept = []
    for n, (one, other) in enumerate(zip(pairs.earlier.tolist(), pairs.later.tolist(), strict=True)):
        if one not in copies and other not in copies:
            copies.add(other)
            kept.append(n)
    return pairs.those(np.array(kept, np.int64))
