"""Each setting that the embedded stack needs to survive load stands where it must, whatever the shell carries."""

from __future__ import annotations

import os

import pytest

from toll.errors import ConfigurationError
from toll.settings import cores
from toll_local.environment import ROOT, environment

HOME = "/somewhere/home"
FOREIGN = {
    "AIRFLOW_HOME": "/another/airflow",
    "AIRFLOW__CORE__EXECUTOR": "KubernetesExecutor",
    "AIRFLOW__CORE__LOAD_EXAMPLES": "True",
    "AIRFLOW_CONN_SECRET": "postgres://",
    "PYTHONPATH": "/another/project",
    "PYTHONDONTWRITEBYTECODE": "1",
}


def made(**outer: str) -> dict[str, str]:
    return environment({"PATH": os.environ["PATH"], "TOLL_AIRFLOW_HOME": HOME, **FOREIGN, **outer})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AIRFLOW_HOME", HOME),
        ("PYTHONPATH", f"{ROOT}/include:{ROOT}/config"),
        ("AIRFLOW__CORE__DAGS_FOLDER", f"{ROOT}/dags"),
        ("AIRFLOW__CORE__PLUGINS_FOLDER", f"{ROOT}/plugins"),
        ("AIRFLOW__CORE__LOAD_EXAMPLES", "False"),
        ("AIRFLOW__CORE__EXECUTOR", "LocalExecutor"),
        ("AIRFLOW__CORE__PARALLELISM", str(cores() + 2)),
        ("AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION", "False"),
        ("AIRFLOW__API__HOST", "127.0.0.1"),
        ("AIRFLOW__API__PORT", "8080"),
        ("AIRFLOW__CORE__EXECUTION_API_SERVER_URL", "http://127.0.0.1:8080/execution/"),
        ("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", f"sqlite:///{HOME}/airflow.db?timeout=60"),
        ("AIRFLOW__DATABASE__SQL_ALCHEMY_MAX_OVERFLOW", "-1"),
        ("AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME", "0.2"),
        ("AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT", "60"),
        ("AIRFLOW__SCHEDULER__ORPHANED_TASKS_CHECK_INTERVAL", "30"),
        ("AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE", f"{HOME}/passwords.json"),
        ("AIRFLOW__TRIGGERER__TRIGGERER_HEALTH_CHECK_THRESHOLD", "15"),
        ("GX_ANALYTICS_ENABLED", "false"),
        ("SPT_NOENV", "1"),
    ],
)
def test_each_setting_is_in_place(name, value):
    assert made()[name] == value


@pytest.mark.parametrize("name", ["AIRFLOW_CONN_SECRET", "PYTHONDONTWRITEBYTECODE"])
def test_what_the_shell_has_for_another_airflow_is_left_out(name):
    assert name not in made()


def test_what_the_user_chose_is_kept():
    env = made(TOLL_PORT="9090", TOLL_DATA="/my/data", TOLL_SETTLE_SECONDS="5", TOLL_PARALLELISM="12")
    assert env["AIRFLOW__CORE__PARALLELISM"] == "12"
    assert env["AIRFLOW__API__PORT"] == "9090"
    assert env["AIRFLOW__CORE__EXECUTION_API_SERVER_URL"] == "http://127.0.0.1:9090/execution/"
    assert (env["TOLL_DATA"], env["TOLL_SETTLE_SECONDS"]) == ("/my/data", "5")


@pytest.mark.parametrize("given", ["", None], ids=["empty", "unset"])
def test_unset_means_the_checkouts_own(given):
    outer = {} if given is None else {"TOLL_PORT": given, "TOLL_DATA": given, "TOLL_AIRFLOW_HOME": given}
    env = environment(outer)
    assert (env["TOLL_DATA"], env["AIRFLOW_HOME"], env["TOLL_PORT"]) == (f"{ROOT}/data", f"{ROOT}/.airflow", "8080")


@pytest.mark.parametrize("port", ["http", "80", "65536", "-1", "8080.0", "٨٠٨٠"])
def test_what_is_no_port_is_refused(port):
    with pytest.raises(ConfigurationError, match=r"TOLL_PORT=.* is not a port"):
        made(TOLL_PORT=port)


@pytest.mark.parametrize("tasks", ["many", "0", "1025", "-1", "2.5"])
def test_what_is_no_number_of_tasks_is_refused(tasks):
    with pytest.raises(ConfigurationError, match=r"TOLL_PARALLELISM=.* is not a number of tasks from 1 to 1024"):
        made(TOLL_PARALLELISM=tasks)


def test_no_two_lines_set_the_same():
    names = [line.split("=")[0] for line in (ROOT / "config" / "airflow.env").read_text().splitlines() if "=" in line]
    names = [name for name in names if name.isidentifier()]
    assert len(names) == len(set(names))
