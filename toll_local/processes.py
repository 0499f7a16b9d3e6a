"""The processes of a running stack, found by a mark in their environment, so that none is missed and no other hit."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import psutil

from toll.errors import TollError
from toll_local.environment import ROOT, home, program

MARK = "TOLL_STACK"
_STOP_SECONDS = 40.0
_KILL_SECONDS = 5.0


def start(env: Mapping[str, str]) -> None:
    """Start the supervisor, which starts the rest and lives on after this process."""
    (home(env) / "logs").mkdir(exist_ok=True)
    supervisor = [program("supervisord"), "--configuration", str(ROOT / "config" / "supervisord.conf")]
    subprocess.run(supervisor, env={**env, MARK: _mark(env)}, check=True)  # noqa: S603


def alive(env: Mapping[str, str]) -> tuple[psutil.Process, ...]:
    """Every living process of the stack whose Airflow home is that of `env`."""
    mark = _mark(env)
    return tuple(process for process in psutil.process_iter() if _marked(process, mark))


def supervisor(env: Mapping[str, str]) -> psutil.Process | None:
    """The stack's supervisor, where it lives."""
    pidfile = home(env) / "supervisord.pid"
    try:
        process = psutil.Process(int(pidfile.read_text()))
    except (OSError, ValueError, psutil.NoSuchProcess):
        return None
    return process if _marked(process, _mark(env)) else None


def running(env: Mapping[str, str]) -> dict[str, str] | None:
    """The environment with which the stack was started, where it runs: its port and data folder may not be ours."""
    leader = supervisor(env)
    return leader.environ() if leader else None


def free_port(env: Mapping[str, str]) -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((env["AIRFLOW__API__HOST"], 0))
        return int(probe.getsockname()[1])


def stop(env: Mapping[str, str]) -> int:
    """Stop the supervisor, and with it the rest; then whatever is left. Returns how many processes there were."""
    there = alive(env)
    leader = supervisor(env)
    if leader:
        _each(psutil.Process.terminate, [leader])
        psutil.wait_procs([leader], timeout=_STOP_SECONDS)
    deadline = time.monotonic() + _STOP_SECONDS
    while (left := alive(env)) and time.monotonic() < deadline:
        _each(psutil.Process.terminate, left)
        _, stubborn = psutil.wait_procs(left, timeout=_KILL_SECONDS)
        _each(psutil.Process.kill, stubborn)
        psutil.wait_procs(stubborn, timeout=_KILL_SECONDS)
    if left:
        raise TollError(f"Processes that do not end: {', '.join(str(process.pid) for process in left)}")
    return len(there)


def check_port(env: Mapping[str, str]) -> None:
    """Raise TollError where another program listens on the stack's port."""
    port = int(env["TOLL_PORT"])
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((env["AIRFLOW__API__HOST"], port))
        except OSError as error:
            raise TollError(
                f"Port {port} on {env['AIRFLOW__API__HOST']} is taken{_by_whom(port)}; choose another one, "
                f"for example: make up TOLL_PORT={port + 1 if port < 65535 else 8080}"
            ) from error


def _by_whom(port: int) -> str:
    try:
        listening = [c for c in psutil.net_connections("tcp") if c.status == psutil.CONN_LISTEN]
        owner = next((c.pid for c in listening if c.laddr and c.laddr.port == port and c.pid), None)
        return f" by {psutil.Process(owner).name()} (process {owner})" if owner else ""
    except psutil.Error:
        return ""


def _mark(env: Mapping[str, str]) -> str:
    return str(Path(env["AIRFLOW_HOME"]).resolve())


def _marked(process: psutil.Process, mark: str) -> bool:
    try:
        return (
            process.pid != os.getpid()
            and process.status() != psutil.STATUS_ZOMBIE
            and process.environ().get(MARK) == mark
        )
    except (psutil.Error, OSError):
        return False


def _each(act: Callable[[psutil.Process], None], processes: Sequence[psutil.Process]) -> None:
    for process in processes:
        try:
            act(process)
        except psutil.NoSuchProcess:
            continue
