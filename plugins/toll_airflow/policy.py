"""What holds for every DAG of Toll, written once and spread into `@dag(...)`; tests/dags checks that all keep it."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Any

from airflow.sdk import ExceptionRetryPolicy, RetryAction, RetryRule, WeightRule

from toll.errors import ConfigurationError, RefusedError
from toll_airflow import alerts

OWNER = "toll"

NET = "*/5 * * * *"
"""Runs at least this often (cron, UTC), so that a lost event delays a file by minutes, not for ever."""

MEANWHILE = "*/15 * * * *"
"""How often incidents are built while a long ingest goes on (cron, UTC): a build costs as much as many batches."""

_AHEAD = 10
"""More than the weights of a batch's tasks add up to."""


class Tag(StrEnum):
    """The only tags that a DAG may carry."""

    INGEST = "ingest"
    INCIDENTS = "incidents"
    STATISTICS = "statistics"


def dag_arguments(*tags: Tag) -> dict[str, Any]:
    """Keyword arguments of `@dag` for a DAG with these tags: one run at a time, retries, an owner, an alert.

    What is nearly done goes first: a batch is published before the next one is begun, and what readers wait for (a
    build, the answers) before any of them. By Airflow's default the last batch is begun before the first is published.
    """
    return {
        "catchup": False,
        "max_active_runs": 1,
        "tags": [str(tag) for tag in tags],
        "default_args": {
            "owner": OWNER,
            "weight_rule": WeightRule.UPSTREAM,
            "priority_weight": 1 if Tag.INGEST in tags else _AHEAD,
            "retries": 3,
            "retry_delay": timedelta(seconds=2),
            "retry_exponential_backoff": True,
            "on_failure_callback": [alerts.Refused()],
            "retry_policy": ExceptionRetryPolicy(
                [RetryRule(_final(error), RetryAction.FAIL, reason=why) for error, why in _FINAL.items()]
            ),
        },
    }


_FINAL: dict[type[Exception], str] = {
    RefusedError: "the batch broke an expectation; its files are in quarantine and another try reads the same bytes",
    ConfigurationError: "a file or setting of ours is wrong; mend it, then clear the task",
}


def _final(error: type[Exception]) -> str:
    return f"{error.__module__}.{error.__qualname__}"
