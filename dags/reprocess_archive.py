"""The archive read again by the present extractor, into tables that take the old ones' place at one instant.

Started by hand. Files that are dropped meanwhile are read as ever, and are in the new tables too.
"""

from __future__ import annotations

from typing import Any

from airflow.sdk import dag, task

from toll import settings
from toll_airflow import assets, policy


@dag(schedule=None, doc_md=__doc__, **policy.dag_arguments(policy.Tag.INGEST))
def reprocess_archive() -> None:
    """Wire the one task."""

    @task(outlets=[assets.STATISTICS])
    def read_again() -> dict[str, Any]:
        """Make the lake anew, with its incidents and statistics; returns the rows of each table before and now."""
        from toll import pipeline

        done = pipeline.reprocess(settings.from_environment())
        return {"read": done.read, "kept": done.kept, **{name: list(rows) for name, rows in done.totals.items()}}

    read_again()


reprocess_archive()
