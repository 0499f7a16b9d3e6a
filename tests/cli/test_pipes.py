"""What pipes get: rows in the format asked for, one line where something failed, and nothing of a progress bar."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from cli.conftest import Run
from pipeline.conftest import MENAKA
from toll.settings import INCLUDE, Settings


@pytest.mark.parametrize(
    ("arguments", "columns"),
    [
        pytest.param(("show", "alep.txt", "-f", "json"), {"event_id", "killed_low", "source_file"}, id="show"),
        pytest.param(("tables", "-f", "json"), {"table", "column", "type", "meaning"}, id="tables"),
        pytest.param(("stats", "-q", "casualties_by_means", "-f", "json"), {"means", "low", "best"}, id="stats"),
        pytest.param(("stats", "--list", "-f", "json"), {"name", "words"}, id="list"),
        pytest.param(("export", "ucdp_ged", "-f", "json"), {"best", "country"}, id="export"),
        pytest.param(("sql", "FROM incidents", "-f", "json"), {"incident_id", "corrected"}, id="sql"),
    ],
)
def test_rows_as_json(lake: Settings, run: Run, arguments: tuple[str, ...], columns: set[str]) -> None:
    done = run(*arguments)
    assert (done.code, done.err) == (0, "")
    rows = json.loads(done.out)
    assert rows
    assert columns <= rows[0].keys()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(("correct", "zzz", "low=1", "--why", "so"), "no claim or incident begins", id="unknown"),
        pytest.param(("correct", "i1", "killed_best=x", "--why", "so"), "should be a whole number", id="value"),
        pytest.param(("correct", "i1", "killed_best=2", "--why", " "), "say who corrects (--who), and why", id="why"),
        pytest.param(("report", "--country", "Mali"), "is no code of a country", id="report"),
        pytest.param(("report", "--lang", "xx"), "no page is written in 'xx'", id="language"),
    ],
)
def test_what_fails_is_one_line_and_exit_code_1(
    lake: Settings, run: Run, arguments: tuple[str, ...], told: str
) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (1, "")
    assert told in done.err
    assert done.err.count("\n") == 1


def test_a_field_without_a_value_is_wrong_usage(lake: Settings, run: Run) -> None:
    assert run("correct", "i1", "killed_best", "--why", "so").code == 2


def test_counts_of_an_ingest_as_json(run: Run, settings: Settings, monkeypatch: pytest.MonkeyPatch, drop: Any) -> None:
    monkeypatch.setenv("TOLL_DATA", str(settings.data))
    drop("empty.txt", b"")
    done = run("ingest", "--json")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["batches"] == 1


def test_an_ingest_tells_whom_the_environment_names(
    run: Run, settings: Settings, monkeypatch: pytest.MonkeyPatch, drop: Any, hook: Any
) -> None:
    monkeypatch.setenv("TOLL_DATA", str(settings.data))
    monkeypatch.setenv("TOLL_ALERT_KILLED", "10")
    monkeypatch.setenv("TOLL_ALERT_WEBHOOK", f"http://127.0.0.1:{hook.server_port}/")
    drop("menaka.txt", MENAKA)
    hook.answers = 500
    done = run("ingest")
    assert (done.code, done.err) == (1, "toll: no alert was sent: the webhook answered 500\n")
    hook.answers = 200
    assert run("ingest").code == 0
    assert [told["subject"] for told in hook.heard][1:] == ["Toll: 12 killed in Ménaka, Mali"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        pytest.param("toll stats --question deadl", "deadliest_incidents", id="question"),
        pytest.param("toll export u", "ucdp_ged", id="export"),
        pytest.param("toll corr", "correct", id="command"),
    ],
)
def test_tab_offers_what_can_follow(typed: str, offered: str) -> None:
    completing = {"_TOLL_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1)}
    program = "import sys; sys.argv = ['toll']; from toll.cli import main; main()"
    env = {**os.environ, **completing, "PYTHONPATH": str(INCLUDE)}
    done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, check=False)
    assert offered in done.stdout.split()


def test_a_bar_on_a_terminal_alone(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from toll.cli.ingest import _bar

    with _bar() as tell:
        tell("reading [b]a\x1b[2J.txt", 2)
    assert capfd.readouterr().err == ""
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setitem(os.environ, "TERM", "xterm")
    with _bar() as tell:
        tell("reading [b]a\x1b[2J.txt", 2)
        tell("reading b.txt", 1)
    shown = capfd.readouterr().err
    assert "1/2" in shown
    assert "reading [b]a" not in shown or "\x1b[2J.txt" not in shown
