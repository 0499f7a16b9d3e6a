"""Which ends of tasks are told to people, and that a notifier passes on what its task ran into."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from toll.errors import RefusedError, UnreadableError


def test_every_task_tells_that_it_was_refused(dags):
    told = {type(one).__name__ for dag in dags.values() for task in dag.tasks for one in task.on_failure_callback}
    assert told == {"Refused"}


def test_the_build_alone_tells_of_incidents(dags):
    found = [task.task_id for dag in dags.values() for task in dag.tasks if task.on_success_callback]
    assert found == ["link_and_reconcile"]


@pytest.mark.parametrize(
    ("error", "subjects"),
    [
        pytest.param(RefusedError("half of it broke"), ["Toll: refused gao.txt"], id="refused"),
        pytest.param(UnreadableError("no"), [], id="other"),
    ],
)
def test_only_refusals_are_told(tmp_path, monkeypatch, hook, error, subjects):
    from toll_airflow.alerts import Refused

    monkeypatch.setenv("TOLL_DATA", str(tmp_path))
    monkeypatch.setenv("TOLL_ALERT_WEBHOOK", f"http://127.0.0.1:{hook.server_port}/")
    Refused()({"exception": error, "ti": SimpleNamespace(rendered_map_index="gao.txt", task_id="batch.validate")})
    assert [told["subject"] for told in hook.heard] == subjects
