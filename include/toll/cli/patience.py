"""Ctrl-C stops a query: DuckDB runs in a thread of its own, because it does not look at signals while it works."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    from toll.statistics import Session


def run(session: Session, sql: str) -> pa.Table:
    """The rows of `sql`; raises QueryError as the session does, KeyboardInterrupt once the query has stopped."""
    with ThreadPoolExecutor(1) as thread:
        rows = thread.submit(session.run, sql)
        try:
            wait([rows])
        except KeyboardInterrupt:
            session.interrupt()
            raise
        return rows.result()
