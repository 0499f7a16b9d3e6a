"""The casualty page inside Airflow: no address of it answers without a login."""

from __future__ import annotations

from pathlib import Path

import pytest

import lakes

PATHS = [
    "/",
    "/quality",
    "/incidents/i1",
    "/articles/a1",
    "/validation/b1",
    "/downloads/totals.csv",
    "/downloads/totals.parquet",
    "/charts/timeline.svg",
    "/style.css",
]


@pytest.fixture
def app(tmp_path: Path):
    from toll_airflow.routes import application

    row = {"incident_id": "i1", "killed_low": 5, "killed_best": 5, "killed_high": 5}
    return application(lakes.make(tmp_path, {"incidents": [row], "articles": [{"article_id": "a1"}]}))


@pytest.fixture
def stranger(app):
    from fastapi.testclient import TestClient

    return TestClient(app)


@pytest.fixture
def reader(app):
    """Whom Airflow's own login let in."""
    from airflow.api_fastapi.app import create_auth_manager
    from airflow.api_fastapi.auth.managers.simple.user import SimpleAuthManagerUser
    from airflow.api_fastapi.core_api.security import get_user
    from fastapi.testclient import TestClient

    create_auth_manager()
    app.dependency_overrides[get_user] = lambda: SimpleAuthManagerUser(username="reader", role="viewer")
    return TestClient(app)


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_sees_nothing(stranger, path):
    assert stranger.get(path).status_code == 401


def test_every_route_is_among_those(app):
    assert {route.path.split("/")[1] for route in app.routes} == {path.split("/")[1] for path in PATHS}


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_nothing_tells_of_the_routes(reader, path):
    assert reader.get(path).status_code == 404


@pytest.mark.parametrize("path", [path for path in PATHS if "validation" not in path])
def test_a_reader_sees_it_and_nothing_may_run(reader, path):
    answer = reader.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_links_lead_below_the_place_where_it_is_mounted(reader, app):
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    outer = FastAPI()
    outer.mount("/casualties", app)
    page = TestClient(outer).get("/casualties/?country=XX", headers={"accept-language": "fr"}).text
    assert 'href="/casualties/style.css"' in page
    assert '<html lang="fr">' in page
    assert 'href="/casualties/?country=XX&amp;lang=en"' in page


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_it_only_reads(reader, method):
    assert getattr(reader, method)("/").status_code == 405


def test_the_plugin_is_cheap_where_nobody_asks():
    import subprocess
    import sys

    code = "import sys, toll_airflow.casualties; print({'fastapi', 'duckdb', 'jinja2'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=_paths())
    assert done.stdout.strip() == "set()"


def _paths():
    import os

    from toll_local.environment import ROOT

    return {**os.environ, "PYTHONPATH": f"{ROOT}/include:{ROOT}/plugins"}
