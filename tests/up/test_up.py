"""The whole stack under disturbance, in the order of a day: files come, components die, it is stopped.

Run by `make test-up`; it prints what it measures. The tests build on each other, so that the stack starts but once.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time

import psutil
import pytest

from toll import settings
from toll.errors import QueryError
from toll.statistics import ask
from toll_local import api, processes, stack
from up.conftest import COMPONENTS, component, drop, until

pytestmark = pytest.mark.up

DISPATCH = """ date 2019-06-{day:02}

{killed} soldats ont été tués et sept autres blessés jeudi dans l'explosion d'une mine artisanale près de {place}, dans
le centre du Mali, a annoncé l'armée malienne.
"""
WITHIN = 10.0
"""Seconds within which a dropped file is in DuckDB on an otherwise quiet machine of two cores."""


def articles(env):
    """The files whose articles DuckDB knows, asked as any user would."""
    here = settings.from_environment(env)
    try:
        return set(ask(here, "SELECT source_file FROM articles").column("source_file").to_pylist())
    except QueryError:  # before the first run there is no lake
        return set()


def arrives(env, name, seconds, **told):
    drop(env, name, DISPATCH.format(**({"day": 14, "killed": "Trois", "place": "Mopti"} | told)))
    took = until(lambda: name in articles(env), seconds)
    print(f"\n{name}: dropped → in DuckDB after {took:.1f} s")
    return took


def test_the_ui_listens_on_this_machine_alone(up):
    mine = {process.pid for process in processes.alive(up)}
    listening = {
        connection.laddr.ip
        for connection in psutil.net_connections("tcp")
        if connection.status == psutil.CONN_LISTEN and connection.pid in mine
    }
    assert listening == {"127.0.0.1"}


def test_a_wrong_password_does_not_open_it(up):
    import httpx

    answer = httpx.post(f"{api.address(up)}/auth/token", json={"username": "admin", "password": "admin"})
    assert answer.status_code == httpx.codes.UNAUTHORIZED
    assert httpx.get(f"{api.address(up)}/api/v2/dags").status_code == httpx.codes.UNAUTHORIZED


def test_a_second_up_finds_it_running(up):
    started, there = stack.up(up)
    assert not started
    assert there["TOLL_PORT"] == up["TOLL_PORT"]


def test_a_dropped_file_is_in_duckdb_within_ten_seconds(up):
    arrives(up, "first.txt", 120.0)  # the first task after a start takes longer
    took = [arrives(up, f"warm{n}.txt", 120.0, day=n, killed="Cinq", place=f"Gao {n}") for n in (1, 2, 3)]
    print(f"\nmedian of three: {sorted(took)[1]:.1f} s; load {os.getloadavg()[0]:.1f}")
    assert min(took) < WITHIN


def test_a_burst_makes_few_runs_and_the_statistics_follow(up):
    airflow = api.connect(up)

    def count():
        return airflow.get("dags/ingest_articles/dagRuns", limit=1)["total_entries"]

    before, names = count(), {f"burst{n}.txt" for n in range(60)}
    for name in sorted(names):
        drop(up, name, DISPATCH.format(day=1 + len(name) % 28, killed=f"{10 + int(name[5:-4])}", place="Ménaka"))
    took = until(lambda: names <= articles(up), 240.0, every=0.5)
    runs = count() - before
    print(f"\n60 files: in DuckDB after {took:.1f} s, {runs} runs")
    assert runs <= 5
    until(lambda: not any(airflow.is_due(dag) for dag in api.DAGS), 60.0)
    here = settings.from_environment(up)
    missing = "SELECT count(*) FROM events ANTI JOIN incident_events USING (event_id) WHERE event_clarity = 1"
    until(lambda: ask(here, missing).column(0)[0].as_py() == 0, 120.0, every=0.5)


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_killed_component_comes_back_and_files_go_on(up, name):
    before = component(up, name)
    family = [before, *before.children(recursive=True)]
    os.kill(before.pid, signal.SIGKILL)
    back = until(lambda: component_or_none(up, name) not in (None, before), 60.0)
    healthy = until(lambda: is_healthy(up), 120.0, every=0.5)
    print(f"\n{name}: process back after {back:.1f} s, healthy after {back + healthy:.1f} s")
    arrives(up, f"after-{name}.txt", 180.0, place=f"Kidal {name}")
    left = [process.pid for process in family if process.is_running() and process.status() != psutil.STATUS_ZOMBIE]
    assert left == []


@pytest.mark.parametrize("name", ["scheduler", "triggerer"])
def test_a_component_killed_at_work_loses_and_doubles_nothing(up, name):
    here = settings.from_environment(up)
    names = {f"{name}{n}.txt" for n in range(40)}
    for n, file in enumerate(sorted(names)):
        drop(up, file, DISPATCH.format(day=1 + n % 28, killed=f"{100 + n}", place=f"Mopti {name}"))
    # The scheduler is killed when its tasks are at work, the triggerer when it may have seen the files and told nobody.
    if name == "scheduler":
        until(lambda: any(here.processing.glob("*/*.json")), 120.0, every=0.05)
    os.kill(component(up, name).pid, signal.SIGKILL)
    took = until(lambda: names <= articles(up), 600.0, every=0.5)
    print(f"\n{name} killed at work: 40 files in DuckDB after {took:.1f} s")
    until(lambda: not any(path.is_file() for path in here.processing.rglob("[!.]*")), 120.0, every=0.5)
    twice = "SELECT source_file FROM articles GROUP BY ALL HAVING count(*) > 1"
    assert ask(here, twice).num_rows == 0
    archived = [path.name for path in here.archive.rglob(f"{name}*.txt")]
    assert sorted(archived) == sorted(names)
    assert not [path for path in here.inbox.rglob("*") if path.is_file()]


def component_or_none(env, name):
    try:
        return component(env, name)
    except (LookupError, psutil.NoSuchProcess):
        return None


def is_healthy(env):
    try:
        return not api.unhealthy(env)
    except api.Unanswered:
        return False


def test_a_taken_port_is_told_before_anything_starts(up, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        own = {
            **os.environ,
            "TOLL_PORT": str(taken.getsockname()[1]),
            "TOLL_AIRFLOW_HOME": str(tmp_path),
            "TOLL_DATA": str(tmp_path / "data"),
        }
        command = [sys.executable, "-m", "toll_local", "up"]
        done = subprocess.run(command, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "is taken" in done.stderr
    assert not (tmp_path / "airflow.db").exists()


def test_down_leaves_no_process_behind_even_where_the_supervisor_was_killed(up):
    leader = processes.supervisor(up)
    os.kill(leader.pid, signal.SIGKILL)
    until(lambda: not leader.is_running() or leader.status() == psutil.STATUS_ZOMBIE, 10.0)
    began = time.monotonic()
    stopped = stack.down(up)
    print(f"\ndown after {time.monotonic() - began:.1f} s, {stopped} processes")
    assert stopped >= len(COMPONENTS)
    assert processes.alive(up) == ()
    started = time.monotonic()
    assert stack.up(up)[0]
    print(f"\nup again after {time.monotonic() - started:.1f} s")
    began = time.monotonic()
    assert stack.down(up) > len(COMPONENTS)
    print(f"\ndown in order after {time.monotonic() - began:.1f} s")
    assert processes.alive(up) == ()
