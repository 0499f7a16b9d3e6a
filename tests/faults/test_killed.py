"""Every task is killed before a change that it makes to a file; whoever comes after ends as if nothing had been.

A task is first watched: before each of its changes the folder is looked at. Between two changes that look the same a
kill leaves the same, so it is killed once before each that looks new: in `make test-faults` before all of them, in
`make test` before a few, spread evenly.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from faults.conftest import affordable
from faults.scenes import Points, Scene, watched
from faults.tracing import Fault, traced
from faults.trees import copied

FEW = {
    "claim for the first time": 2,
    "claim": 4,
    "unpack_files": 2,
    "extract_batch": 1,
    "validate_batch": 1,
    "publish_batch": 3,
    "build": 1,
    "answer": 0,
    "claim of known files": 2,
}
"""How many kills `make test` has time for."""


@pytest.mark.parametrize("name", affordable(FEW))
def test_whoever_comes_after_a_kill_ends_as_if_it_had_not_been(
    name: str, scenes: dict[str, Scene], tmp_path: Path, points: Points
) -> None:
    scene = scenes[name]
    task = watched(scene, tmp_path, points, FEW[name])
    for number, change in enumerate(task.chosen):
        here = copied(scene.before, tmp_path / "killed")
        ended = traced(Fault(change=change), here.data, scene.task, here, *scene.given)
        assert ended.killed
        task.settle(number, here, ended.at)
    print(task.told(name, "kills"))
