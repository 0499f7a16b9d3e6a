"""A whole stack, as `make up` starts it, that has read the examples and a hostile dispatch; and a browser before it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from page.conftest import HOSTILE
from toll import settings
from toll.errors import QueryError
from toll.settings import PROJECT
from toll.statistics import ask
from toll_local import api, login, processes, stack
from toll_local.environment import environment
from up.conftest import drop, until

CHROMIUM = os.environ.get("TOLL_CHROMIUM", "/usr/bin/chromium")
STARTED = 900.0
"""Seconds that the stack may take on a machine that others use."""


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    folder = tmp_path_factory.mktemp("browser")
    outer = {**os.environ, "TOLL_AIRFLOW_HOME": str(folder / "home"), "TOLL_DATA": str(folder / "data")}
    free = processes.free_port(environment(outer))
    stack._START_SECONDS = STARTED
    _, env = stack.up(environment({**outer, "TOLL_PORT": str(free)}))
    try:
        for path in (PROJECT / "examples").glob("**/*.txt"):
            drop(env, path.name, path.read_text())
        drop(env, "2019-03-05-hostile.txt", HOSTILE)
        until(lambda: _incidents(env) >= 5, STARTED, every=1)
        yield env
    finally:
        stack.down(env)


def _incidents(env: Mapping[str, str]) -> int:
    try:
        return ask(settings.from_environment(env), "FROM incidents").num_rows
    except QueryError:  # before the first run there is no lake
        return 0


@dataclass
class Seen:
    """What the browser complained of, and the hosts that it asked."""

    errors: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def browser() -> Iterator:
    if not Path(CHROMIUM).exists():
        pytest.skip(f"there is no {CHROMIUM}; TOLL_CHROMIUM names another one")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--no-proxy-server"])
        yield running
        running.close()


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def logged_in(up: Mapping[str, str], browser, seen: Seen) -> Iterator[Callable]:
    """Open Airflow in a window of this width, in this language, logged in through its form."""
    opened = []

    def open_(width: int = 1280, height: int = 900, locale: str = "en-GB"):
        context = browser.new_context(viewport={"width": width, "height": height}, locale=locale)
        context.set_default_timeout(120_000)
        page = context.new_page()
        page.on("console", lambda said: seen.errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        context.on("request", lambda request: seen.hosts.add(urlsplit(request.url).netloc))
        page.goto(api.address(up))
        page.fill("input[name=username]", login.USER)
        page.fill("input[name=password]", login.password(up))
        page.click("button[type=submit]")
        page.wait_for_url(lambda url: "login" not in url)
        seen.errors.clear()
        opened.append(context)
        return page

    yield open_
    for context in opened:
        context.close()
