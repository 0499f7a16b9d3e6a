"""Two runs over one inbox at a time, and very many files at once."""

from __future__ import annotations

import os
import resource
import time
from dataclasses import replace
from pathlib import Path

import pytest

from faults.conftest import ALL
from faults.trees import copied, dropped, go_on
from pipeline.conftest import AT
from pipeline.disturbed import SERVER, published
from toll import pipeline
from toll.files import batch as batches
from toll.settings import Settings

TIMES = 10 if os.environ.get(ALL) else 1
MANY = 100_000 if os.environ.get(ALL) else 3_000


@pytest.fixture(scope="module")
def small_batches(full_inbox: Settings) -> Settings:
    return replace(full_inbox, batch_bytes=700)


@pytest.fixture(scope="module")
def undisturbed(small_batches: Settings, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    settings = copied(small_batches, tmp_path_factory.mktemp("alone") / "data")
    go_on(settings, "run", AT)
    return published(settings)


@pytest.mark.parametrize("time", range(TIMES))
def test_two_runs_over_one_inbox_do_the_work_of_one(
    time: int, small_batches: Settings, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    settings = copied(small_batches, tmp_path / "data")
    everything = dropped(settings)
    runs = [SERVER.Process(target=go_on, args=(settings, name, AT)) for name in ("one", "other")]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert [run.exitcode for run in runs] == [0, 0]
    assert dropped(settings) == everything
    assert published(settings) == undisturbed


def _claim(settings: Settings) -> None:
    pipeline.claim_files(settings, "warm", AT)
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    settings.inbox.with_name("burst").rename(settings.inbox / "burst")
    found = pipeline.claim_files(settings, "run", AT)
    took = time.monotonic() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"\n{MANY} files: {len(found)} batches after {took:.1f} s, {grown:.0f} MB more")
    assert grown < 60 + MANY * 0.004, "more than 4 kB a file"


def test_very_many_files_are_few_batches_and_little_memory(settings: Settings) -> None:
    burst = settings.inbox.with_name("burst")
    burst.mkdir(parents=True)
    for number in range(MANY):
        path = burst / f"{number:06}.txt"
        path.write_text(f"Dépêche {number} : trois blessés à Gao, selon la police, au cours de la nuit de lundi.\n")
        os.utime(path, (0, 0))
    process = SERVER.Process(target=_claim, args=(settings,))
    process.start()
    process.join()
    assert process.exitcode == 0
    waiting = batches.unfinished(settings)
    assert sum(len(batch.files) for batch in waiting) == MANY
    assert len(waiting) <= 1 + MANY * 120 // settings.batch_bytes
    assert not list(settings.inbox.rglob("*.txt"))
