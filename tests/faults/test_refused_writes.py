"""Each task meets a disk that refuses it, from some change on: full, read-only or broken; it says so in one line.

When the disk is well again, whoever comes after ends as if nothing had been.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from faults.conftest import affordable
from faults.scenes import Points, Scene, watched
from faults.tracing import Fault, traced
from faults.trees import copied

FEW = {
    "claim for the first time": 0,
    "claim": 3,
    "unpack_files": 2,
    "extract_batch": 0,
    "validate_batch": 0,
    "publish_batch": 1,
    "build": 0,
    "answer": 0,
}
"""How many points `make test` has time for."""

ERRORS = (errno.ENOSPC, errno.EROFS, errno.EIO)


@pytest.mark.parametrize("name", affordable(FEW))
def test_a_refused_write_is_told_in_one_line_and_loses_nothing(
    name: str, scenes: dict[str, Scene], tmp_path: Path, points: Points
) -> None:
    scene = scenes[name]
    task = watched(scene, tmp_path, points, FEW[name])
    for number, change in enumerate(task.chosen):
        here, error = copied(scene.before, tmp_path / "refused"), ERRORS[number % len(ERRORS)]
        ended = traced(Fault(change=change, error=error), here.data, scene.task, here, *scene.given)
        if ended.complaint or not _is_harmless(ended.at, error):
            assert ended.complaint.startswith("StorageError: "), (ended.at, ended.complaint)
            assert os.strerror(error) in ended.complaint, ended.at
            assert "\n" not in ended.complaint
        task.settle(number, here, ended.at)
    print(task.told(name, "refusals"))


def _is_harmless(change: str, error: int) -> bool:
    """Whether nobody need hear of it: what is done with may stay for the next run, and a full disk takes no less."""
    return change.partition(" ")[0] in ("rmdir", "unlink", "unlinkat") or error in (errno.ENOSPC, errno.EIO)
