"""What every DAG and every task must carry."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

DAG_IDS = sorted(path.stem for path in (Path(__file__).parents[2] / "dags").glob("*.py"))


@pytest.fixture(params=DAG_IDS)
def dag(dags, request):
    return dags[request.param]


def test_a_dag_says_what_it_is_for(dag):
    assert dag.doc_md.strip()


def test_a_dag_has_tags_of_the_list_and_no_other(dag):
    from toll_airflow.policy import Tag

    assert dag.tags
    assert set(dag.tags) <= {str(tag) for tag in Tag}


def test_a_dag_runs_once_at_a_time_and_never_for_the_past(dag):
    assert dag.max_active_runs == 1
    assert dag.catchup is False


def test_a_task_has_an_owner_that_is_not_airflows_default(dag):
    assert {task.owner for task in dag.tasks} == {"toll"}


def test_a_task_is_tried_again(dag):
    assert all(task.retries >= 2 for task in dag.tasks)


def test_a_batch_is_published_before_the_next_is_begun_and_built_before_either(dags):
    from airflow.task.priority_strategy import validate_and_load_priority_weight_strategy as strategy

    order = [
        *(dags["ingest_articles"].get_task(f"batch.{name}") for name in ("extract", "validate", "publish")),
        dags["build_incidents"].get_task("link_and_reconcile"),
    ]
    weights = [strategy(task.weight_rule).get_weight(SimpleNamespace(task=task)) for task in order]
    assert weights == sorted(set(weights))


def test_a_task_says_what_it_does(dag):
    undocumented = [task.task_id for task in dag.tasks if not (task.doc_md or task.python_callable.__doc__)]
    assert undocumented == []


def test_a_mapped_task_is_named_by_its_batch(dag):
    mapped = [task for task in dag.tasks if task.task_id.startswith("batch.")]
    assert all("label" in (task.map_index_template or "") for task in mapped)


@pytest.mark.parametrize(
    ("name", "action"),
    [
        pytest.param("RefusedError", "fail", id="a refused batch stays refused"),
        pytest.param("ConfigurationError", "fail", id="a wrong setting stays wrong"),
        pytest.param("UnreadableError", "default", id="others are tried again"),
    ],
)
def test_what_cannot_change_is_not_tried_again(dag, name, action):
    from toll import errors

    policy = dag.tasks[0].retry_policy
    assert policy.evaluate(getattr(errors, name)("no"), try_number=1, max_tries=3).action.value == action
