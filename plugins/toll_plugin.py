"""What Toll adds to Airflow: the only file that Airflow's plugin loader runs (see `.airflowignore`)."""

from __future__ import annotations

from airflow.plugins_manager import AirflowPlugin


class TollPlugin(AirflowPlugin):
    """Shows in the UI that Toll stands; later rooms (pages, listeners) are registered here."""

    name = "toll"
