import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.conftest import HOSTILE, Run
from dropping import Drop
from toll import pipeline
from toll.settings import Settings

GOOD = "date: 2022-03-05\n\nTrois civils ont été tués vendredi à Gao par une mine, selon la mairie.\n"


@pytest.fixture
def dropped(settings: Settings, drop: Drop, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Two days of drops, and what still waits."""
    monkeypatch.setenv("TOLL_DATA", str(settings.data))
    drop("desk/good.txt", GOOD)
    drop("empty.txt")
    pipeline.ingest(settings, "one", datetime(2022, 3, 5, tzinfo=UTC))
    drop("again.txt", GOOD)
    drop("english.txt", "Four people were killed on Monday when a shell hit a house, the mayor said.")
    pipeline.ingest(settings, "other", datetime(2022, 3, 6, tzinfo=UTC))
    drop(HOSTILE.replace("/", ""), GOOD)
    return settings


def _told(run: Run, *arguments: object) -> list[dict[str, object]]:
    told: list[dict[str, object]] = json.loads(run("files", *arguments, "-f", "json").out)
    return told


def test_each_file_with_its_reason_and_articles(dropped: Settings, run: Run) -> None:
    told = [(one["file"], one["state"], one["articles"], one["reason"]) for one in _told(run)]
    assert told[:4] == [
        ("desk/good.txt", "published", 1, None),
        ("empty.txt", "quarantined", 0, "it is empty"),
        ("again.txt", "known", 1, None),
        ("english.txt", "published", 1, "there is no language pack for en"),
    ]
    assert [(one[1], one[2]) for one in told[4:]] == [("waiting", None)]


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        pytest.param(["desk/good.txt"], ["desk/good.txt"], id="name"),
        pytest.param(["desk/*"], ["desk/good.txt"], id="pattern"),
        pytest.param(["*.txt", "--state", "known"], ["again.txt"], id="state"),
        pytest.param(["*.txt", "--state", "known", "--state", "quarantined"], ["empty.txt", "again.txt"], id="states"),
        pytest.param(["*.txt", "--since", "2022-03-06"], ["again.txt", "english.txt"], id="since"),
        pytest.param(["*.txt", "--state", "refused"], [], id="none of that state"),
    ],
)
def test_restrictions(dropped: Settings, run: Run, arguments: list[str], files: list[str]) -> None:
    assert [one["file"] for one in _told(run, *arguments)] == files


def test_paths_lead_to_the_files(dropped: Settings, run: Run) -> None:
    assert all(os.path.lexists(dropped.data / str(one["path"])) for one in _told(run, "*.txt"))


def test_nothing_that_a_terminal_obeys(dropped: Settings, run: Run) -> None:
    done = run("files")
    assert done.code == 0
    assert "\x1b" not in done.out
    assert len(done.out.splitlines()) == 2 + 5


def test_a_file_that_is_written(dropped: Settings, run: Run, tmp_path: Path) -> None:
    assert run("files", "-o", tmp_path / "files.csv").code == 0
    assert (tmp_path / "files.csv").read_text().startswith("file,state,path,articles,reason,at,batch_id\n")


def test_a_name_that_nobody_dropped(dropped: Settings, run: Run) -> None:
    done = run("files", "none.txt")
    assert (done.code, done.out) == (1, "")
    assert done.err == "toll: no file called none.txt was dropped; `toll files` lists all\n"


def test_a_state_that_is_none(dropped: Settings, run: Run) -> None:
    assert run("files", "--state", "lost").code == 2
