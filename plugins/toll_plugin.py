"""What Toll adds to Airflow: the only file that Airflow's plugin loader runs (see `.airflowignore`)."""

from __future__ import annotations

from airflow.plugins_manager import AirflowPlugin

from toll_airflow import casualties


class TollPlugin(AirflowPlugin):
    """The casualty page, in the navigation and behind Airflow's login."""

    name = "toll"
    fastapi_apps = [casualties.APP]  # noqa: RUF012
    external_views = [casualties.VIEW]  # noqa: RUF012
