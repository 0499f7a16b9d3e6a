"""The lot on its way through all tasks: what each is given, and who takes up what it left where it failed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from faults.tracing import Ended, Fault, traced
from faults.trees import BATCH_STAGES, copied, differences, dropped, go_on, tree
from pipeline.conftest import AT
from pipeline.disturbed import built_by_three
from toll import lake, pipeline
from toll.settings import Settings

LATER = AT + timedelta(days=1)
Taker = Callable[[Settings], object]
Points = Callable[[tuple[int, ...], int], tuple[int, ...]]


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


def on_their_way(full_inbox: Settings) -> dict[str, Scene]:
    """The lot on its way through all tasks, one scene before each."""
    kept = full_inbox.data.parent

    def now(name: str) -> Settings:
        return copied(here, kept / name)

    here = copied(full_inbox, kept / "on its way")
    claims = (lambda at: pipeline.claim_files(at, "run", AT), lambda at: pipeline.claim_files(at, "next", AT))
    found = {"claim for the first time": Scene(pipeline.claim_files, now("first"), ("run", AT), claims)}
    lake.initialise(here)
    found["claim"] = Scene(pipeline.claim_files, now("claim"), ("run", AT), claims)
    pipeline.claim_files(here, "run", AT)
    unpack = (lambda at: pipeline.unpack_files(at, "run", AT), lambda at: go_on(at, "next", AT))
    found["unpack_files"] = Scene(pipeline.unpack_files, now("unpack"), ("run", AT), unpack)
    batch, *_ = (batch["batch"] for batch in pipeline.unpack_files(here, "run", AT))
    for stage in BATCH_STAGES:
        takers = (partial(_retried, stage, batch), lambda at: go_on(at, "next", AT))
        found[stage.__name__] = Scene(stage, now(stage.__name__), (batch,), takers)
        stage(here, batch)
    go_on(here, "run", AT)
    # The page of a build shows the countries that this build built, those of a killed one not again.
    found["build"] = Scene(built_by_three, now("build"), (), (pipeline.build_incidents,), ("validation/",))
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


def after(taker: Taker, done: Settings, scene: Scene, folder: Path) -> dict[str, bytes]:
    """What `taker` makes of the data folder `done`, where the task was not disturbed."""
    settings = copied(done, folder / "undisturbed")
    taker(settings)
    return compared(scene, settings)


@dataclass(frozen=True)
class Watched:
    """A task that was watched: its changes, those that are to be disturbed, and what each taker makes of it."""

    scene: Scene
    changes: Ended
    chosen: tuple[int, ...]
    expected: list[dict[str, bytes]]

    def settle(self, number: int, here: Settings, at: str) -> None:
        """What the `number`-th disturbance left `here` must be, when somebody took it up, as if nothing had been."""
        assert set(dropped(here)) == set(dropped(self.scene.before)), at
        turn = number % len(self.scene.takers)
        self.scene.takers[turn](here)
        assert differences(compared(self.scene, here), self.expected[turn]) == [], at

    def told(self, name: str, of: str) -> str:
        """How much of the task was disturbed."""
        return f"\n{name}: {self.changes.changes} changes, {len(self.changes.turns)} states, {len(self.chosen)} {of}"


def watched(scene: Scene, folder: Path, points: Points, few: int) -> Watched:
    """The task of `scene` done undisturbed in `folder`, and at most `few` of its points unless there is time."""
    here = copied(scene.before, folder / "watched")
    seen = traced(Fault(watched=True), here.data, scene.task, here, *scene.given)
    assert not seen.complaint
    chosen = points(seen.turns, few)
    return Watched(scene, seen, chosen, [after(taker, here, scene, folder) for taker in scene.takers[: len(chosen)]])


def compared(scene: Scene, settings: Settings) -> dict[str, bytes]:
    """The files of the data folder that must be the same."""
    return {name: content for name, content in tree(settings).items() if not name.startswith(scene.apart or "\0")}
