"""What runs after what, and what starts each DAG."""

from __future__ import annotations

import pytest

from toll_local.environment import ROOT

STRUCTURE = {
    "ingest_articles": {
        "claim_files": {"unpack_files"},
        "unpack_files": {"batch.extract", "batch.validate", "batch.publish", "announce"},
        "batch.extract": {"batch.validate"},
        "batch.validate": {"batch.publish"},
        "batch.publish": {"announce"},
        "announce": set(),
    },
    "build_incidents": {"link_and_reconcile": set()},
    "publish_statistics": {"answer_questions": set()},
    "reprocess_archive": {"read_again": set()},
}


def test_there_are_these_dags_and_no_other(dags):
    assert set(dags) == set(STRUCTURE)


@pytest.mark.parametrize("dag_id", STRUCTURE)
def test_tasks_follow_each_other(dags, dag_id):
    found = {task.task_id: set(task.downstream_task_ids) for task in dags[dag_id].tasks}
    assert found == STRUCTURE[dag_id]


@pytest.mark.parametrize(
    ("dag_id", "task_id", "asset"),
    [
        pytest.param("ingest_articles", "announce", "events", id="a run that is over announces events"),
        pytest.param("build_incidents", "link_and_reconcile", "incidents", id="linking announces incidents"),
        pytest.param("publish_statistics", "answer_questions", "statistics", id="answering announces statistics"),
        pytest.param("reprocess_archive", "read_again", "statistics", id="reading again announces statistics"),
    ],
)
def test_only_the_last_task_announces(dags, dag_id, task_id, asset):
    found = {task.task_id: [outlet.name for outlet in task.outlets] for task in dags[dag_id].tasks if task.outlets}
    assert found == {task_id: [asset]}


@pytest.mark.parametrize(("dag_id", "asset"), [("build_incidents", "events"), ("publish_statistics", "incidents")])
def test_an_asset_starts_the_next_dag(dags, dag_id, asset):
    assert [waited.name for waited in dags[dag_id].timetable.asset_condition.objects] == [asset]


def test_the_archive_is_read_again_by_hand_alone(dags):
    assert dags["reprocess_archive"].schedule is None


def test_incidents_are_built_during_a_long_ingest_too(dags):
    assert dags["build_incidents"].timetable.timetable.expression == "*/15 * * * *"


def test_what_announces_has_no_say_in_whether_the_run_failed(dags):
    announce = dags["ingest_articles"].get_task("announce")
    assert announce.is_teardown
    assert not announce.on_failure_fail_dagrun


def test_the_inbox_or_five_minutes_start_the_ingest(dags):
    timetable = dags["ingest_articles"].timetable
    (watcher,) = timetable.asset_condition.watchers
    path, arguments = watcher.trigger.serialize()
    assert timetable.timetable.expression == "*/5 * * * *"
    assert path == "toll_airflow.inbox.InboxTrigger"
    assert arguments["folder"].endswith("/inbox")


def test_batches_are_mapped_each_on_its_own(dags):
    from airflow.sdk.definitions.taskgroup import MappedTaskGroup

    groups = dags["ingest_articles"].task_group.children
    assert isinstance(groups["batch"], MappedTaskGroup)


@pytest.mark.parametrize("path", sorted((ROOT / "dags").glob("*.py")), ids=lambda path: path.stem)
def test_a_dag_file_is_wiring_only(path):
    assert len(path.read_text().splitlines()) <= 90
