"""The stack's processes are found by their mark, however they were orphaned, and no other is touched."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys

import psutil
import pytest

from toll.errors import TollError
from toll_local import processes
from toll_local.environment import environment

PARENT = """
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
print("ready", flush=True)
time.sleep(600)
"""
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(600)"


@pytest.fixture
def env(tmp_path):
    return environment({"TOLL_AIRFLOW_HOME": str(tmp_path)})


@pytest.fixture
def start(env):
    started = []

    def start(code, mark=True):
        own = {**env, processes.MARK: env["AIRFLOW_HOME"]} if mark else dict(env)
        process = subprocess.Popen([sys.executable, "-c", code], env=own, stdout=subprocess.PIPE, text=True)
        started.append(process)
        assert process.stdout.readline() == "ready\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def test_orphans_of_a_killed_leader_are_found_and_stopped(env, start):
    leader = start(PARENT)
    (child,) = psutil.Process(leader.pid).children()
    os.kill(leader.pid, signal.SIGKILL)
    leader.wait()
    assert [process.pid for process in processes.alive(env)] == [child.pid]
    assert processes.stop(env) == 1
    assert processes.alive(env) == ()


def test_who_does_not_listen_is_killed(env, start, monkeypatch):
    monkeypatch.setattr(processes, "_KILL_SECONDS", 0.3)
    start(DEAF)
    assert processes.stop(env) == 1
    assert processes.alive(env) == ()


def test_a_process_of_another_stack_lives_on(env, start):
    other = start("import time; print('ready', flush=True); time.sleep(600)", mark=False)
    assert processes.stop(env) == 0
    assert other.poll() is None


@pytest.mark.parametrize(
    "content", ["", "not a number", "99999999", str(os.getpid())], ids=["empty", "no number", "none", "of this process"]
)
def test_a_stale_pid_file_names_no_supervisor(env, tmp_path, content):
    (tmp_path / "supervisord.pid").write_text(content)
    assert processes.supervisor(env) is None


def test_a_taken_port_is_told_with_who_has_it_and_what_to_do(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        env = environment({"TOLL_AIRFLOW_HOME": str(tmp_path), "TOLL_PORT": str(port)})
        with pytest.raises(TollError, match=rf"Port {port} .* is taken.*make up TOLL_PORT="):
            processes.check_port(env)


def test_a_free_port_passes(tmp_path):
    env = environment({"TOLL_AIRFLOW_HOME": str(tmp_path)})
    free = environment({"TOLL_AIRFLOW_HOME": str(tmp_path), "TOLL_PORT": str(processes.free_port(env))})
    assert processes.check_port(free) is None
