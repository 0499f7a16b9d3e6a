"""What somebody put right is applied by a build that Airflow runs in that person's name."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from dags.conftest import As
from dags.test_corrections_form import incident, page, send
from toll.settings import Settings

if TYPE_CHECKING:
    from airflow.sdk import DAG

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def no_runs() -> None:
    from airflow.models.dagrun import DagRun
    from airflow.utils.session import create_session
    from sqlalchemy import delete

    with create_session() as session:
        session.execute(delete(DagRun))


def runs() -> list[tuple[Any, ...]]:
    from airflow.models.dagrun import DagRun
    from airflow.utils.session import create_session
    from sqlalchemy import select

    with create_session() as session:
        columns = (DagRun.dag_id, DagRun.state, DagRun.triggering_user_name)
        return [tuple(row) for row in session.execute(select(*columns).order_by(DagRun.id))]


def begin() -> None:
    """Let the scheduler's word be that every waiting run has begun."""
    from airflow.models.dagrun import DagRun
    from airflow.utils.session import create_session
    from sqlalchemy import update

    with create_session() as session:
        session.execute(update(DagRun).values(state="running"))


def test_many_corrections_wait_for_one_build_and_one_that_comes_later_for_another(here: Settings, client: As) -> None:
    user = client("user")
    for value in ("14", "15", "16"):
        assert (
            send(user, here, incident(here), value=value).headers["location"].split("?")[1].startswith("recorded=built")
        )
    assert runs() == [("build_incidents", "queued", "awa")]
    begin()
    send(user, here, incident(here), value="17")
    assert runs() == [("build_incidents", "running", "awa"), ("build_incidents", "queued", "awa")]


def test_what_is_refused_starts_nothing(here: Settings, client: As) -> None:
    assert send(client("user"), here, incident(here), value="a few").status_code == 422
    assert send(client("viewer"), here, incident(here)).status_code == 403
    assert runs() == []


def test_where_no_build_can_start_the_correction_stays(
    here: Settings, client: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    from toll_airflow import builds

    monkeypatch.setattr(builds, "DAG", "gone")
    user = client("user")
    assert "recorded=kept" in send(user, here, incident(here)).headers["location"]
    assert "The next build of the incidents applies it" in page(user, here, "?lang=en&recorded=kept")


def test_the_build_that_was_started_applies_it(
    here: Settings, client: As, dags: dict[str, DAG], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOLL_DATA", str(here.data))
    user = client("user")
    send(user, here, incident(here))
    assert '<dd class="best">12</dd>' in page(user, here)
    dags["build_incidents"].test()
    assert '<dd class="best">14</dd>' in page(user, here)


@pytest.mark.parametrize(
    ("run_type", "try_number", "skips"),
    [
        pytest.param("scheduled", 1, True, id="the time alone asked"),
        pytest.param("scheduled", 2, False, id="the first try may have been killed when all was built"),
        pytest.param("asset_triggered", 1, False, id="articles came"),
        pytest.param("manual", 1, False, id="somebody asked"),
    ],
)
def test_a_build_that_nobody_asked_for_is_skipped_where_nothing_is_new(
    dags: dict[str, DAG],
    told: Settings,
    monkeypatch: pytest.MonkeyPatch,
    run_type: str,
    try_number: int,
    skips: bool,
) -> None:
    from airflow.sdk.exceptions import AirflowSkipException

    monkeypatch.setenv("TOLL_DATA", str(told.data))
    build = dags["build_incidents"].get_task("link_and_reconcile").python_callable
    run = {"dag_run": SimpleNamespace(run_type=run_type), "ti": SimpleNamespace(try_number=try_number)}
    if skips:
        with pytest.raises(AirflowSkipException):
            build(**run)
    else:
        assert build(**run)["incidents"] > 0
