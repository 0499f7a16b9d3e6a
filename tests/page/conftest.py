"""A lake that the whole pipeline made from dispatches, one of them hostile, and the page over it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from toll import pipeline
from toll.page import Reply, Site, Visit
from toll.settings import PROJECT, Settings

HOSTILE = """Attaque à Gao <script>alert("titre")</script>

Neuf civils ont été tués lundi 4 mars 2019 à Gao, dans le nord du Mali, par des <b onclick="x">hommes armés</b>, selon
l'armée malienne. '; DROP TABLE incidents; -- Trois soldats ont été blessés " onmouseover="alert(1) & <img src=x>.
"""

Ask = Callable[..., str]


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(data=tmp_path_factory.mktemp("page"), settle_seconds=0.001)
    settings.inbox.mkdir(parents=True)
    for path in sorted((PROJECT / "examples").glob("**/*.txt")):
        (settings.inbox / path.name).write_bytes(path.read_bytes())
    (settings.inbox / "2019-03-05-hostile.txt").write_text(HOSTILE)
    pipeline.ingest(settings, "page", datetime(2026, 1, 1, tzinfo=UTC))
    return settings


@pytest.fixture(scope="session")
def site(told: Settings) -> Site:
    return Site(told)


def visit(path: str = "/", language: str = "en", **query: str) -> Visit:
    """Somebody who asks for this address."""
    return Visit("/casualties", path, query, language)


def text(reply: Reply, status: int = 200) -> str:
    """The HTML of a reply of this status."""
    assert reply.status == status
    return reply.body.decode()
