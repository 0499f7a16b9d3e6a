"""Airflow with the settings of `config/airflow.env`, over a home of its own that is gone after the tests."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.conftest import HERAT, MENAKA
from toll import lake, pipeline
from toll.settings import Settings
from toll_local.environment import ROOT, environment

if TYPE_CHECKING:
    from airflow.sdk import DAG

As = Callable[[str], Any]
"""A client before the page by the role of who asks."""

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


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(data=tmp_path_factory.mktemp("told"), settle_seconds=0.0)
    lake.initialise(settings)
    for name, text in {"menaka.txt": MENAKA, "herat.txt": HERAT}.items():
        (settings.inbox / name).write_text(text, encoding="utf-8")
    pipeline.ingest(settings, "first", datetime(2022, 3, 6, tzinfo=UTC))
    return settings


@pytest.fixture
def here(told: Settings, tmp_path: Path) -> Settings:
    shutil.copytree(told.data, tmp_path / "here")
    return replace(told, data=tmp_path / "here")


@pytest.fixture
def client(here: Settings) -> As:
    """Somebody of a role, whom Airflow's own login let in."""
    return _clients(here)


@pytest.fixture(scope="module")
def shared(told: Settings) -> As:
    """The same before a lake that stays as it is."""
    return _clients(told)


def _clients(settings: Settings) -> As:
    from airflow.api_fastapi.app import create_auth_manager
    from airflow.api_fastapi.auth.managers.simple.user import SimpleAuthManagerUser
    from airflow.api_fastapi.core_api.security import get_user
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    from toll_airflow.routes import application

    create_auth_manager()
    app, outer = application(settings), FastAPI()
    outer.mount("/casualties", app)

    def of(role: str) -> Any:
        app.dependency_overrides[get_user] = lambda: SimpleAuthManagerUser(username="awa", role=role)
        return TestClient(outer, follow_redirects=False)

    return of
