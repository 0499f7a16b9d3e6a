"""A build of incidents for whoever may trigger one: a run of the DAG in that person's name, as the button makes it."""

from __future__ import annotations

import logging

from airflow.api.common.trigger_dag import trigger_dag
from airflow.models.dagrun import DagRun
from airflow.sdk.exceptions import AirflowException
from airflow.utils.session import create_session
from airflow.utils.state import DagRunState
from airflow.utils.types import DagRunTriggeredByType
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

DAG = "build_incidents"
"""The DAG that applies corrections."""

_log = logging.getLogger(__name__)


def build_soon(who: str) -> bool:
    """Start a run in the name of `who`, unless one waits that has not begun; whether one is to come.

    A run that waits reads what was recorded before it begins, so many corrections at once make two builds at most.
    """
    try:
        with create_session() as session:
            waiting = select(DagRun.id).where(DagRun.dag_id == DAG, DagRun.state == DagRunState.QUEUED)
            if session.scalar(waiting.limit(1)) is None:
                trigger_dag(DAG, triggered_by=DagRunTriggeredByType.UI, triggering_user_name=who, session=session)
    except (AirflowException, SQLAlchemyError, ValueError) as error:
        # What was recorded stays, and the next build applies it.
        _log.warning("no build was started: %s", error)
        return False
    return True
