"""Airflow with the settings of `config/airflow.env`, over a home of its own that is gone after the tests."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from typing import TYPE_CHECKING

import pytest

from toll_local.environment import ROOT, environment

if TYPE_CHECKING:
    from airflow.sdk import DAG

# Airflow reads all this when it is imported, so it stands here and not in a fixture.
_HOME = tempfile.mkdtemp(prefix="toll-airflow-")
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
_OURS = environment({**os.environ, "TOLL_AIRFLOW_HOME": _HOME})
os.environ.update({name: value for name, value in _OURS.items() if name.startswith(("AIRFLOW", "GX"))})


@pytest.fixture(scope="session")
def dags() -> dict[str, DAG]:
    """Every DAG of the project by its id; fails where a file cannot be imported."""
    from airflow.dag_processing.dagbag import DagBag

    bag = DagBag(ROOT / "dags")
    assert bag.import_errors == {}
    return bag.dags
