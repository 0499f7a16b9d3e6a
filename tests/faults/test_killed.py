"""Every task is killed before a change that it makes to a file; whoever comes after ends as if nothing had been.

A task is first watched: before each of its changes the folder is looked at. Between two changes that look the same a
kill leaves the same, so it is killed once before each that looks new: in `make test-faults` before all of them, in
`make test` before a few, spread evenly.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from faults.conftest import Points, affordable
from faults.scenes import Scene, after, compared
from faults.tracing import Fault, traced
from faults.trees import copied, differences, dropped

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
    everything = set(dropped(scene.before))
    watched = copied(scene.before, tmp_path / "watched")
    seen = traced(Fault(watched=True), watched.data, scene.task, watched, *scene.given)
    assert not seen.complaint
    chosen = points(seen.turns, FEW[name])
    expected = [after(taker, watched, scene, tmp_path) for taker in scene.takers[: len(chosen)]]
    for number, change in enumerate(chosen):
        here = copied(scene.before, tmp_path / "killed")
        ended = traced(Fault(change=change), here.data, scene.task, here, *scene.given)
        assert ended.killed
        assert set(dropped(here)) == everything, ended.at
        turn = number % len(scene.takers)
        scene.takers[turn](here)
        assert differences(compared(scene, here), expected[turn]) == [], ended.at
    print(f"\n{name}: {seen.changes} changes, {len(seen.turns)} states, {len(chosen)} kills")
