"""Events of all articles in, incidents out: which reports tell of one real-world event, and its reconciled toll."""

from __future__ import annotations

from typing import Any

from airflow.sdk import dag, task

from toll import settings
from toll_airflow import alerts, assets, policy


@dag(schedule=[assets.EVENTS], doc_md=__doc__, **policy.dag_arguments(policy.Tag.INCIDENTS))
def build_incidents() -> None:
    """Wire the one task."""

    @task(outlets=[assets.INCIDENTS], on_success_callback=[alerts.Passed()])
    def link_and_reconcile() -> dict[str, Any]:
        """Replace the tables of incidents; returns the counts."""
        from toll import pipeline

        return pipeline.build_incidents(settings.from_environment())

    link_and_reconcile()


build_incidents()
