"""Dropped files in, checked articles, claims and events out: claim, unpack, extract, validate, publish.

The inbox folder is the queue. A watched file starts a run within seconds; every five minutes one looks all the same.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from airflow.sdk import AssetOrTimeSchedule, CronTriggerTimetable, dag, task, task_group
from airflow.sdk.exceptions import AirflowSkipException

from toll import settings
from toll_airflow import assets, policy

LABEL = "{{ task.op_kwargs['batch']['label'] }}"


@dag(
    schedule=AssetOrTimeSchedule(timetable=CronTriggerTimetable(policy.NET, timezone="UTC"), assets=assets.inbox()),
    doc_md=__doc__,
    **policy.dag_arguments(policy.Tag.INGEST),
)
def ingest_articles() -> None:
    """Wire the tasks; each is one call into `toll.pipeline`."""

    @task
    def claim_files(run_id: str, dag_run: Any) -> int:
        """Take every settled file out of the inbox into this run's own folder; skips where nothing waits."""
        from toll import pipeline

        batches = pipeline.claim_files(settings.from_environment(), run_id=run_id, at=dag_run.run_after)
        if not batches:
            raise AirflowSkipException("The inbox holds no settled file that was not read before")
        return len(batches)

    @task
    def unpack_files(run_id: str, dag_run: Any) -> list[dict[str, str]]:
        """Cut archives, and lists larger than a batch, into pieces; returns the batches to be read."""
        from toll import pipeline

        return pipeline.unpack_files(settings.from_environment(), run_id=run_id, at=dag_run.run_after)

    @task(map_index_template=LABEL)
    def extract(batch: dict[str, str]) -> dict[str, Any]:
        """Read the batch's files and stage their articles, claims and events; returns the counts."""
        from toll import pipeline

        return pipeline.extract_batch(settings.from_environment(), batch["batch"])

    @task(map_index_template=LABEL)
    def validate(batch: dict[str, str]) -> dict[str, Any]:
        """Judge the staged rows by the expectations. Bad rows go to `rejected`; too many refuse the whole batch."""
        from toll import pipeline

        here = settings.from_environment()
        print(f"Validation page: {here.reports / Path(batch['batch']).stem}.html")
        return pipeline.validate_batch(here, batch["batch"])

    @task(map_index_template=LABEL)
    def publish(batch: dict[str, str]) -> dict[str, Any]:
        """Rename the accepted rows into the tables that readers see, then file the articles in the archive."""
        from toll import pipeline

        return pipeline.publish_batch(settings.from_environment(), batch["batch"])

    @task_group
    def batch(batch: dict[str, str]) -> None:
        """The way of one batch; where it fails, the others go on."""
        extract(batch=batch) >> validate(batch=batch) >> publish(batch=batch)

    @task(outlets=[assets.EVENTS])
    def announce(batches: list[dict[str, str]] | None) -> None:
        """Say once that the batches are in, whatever became of each: incidents are built of all that came."""
        if not batches:
            raise AirflowSkipException("There was nothing to read")

    unpacked = unpack_files()
    claim_files() >> unpacked
    # A teardown waits for all and has no say in whether the run failed.
    batch.expand(batch=unpacked) >> announce(unpacked).as_teardown()


ingest_articles()
