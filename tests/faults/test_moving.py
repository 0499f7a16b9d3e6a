"""Files and folders that come, go, move and grow just before they are looked at, taken or read; clocks that jump."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dropping import Drop
from faults.trees import dropped, go_on
from pipeline.conftest import AT, HERAT, MENAKA
from pipeline.disturbed import SERVER
from toll import lake, pipeline
from toll.settings import Settings
from toll.tables import ARTICLES

Disturbance = Callable[[Settings], None]


def _remove(settings: Settings) -> None:
    (settings.inbox / "afp/b.txt").unlink()


def _rename(settings: Settings) -> None:
    (settings.inbox / "afp/b.txt").rename(settings.inbox / "afp/bb.txt")


def _rename_folder(settings: Settings) -> None:
    (settings.inbox / "afp").rename(settings.inbox / "reuters")


def _remove_folder(settings: Settings) -> None:
    shutil.rmtree(settings.inbox / "afp")


def _file_for_folder(settings: Settings) -> None:
    (settings.inbox / "afp").rename(settings.inbox / "reuters")
    _put(settings.inbox / "afp", MENAKA.replace("douze", "treize"))


def _folder_for_file(settings: Settings) -> None:
    (settings.inbox / "afp/b.txt").rename(settings.inbox / "bb.txt")
    (settings.inbox / "afp/b.txt").mkdir()
    _put(settings.inbox / "afp/b.txt/inside.txt", MENAKA.replace("douze", "treize"))


def _add(settings: Settings) -> None:
    _put(settings.inbox / "afp/other name.txt", HERAT)


def _put(path: Path, content: str) -> None:
    path.write_text(content)
    os.utime(path, (0, 0))


DISTURBANCES = (_remove, _rename, _rename_folder, _remove_folder, _file_for_folder, _folder_for_file, _add)
EVENTS = ("os.scandir", "os.rename")


def _disturbed(settings: Settings, event: str, number: int, disturb: Disturbance) -> None:
    """Claim, with `disturb` just before the `number`-th `event` that names a path of the inbox."""
    seen = 0

    def hook(name: str, details: tuple[Any, ...]) -> None:
        nonlocal seen
        if name == event and str(details[0]).startswith(str(settings.inbox)):
            seen += 1
            if seen == number:
                disturb(settings)

    import sys

    sys.addaudithook(hook)
    pipeline.claim_files(settings, "run", AT)


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("disturb", DISTURBANCES, ids=lambda one: one.__name__)
def test_what_moves_while_it_is_claimed_is_taken_now_or_later(
    settings: Settings, drop: Drop, event: str, number: int, disturb: Disturbance
) -> None:
    drop("a.txt", MENAKA)
    drop("afp/b.txt", HERAT)
    drop("afp/c.txt", HERAT.replace("quatre", "cinq"))
    process = SERVER.Process(target=_disturbed, args=(settings, event, number, disturb))
    process.start()
    process.join()
    assert process.exitcode == 0
    here = set(dropped(settings))
    assert MENAKA.encode() in here
    assert disturb in (_remove, _remove_folder) or HERAT.encode() in here
    for run in ("one", "two"):
        pipeline.claim_files(settings, run, AT)
    assert set(dropped(settings)) == here
    assert not [path for path in settings.inbox.rglob("*") if path.is_file()]


@pytest.mark.parametrize("number", range(1, 9))
def test_a_file_that_grows_while_it_is_read_is_read_to_its_end(settings: Settings, drop: Drop, number: int) -> None:
    drop("a.txt", MENAKA)
    here = replace(settings, settle_seconds=0.001)
    process = SERVER.Process(target=_grown, args=(here, number))
    process.start()
    process.join()
    assert process.exitcode == 0
    time.sleep(0.01)
    go_on(here, "next", AT)
    (whole,) = {content for content in dropped(here) if content.startswith(MENAKA.encode())}
    texts = lake.read(here, ARTICLES, ["text"])["text"].to_pylist()
    assert any(text.rstrip().endswith(whole.decode().rstrip().rsplit("\n", 1)[1]) for text in texts)
    assert not [path for path in here.processing.rglob("[!.]*") if path.is_file()]


def _grown(settings: Settings, number: int) -> None:
    """Go all the way, while somebody writes on after the `number`-th opening of the claimed file."""
    import sys

    seen = 0

    def hook(name: str, details: tuple[Any, ...]) -> None:
        nonlocal seen
        if name == "open" and str(details[0]).endswith("/a.txt") and details[1] != "a":
            seen += 1
            if seen == number:
                with Path(str(details[0])).open("a") as late:
                    late.write("Le bilan est passé à 14 morts samedi.\n")

    sys.addaudithook(hook)
    go_on(settings, "run", AT)


@pytest.mark.parametrize(("ahead", "is_taken"), [(-5.0, True), (30.0, False), (3600.0, True), (3.2e8, True)])
def test_a_file_from_a_clock_ahead_is_taken_when_it_can_be_told_that_it_stands_still(
    settings: Settings, drop: Drop, ahead: float, is_taken: bool
) -> None:
    path = drop("a.txt", MENAKA, age=-ahead)
    go_on(settings, "run", AT)
    assert path.exists() != is_taken
    if not is_taken:
        os.utime(path, (time.time() - 3, time.time() - 3))  # what the clock says half a minute later
        go_on(settings, "next", AT)
    assert lake.read(settings, ARTICLES, ["article_id"]).num_rows == 1


def test_a_clock_set_back_between_the_tasks_changes_nothing_but_the_time_told(settings: Settings, drop: Drop) -> None:
    drop("a.txt", MENAKA)
    (first,) = pipeline.claim_files(settings, "run", AT)
    pipeline.extract_batch(settings, first["batch"])
    drop("b.txt", HERAT)
    drop("copy of a.txt", MENAKA)
    # The next run begins an hour before the one whose batch it takes up.
    done = pipeline.ingest(settings, "earlier", AT - timedelta(hours=1))
    assert (done["articles"], done["incidents"], done["refused"]) == (2, 2, [])
    at = dict(zip(*lake.read(settings, ARTICLES, ["source_file", "ingested_at"]).to_pydict().values(), strict=True))
    assert at == {"a.txt": AT, "b.txt": AT - timedelta(hours=1)}
    assert len(list(settings.archive.rglob("*.txt"))) == 3
