"""Toll's notifier: tells people by webhook or mail, as the environment says (`toll.alerts`).

It runs beside the task whose end it tells of. Where nobody can be reached the task stays as it ended, the log says why,
and the next run tries again.
"""

from __future__ import annotations

from typing import Any

from airflow.sdk import BaseNotifier

from toll import settings
from toll.errors import RefusedError


class Passed(BaseNotifier):
    """Told when incidents were built: those that newly passed a number of killed."""

    def notify(self, context: Any) -> None:  # noqa: ARG002
        """Raise AlertError where the message could not be sent."""
        from toll import alerts

        count = alerts.tell_passed(settings.from_environment(), alerts.from_environment())
        self.log.info("%d incidents newly passed a number of killed that is to be told", count)


class Refused(BaseNotifier):
    """Told when a task failed because expectations refused its rows; other failures are Airflow's matter."""

    def notify(self, context: Any) -> None:
        """Raise AlertError where the message could not be sent."""
        from toll import alerts

        error = context.get("exception")
        if isinstance(error, RefusedError):
            task = context["ti"]
            what = str(getattr(task, "rendered_map_index", None) or task.task_id)
            alerts.tell_refused(settings.from_environment(), alerts.from_environment(), what, str(error))
