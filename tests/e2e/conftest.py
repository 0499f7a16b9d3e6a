"""The DAGs run by Airflow itself, each test over a data folder and an Airflow home of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from toll.settings import Settings
from toll_local.environment import ROOT, environment, home
from toll_local.login import prepare
from toll_local.stack import migrate

WHEN = "2026-01-05T08:00:00+00:00"
Runs = Callable[..., int]


@pytest.fixture(scope="session")
def migrated_home(tmp_path_factory) -> Path:
    """An Airflow home with an empty database."""
    env = prepare(environment({**os.environ, "TOLL_AIRFLOW_HOME": str(tmp_path_factory.mktemp("airflow"))}))
    migrate(env)
    return home(env)


@pytest.fixture(scope="session")
def airflow(migrated_home, tmp_path_factory) -> Runs:
    """Run DAGs one after another over a data folder; returns the exit code, negative where a signal ended it."""

    def run(settings: Settings, *dag_ids: str, when: str = WHEN, kill_at: str = "") -> int:
        own = tmp_path_factory.mktemp("run") / "airflow"
        shutil.copytree(migrated_home, own)
        env = environment({**os.environ, "TOLL_AIRFLOW_HOME": str(own), "TOLL_DATA": str(settings.data)})
        command = [sys.executable, str(Path(__file__).with_name("run_dags.py")), when, kill_at, *dag_ids]
        done = subprocess.run(command, check=False, env=prepare(env), cwd=ROOT, capture_output=True, text=True)
        print(done.stdout[-5000:], done.stderr[-5000:])
        return done.returncode

    return run
