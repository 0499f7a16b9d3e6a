"""`toll explain --incident`: from a figure back to who said it, and why articles were taken for one event."""

from __future__ import annotations

from pathlib import Path

import pytest

from bringing import bring
from cli.conftest import HOSTILE, Run
from incidents.incident_cases import story
from toll import lake, pipeline
from toll.settings import Settings
from toll.tables import INCIDENTS


@pytest.fixture
def rising(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A lake of one incident that three articles tell, brought latest first."""
    monkeypatch.setenv("TOLL_DATA", str(tmp_path / "data"))
    settings = Settings(data=tmp_path / "data")
    for article in reversed(story("rising_toll").articles):
        told = article.events[0].model_copy(update={"sentence": f"{HOSTILE} {article.id}."})
        bring(settings, article.id, [article.model_copy(update={"events": (told,)})])
        pipeline.build_incidents(settings)
    return settings


def readings(settings: Settings) -> dict[tuple[str, int], str]:
    return {(row["incident_id"], row["version"]): row["status"] for row in lake.read(settings, INCIDENTS).to_pylist()}


def test_its_figures_links_and_steps(rising: Settings, run: Run) -> None:
    (current,) = (key for (key, _), status in readings(rising).items() if status == "current")
    out = run("explain", "--incident", current[:6]).out
    assert f"incident {current}, version 1 of 1, current" in out
    assert "killed 122" in out
    assert "low, best, high: «» (le gouverneur; Radio du Nord, 2014-05-22)" in out
    assert "la police" not in out
    assert "closest to r2-e1: place +150, day +150" in out
    assert ["killed 46" in line for line in out.splitlines()[-3:]] == [True, False, False]
    assert "killed 122" in out.splitlines()[-1]
    assert "\x1b" not in out
    assert "[red]" in out


def test_a_merged_incident_leads_to_its_successor(rising: Settings, run: Run) -> None:
    (current,) = (key for (key, _), status in readings(rising).items() if status == "current")
    merged = {key for (key, _), status in readings(rising).items() if status == "superseded"} - {current}
    assert merged
    for key in merged:
        assert f"incident {current}" in run("explain", "--incident", key).out


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        pytest.param(("--incident", "zzz"), 1, "toll: no incident begins with 'zzz'", id="none"),
        pytest.param(("--incident", ""), 1, "incidents begin with ''", id="all"),
        pytest.param((), 2, "give a FILE or --incident ID", id="neither"),
        pytest.param(("a.txt", "--incident", "a"), 2, "give a FILE or --incident ID", id="both"),
    ],
)
def test_what_cannot_be_explained(
    rising: Settings, run: Run, arguments: tuple[str, ...], code: int, complaint: str
) -> None:
    done = run("explain", *arguments)
    assert done.code == code
    assert complaint in done.err
