"""Every task is killed before a change that it makes to a file; whoever comes after ends as if nothing had been.

A task is first watched: before each of its changes the folder is looked at. Between two changes that look the same a
kill leaves the same, so it is killed once before each that looks new: in `make test-faults` before all of them, in
`make test` before a few, spread evenly.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from faults.conftest import Points
from faults.tracing import Fault, traced
from faults.trees import BATCH_STAGES, copied, differences, dropped, go_on, tree
from pipeline.conftest import AT
from toll import lake, pipeline
from toll.settings import Settings

LATER = AT + timedelta(days=1)
Taker = Callable[[Settings], object]


@dataclass(frozen=True)
class Scene:
    """A task, the data folder before it, what else it is given, and who takes up what a killed one left.

    Files whose names begin as one of `apart` may differ afterwards.
    """

    task: Callable[..., Any]
    before: Settings
    given: tuple[Any, ...]
    takers: tuple[Taker, ...]
    apart: tuple[str, ...] = ()


@pytest.fixture(scope="module")
def scenes(full_inbox: Settings) -> dict[str, Scene]:
    """The lot on its way through all tasks, one scene before each."""
    kept = full_inbox.data.parent

    def now(name: str) -> Settings:
        return copied(here, kept / name)

    here = copied(full_inbox, kept / "on its way")
    claims = (lambda at: pipeline.claim_files(at, "run", AT), lambda at: pipeline.claim_files(at, "next", AT))
    found = {"claim for the first time": Scene(pipeline.claim_files, now("first"), ("run", AT), claims)}
    lake.initialise(here)
    found["claim"] = Scene(pipeline.claim_files, now("claim"), ("run", AT), claims)
    (batch,) = (batch["batch"] for batch in pipeline.claim_files(here, "run", AT))
    for stage in BATCH_STAGES:
        takers = (partial(_retried, stage, batch), lambda at: go_on(at, "next", AT))
        found[stage.__name__] = Scene(stage, now(stage.__name__), (batch,), takers)
        stage(here, batch)
    # The page of a build shows the countries that this build built, those of a killed one not again.
    found["build"] = Scene(pipeline.build_incidents, now("build"), (), (pipeline.build_incidents,), ("validation/",))
    pipeline.build_incidents(here)
    found["answer"] = Scene(pipeline.publish_statistics, now("answer"), (), (pipeline.publish_statistics,))
    # A batch of known files is named after the places where they were claimed, which are new each time.
    shutil.copytree(full_inbox.inbox, here.inbox, symlinks=True, dirs_exist_ok=True)
    known = (lambda at: go_on(at, "next", LATER),)
    found["claim of known files"] = Scene(
        pipeline.claim_files, here, ("again", LATER), known, ("ledger/", "quarantine/")
    )
    return found


def _retried(task: Callable[..., Any], batch: str, settings: Settings) -> None:
    task(settings, batch)
    go_on(settings, "later", AT)


FEW = {
    "claim for the first time": 4,
    "claim": 6,
    "extract_batch": 3,
    "validate_batch": 2,
    "publish_batch": 5,
    "build": 2,
    "answer": 1,
    "claim of known files": 3,
}
"""How many kills `make test` has time for."""


@pytest.mark.parametrize("name", FEW)
def test_whoever_comes_after_a_kill_ends_as_if_it_had_not_been(
    name: str, scenes: dict[str, Scene], tmp_path: Path, points: Points
) -> None:
    scene = scenes[name]
    everything = set(dropped(scene.before))
    watched = copied(scene.before, tmp_path / "watched")
    seen = traced(Fault(watched=True), watched.data, scene.task, watched, *scene.given)
    assert not seen.complaint
    chosen = points(seen.turns, FEW[name])
    expected = [_after(taker, watched, scene, tmp_path) for taker in scene.takers[: len(chosen)]]
    for number, change in enumerate(chosen):
        here = copied(scene.before, tmp_path / "killed")
        ended = traced(Fault(change=change), here.data, scene.task, here, *scene.given)
        assert ended.killed
        assert set(dropped(here)) == everything, ended.at
        turn = number % len(scene.takers)
        scene.takers[turn](here)
        assert differences(_compared(scene, here), expected[turn]) == [], ended.at
    print(f"\n{name}: {seen.changes} changes, {len(seen.turns)} states, {len(chosen)} kills")


def _after(taker: Taker, done: Settings, scene: Scene, tmp_path: Path) -> dict[str, bytes]:
    settings = copied(done, tmp_path / "undisturbed")
    taker(settings)
    return _compared(scene, settings)


def _compared(scene: Scene, settings: Settings) -> dict[str, bytes]:
    return {name: content for name, content in tree(settings).items() if not name.startswith(scene.apart or "\0")}
