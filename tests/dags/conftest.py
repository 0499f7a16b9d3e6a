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


@pytest.fixture(scope="session")
def database() -> None:
    """Airflow's own database, which knows the project's DAGs."""
    from airflow.dag_processing.bundles.manager import DagBundlesManager
    from airflow.dag_processing.dagbag import DagBag, sync_bag_to_db
    from airflow.utils import db

    db.initdb()
    DagBundlesManager().sync_bundles_to_db()
    bag = DagBag(ROOT / "dags", bundle_path=ROOT / "dags", bundle_name="dags-folder")
    sync_bag_to_db(bag, "dags-folder", None)
