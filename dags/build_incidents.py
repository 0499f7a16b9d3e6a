"""Events of all articles in, incidents out: which reports tell of one real-world event, and its reconciled toll.

It runs when a run of `ingest_articles` is over, and during a long one every fifteen minutes.
"""

from __future__ import annotations

from typing import Any

from airflow.sdk import AssetOrTimeSchedule, CronTriggerTimetable, dag, task
from airflow.sdk.exceptions import AirflowSkipException

from toll import settings
from toll_airflow import alerts, assets, policy


@dag(
    schedule=AssetOrTimeSchedule(
        timetable=CronTriggerTimetable(policy.MEANWHILE, timezone="UTC"), assets=[assets.EVENTS]
    ),
    doc_md=__doc__,
    **policy.dag_arguments(policy.Tag.INCIDENTS),
)
def build_incidents() -> None:
    """Wire the one task."""

    @task(outlets=[assets.INCIDENTS], on_success_callback=[alerts.Passed()])
    def link_and_reconcile(dag_run: Any, ti: Any) -> dict[str, Any]:
        """Replace the tables of incidents; returns the counts. Skips where the time alone asked and nothing is new."""
        from toll import pipeline

        here = settings.from_environment()
        # A second try may follow one that was killed when all was built and nobody was told.
        if dag_run.run_type == "scheduled" and ti.try_number == 1 and not pipeline.are_incidents_due(here):
            raise AirflowSkipException("No event came, changed or went")
        return pipeline.build_incidents(here)

    link_and_reconcile()


build_incidents()
