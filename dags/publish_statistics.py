"""Incidents in, answers out: every standing question of `include/sql` asked and its answer kept as Parquet."""

from __future__ import annotations

from typing import Any

from airflow.sdk import dag, task

from toll import settings
from toll_airflow import assets, policy


@dag(schedule=[assets.INCIDENTS], doc_md=__doc__, **policy.dag_arguments(policy.Tag.STATISTICS))
def publish_statistics() -> None:
    """Wire the one task."""

    @task(outlets=[assets.STATISTICS])
    def answer_questions() -> dict[str, Any]:
        """Answer each standing question with DuckDB and replace its table; returns how many rows each has."""
        from toll import pipeline

        return pipeline.publish_statistics(settings.from_environment())

    answer_questions()


publish_statistics()
