"""One whole stack, started as `make up` does, over a home, a data folder and a port of its own."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import psutil
import pytest

from toll_local import processes, stack
from toll_local.environment import environment

Env = Mapping[str, str]

COMPONENTS = {
    "api-server": ("airflow api_server", "airflow api-server"),
    "dag-processor": ("airflow dag-processor",),
    "triggerer": ("airflow triggerer",),
    "scheduler": ("airflow scheduler",),
}


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Env]:
    folder = tmp_path_factory.mktemp("up")
    outer = {**os.environ, "TOLL_AIRFLOW_HOME": str(folder / "home"), "TOLL_DATA": str(folder / "data")}
    free = processes.free_port(environment(outer))
    began = time.monotonic()
    _, env = stack.up(environment({**outer, "TOLL_PORT": str(free)}))
    print(f"\nup and healthy after {time.monotonic() - began:.1f} s")
    yield env
    stack.down(env)


def component(env: Env, name: str) -> psutil.Process:
    """The process that the supervisor started as `name`."""
    leader = processes.supervisor(env)
    assert leader is not None
    for child in leader.children():
        if any(title in " ".join(child.cmdline()) for title in COMPONENTS[name]):
            return child
    raise LookupError(name)


def until(true: Callable[[], object], seconds: float, every: float = 0.1) -> float:
    """Seconds until `true` was so; fails where it is not within `seconds`."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if true():
            return time.monotonic() - began
        time.sleep(every)
    raise AssertionError(f"not so within {seconds} s")


def drop(env: Env, name: str, content: str) -> Path:
    """Put a file into the inbox as users are told to: written under another name, then renamed."""
    unfinished = Path(env["TOLL_DATA"]) / "inbox" / f"{name}.part"
    unfinished.write_text(content)
    return unfinished.rename(unfinished.with_suffix(""))
