"""The health checks of the Compose stack, against a server that answers as the api-server does."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

COMPOSE = Path(__file__).parents[2] / "config" / "compose"
STATES = {"metadatabase": "healthy", "triggerer": "healthy", "dag_processor": "unhealthy"}


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({name: {"status": state} for name, state in STATES.items()}).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.parametrize(
    ("component", "code", "says"),
    [
        pytest.param("api-server", 0, "", id="healthy"),
        pytest.param("triggerer", 0, "", id="another one"),
        pytest.param("dag-processor", 1, "dag-processor: unhealthy", id="unhealthy"),
        pytest.param("redis", 2, "usage: health.py", id="not one of ours"),
    ],
)
def test_health(address: str, component: str, code: int, says: str) -> None:
    done = _health(component, address)
    assert (done.returncode, done.stderr[: len(says)]) == (code, says)


def test_nothing_there_is_not_healthy() -> None:
    done = _health("triggerer", "http://127.0.0.1:9")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def _health(component: str, address: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(COMPOSE / "health.py"), component]
    env = {**os.environ, "TOLL_HEALTH_API": address, "no_proxy": "127.0.0.1"}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def test_the_login_is_written_for_its_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(COMPOSE))
    import prepare

    path = tmp_path / "passwords.json"
    for password in ("first", "second"):
        prepare.login(path, password)
    assert json.loads(path.read_text()) == {"admin": "second"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
