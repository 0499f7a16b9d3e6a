"""Each task is killed before every change that it makes to the file system; then all goes on as if it had not been."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from pipeline.conftest import AT
from pipeline.disturbed import SERVER, dropped, killed, published
from toll import pipeline
from toll.settings import Settings

STAGES = (pipeline.extract_batch, pipeline.validate_batch, pipeline.publish_batch)


def _copy(settings: Settings, to: Path) -> Settings:
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(settings.data, to, symlinks=True)
    return replace(settings, data=to)


def _again(stage: Callable[..., Any], settings: Settings, batch: str) -> None:
    """Run `stage`, and the first task of a later run, which sweeps up what the killed one left in staging."""
    stage(settings, batch)
    pipeline.claim_files(settings, "later", AT)


def _go_on(settings: Settings, run_id: str) -> None:
    while batches := pipeline.claim_files(settings, run_id, AT):
        for batch in batches:
            for stage in STAGES:
                stage(settings, batch["batch"])


@pytest.fixture
def undisturbed(lot: Settings, tmp_path: Path) -> dict[str, bytes]:
    """What the lot gives when nothing goes wrong."""
    settings = _copy(lot, tmp_path / "undisturbed")
    _go_on(settings, "run")
    return published(settings)


def test_a_killed_claim_loses_and_doubles_nothing(lot: Settings, tmp_path: Path) -> None:
    everything = dropped(lot)
    whole = _copy(lot, tmp_path / "whole")
    batches = [batch["label"] for batch in pipeline.claim_files(whole, "run", AT)]
    for change in count(1):
        settings = _copy(lot, tmp_path / "killed")
        if not killed(change, pipeline.claim_files, settings, "run", AT):
            break
        assert dropped(settings) == everything
        assert [batch["label"] for batch in pipeline.claim_files(settings, "next", AT)] == batches
        assert dropped(settings) == everything
    assert change > len(everything)


@pytest.mark.parametrize(
    ("stage", "step"),
    [
        pytest.param(pipeline.extract_batch, 1, id="extract"),
        pytest.param(pipeline.validate_batch, 3, id="validate, which takes long"),
        pytest.param(pipeline.publish_batch, 1, id="publish"),
    ],
)
def test_a_killed_task_that_is_retried_ends_the_same(
    lot: Settings, tmp_path: Path, stage: Callable[..., Any], step: int
) -> None:
    (batch, *_) = (batch["batch"] for batch in pipeline.claim_files(lot, "run", AT))
    everything = dropped(lot)
    for before in STAGES[: STAGES.index(stage)]:
        before(lot, batch)
    settings = _copy(lot, tmp_path / "undisturbed")
    _again(stage, settings, batch)
    expected = published(settings)
    for change in count(1, step):
        settings = _copy(lot, tmp_path / "killed")
        if not killed(change, stage, settings, batch):
            break
        assert dropped(settings) == everything
        _again(stage, settings, batch)
        assert published(settings) == expected
    assert change > 3


def test_another_run_takes_up_what_a_killed_one_was_filing(
    lot: Settings, tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    batches = pipeline.claim_files(lot, "run", AT)
    for stage in STAGES[:2]:
        stage(lot, batches[0]["batch"])
    for change in count(1, step=5):
        settings = _copy(lot, tmp_path / "killed")
        if not killed(change, pipeline.publish_batch, settings, batches[0]["batch"]):
            break
        _go_on(settings, "next")
        assert published(settings) == undisturbed
        assert not any(path.is_file() for path in settings.processing.rglob("[!.]*"))
        assert not any(settings.staging.iterdir())


def test_killed_while_it_files_what_it_knows(lot: Settings, tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    again = _copy(lot, tmp_path / "again")
    _go_on(lot, "run")
    for name in ("inbox", "processing"):
        shutil.rmtree(lot.data / name)
    shutil.copytree(again.inbox, lot.inbox, symlinks=True)
    everything = set(dropped(lot))
    for change in count(1):
        settings = _copy(lot, tmp_path / "killed")
        if not killed(change, pipeline.claim_files, settings, "again", AT + timedelta(days=1)):
            break
        assert set(dropped(settings)) == everything
        assert pipeline.claim_files(settings, "next", AT + timedelta(days=1)) == []
        assert published(settings).keys() == undisturbed.keys()
        assert _tables(published(settings)) == _tables(undisturbed)


def test_two_runs_over_one_inbox_do_the_work_of_one(lot: Settings, undisturbed: dict[str, bytes]) -> None:
    runs = [SERVER.Process(target=_go_on, args=(lot, name)) for name in ("one", "other")]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert [run.exitcode for run in runs] == [0, 0]
    assert published(lot) == undisturbed


def _tables(tree: dict[str, bytes]) -> dict[str, bytes]:
    return {path: content for path, content in tree.items() if path.startswith("lake/")}
