"""A table of the page as a file: all its rows and columns, or the query that makes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toll import sheets
from toll.errors import QueryError
from toll.page.charts import DRAWN, chart
from toll.page.exhibits import Exhibit, exhibit, restrict
from toll.page.words import Words
from toll.statistics import Session

MEDIA: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "sql": "application/sql; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
}

_WRITTEN: Mapping[str, Callable[[Exhibit], bytes]] = {
    "csv": lambda shown: sheets.as_csv(shown.table),
    "parquet": lambda shown: sheets.as_parquet(shown.table),
    "sql": lambda shown: shown.sql.encode(),
}


def drawn(session: Session, name: str, given: Mapping[str, object], words: Words) -> bytes:
    """The chart `name` as SVG, of its table under these restrictions; raises QueryError where there is none."""
    if name not in DRAWN:
        raise QueryError(f"the page has no chart {name!r}")
    restrict(session, given)
    return chart(name, exhibit(session, DRAWN[name], given).rows, words).encode()


def downloaded(session: Session, name: str, suffix: str, given: Mapping[str, object]) -> bytes:
    """The table `name` under the restrictions `given`; raises QueryError where there is none, or no such format."""
    if suffix not in _WRITTEN:
        raise QueryError(f"there is no download as {suffix!r}; there are {', '.join(_WRITTEN)}")
    restrict(session, given)
    return _WRITTEN[suffix](exhibit(session, name, given))
