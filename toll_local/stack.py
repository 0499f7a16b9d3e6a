"""Up and down: the embedded Airflow under its supervisor, healthy or not there at all."""

from __future__ import annotations

import fcntl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from toll.errors import TollError
from toll_local import api, login, processes
from toll_local.environment import home, program
from toll_local.say import say

_START_SECONDS = 120.0
_TAIL_LINES = 15


def up(env: Mapping[str, str]) -> tuple[bool, Mapping[str, str]]:
    """Start the stack and wait until it is healthy: whether it was started now, and with what environment it runs.

    Raises TollError where the port is taken or a component does not come up; then nothing is left running.
    """
    ready = login.prepare(env)
    with _alone(ready):
        if there := processes.running(ready):
            _wait(there)
            return False, there
        if swept := processes.stop(ready):
            say(f"Stopped {swept} processes that an earlier start had left behind")
        processes.check_port(ready)
        migrate(ready)
        _start(ready)
    return True, ready


def down(env: Mapping[str, str]) -> int:
    """Stop the stack; returns how many processes there were."""
    return processes.stop(env)


def migrate(env: Mapping[str, str]) -> None:
    """Make or bring up to date Airflow's database, once for each version of Airflow."""
    stamp = home(env) / "migrated"
    wanted = version("apache-airflow-core")
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("Preparing Airflow's database")
    done = subprocess.run(  # noqa: S603
        [program("airflow"), "db", "migrate"], env=dict(env), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise TollError(f"airflow db migrate failed: {_tail_of(done.stdout + done.stderr)}")
    stamp.write_text(wanted)


def _start(env: Mapping[str, str]) -> None:
    (Path(env["TOLL_DATA"]) / "inbox").mkdir(parents=True, exist_ok=True)
    say("Starting Airflow: api-server, dag-processor, triggerer, scheduler")
    try:
        processes.start(env)
        _wait(env)
        api.wake_pages(env)
    except BaseException:
        processes.stop(env)
        raise


def _wait(env: Mapping[str, str]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    missing: tuple[str, ...] = ("api-server",)
    while time.monotonic() < deadline:
        before, missing = missing, _missing(env)
        if not missing:
            return
        if missing != before:
            say(f"  waiting for {', '.join(missing)}")
        if not processes.supervisor(env):
            raise TollError(f"The supervisor ended: {_tail(env, 'supervisord')}")
        time.sleep(0.3)
    raise TollError(f"Not up after {_START_SECONDS:.0f} s: {', '.join(missing)}\n{_tail(env, missing[0])}")


def _missing(env: Mapping[str, str]) -> tuple[str, ...]:
    try:
        sick = api.unhealthy(env)
        return tuple(name.replace("_", "-") for name in sick) or api.unknown_dags(api.connect(env))
    except api.Unanswered:
        return ("api-server",)


def _tail(env: Mapping[str, str], component: str) -> str:
    log = home(env) / "logs" / f"{component}.log"
    return f"{log}: {_tail_of(log.read_text(errors='replace'))}" if log.exists() else f"there is no {log}"


def _tail_of(text: str) -> str:
    return "\n  ".join(["", *text.strip().splitlines()[-_TAIL_LINES:]])


@contextmanager
def _alone(env: Mapping[str, str]) -> Iterator[None]:
    """Hold off a second `make up` of the same home."""
    with (home(env) / "up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise TollError("Another `make up` is at work") from error
        yield
