"""Work dealt out over forks: the same answers in the same order, and no fork that fails, dies or stays in silence."""

from __future__ import annotations

import errno
import os
import resource
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import psutil
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from pipeline.disturbed import SERVER
from toll.errors import LostError, RefusedError
from toll.pipeline import sharing
from toll.pipeline.sharing import Job


@pytest.fixture(autouse=True)
def many_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "cores", lambda: 3)
    monkeypatch.setattr(sharing, "SMALLEST", 1)


def jobs(sizes: Sequence[int]) -> list[Job[int]]:
    return [Job(f"job {place}", size, place) for place, size in enumerate(sizes)]


def in_a_fork(do: Callable[[], Any]) -> Callable[[int], int]:
    """A work that does `do` in forks, and nothing here."""

    def work(given: int) -> int:
        if os.getpid() != here:
            do()
        return given

    here = os.getpid()
    return work


@pytest.fixture(autouse=True)
def no_fork_is_left() -> Iterator[None]:
    SERVER.Process(target=int).start()  # the server itself is a child that stays
    before = set(psutil.Process().children())
    yield
    assert set(psutil.Process().children()) <= before


@pytest.mark.parametrize("sizes", [[], [0], [5], [1, 9, 3], [1] * 20, [0] * 4, [100, 1, 1, 1, 1]])
def test_answers_come_in_the_order_of_the_jobs(sizes: list[int]) -> None:
    asked = jobs(sizes)
    made = sharing.done("asking", lambda given: (given, os.getpid()), asked)
    assert [given for given, _ in made] == list(range(len(sizes)))
    assert len({process for _, process in made}) == min(3, len(sizes), sum(sizes) or 1)


def test_work_that_is_small_stays_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "SMALLEST", 10)
    assert set(sharing.done("asking", lambda _: os.getpid(), jobs([9, 9, 1]))) == {os.getpid()}
    assert len(set(sharing.done("asking", lambda _: os.getpid(), jobs([9, 9, 2])))) == 2


def test_tables_larger_than_a_pipe_come_whole() -> None:
    def work(given: int) -> pa.Table:
        table = pa.table({"n": np.arange(300_000), "text": pc.cast(pa.array(np.arange(300_000)), pa.string())})
        return table.sort_by([("n", "descending")]).append_column("of", pa.array([given] * 300_000))

    assert [table["of"][-1].as_py() for table in sharing.done("sorting", work, jobs([1, 1, 1]))] == [0, 1, 2]


class AwkwardError(Exception):
    """It cannot be made from its arguments alone."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} {other}")


def refuse(error: Exception) -> NoReturn:
    raise error


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (OSError(errno.ENOSPC, "No space", "/there"), OSError, "No space: '/there'"),
        (RefusedError("said why"), RefusedError, "said why"),
        (AwkwardError("quite", "awkward"), RuntimeError, "AwkwardError: quite awkward"),
    ],
)
def test_what_a_fork_raises_is_raised_here(error: Exception, kind: type[Exception], words: str) -> None:
    with pytest.raises(kind, match=words):
        sharing.done("asking", in_a_fork(lambda: refuse(error)), jobs([1, 1, 1]))


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "signal 9"),
        (lambda: os.kill(os.getpid(), signal.SIGTERM), "signal 15"),
        (lambda: os._exit(3), "exit code 3"),
        (lambda: refuse(SystemExit(0)), "exit code 1"),  # type: ignore[arg-type]
    ],
)
def test_a_fork_that_is_ended_is_told_of_in_one_line(end: Callable[[], Any], words: str) -> None:
    with pytest.raises(LostError, match=rf"ended \({words}\) while asking job 0, job 4; .* run again$"):
        sharing.done("asking", in_a_fork(end), jobs([2, 9, 1, 1, 1]))


def test_what_fails_here_ends_the_forks() -> None:
    def work(_: int) -> None:
        if os.getpid() == here:
            raise RefusedError("here")
        signal.pause()

    here = os.getpid()
    with pytest.raises(RefusedError):
        sharing.done("asking", work, jobs([1, 1, 1]))


def test_a_share_without_a_fork_is_done_here() -> None:
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, limit[1]))
    try:
        lasting = sharing.done("asking", lambda given: (given, os.getpid()), jobs([1, 1, 1]))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limit)
    assert lasting == [(place, os.getpid()) for place in range(3)]


def test_a_daemon_may_share_its_work() -> None:
    here, there = SERVER.Pipe(duplex=False)
    process = SERVER.Process(target=tell, args=(there,), daemon=True)
    process.start()
    there.close()
    assert here.recv() == 3
    process.join()


def tell(to: Connection) -> None:
    """How many processes shared the work."""
    sharing.cores, sharing.SMALLEST = (lambda: 3), 1
    to.send(len(set(sharing.done("asking", lambda _: os.getpid(), jobs([1, 1, 1])))))


def test_no_fork_outlives_a_killed_parent(tmp_path: Path) -> None:
    process = SERVER.Process(target=stay, args=(tmp_path,))
    process.start()
    while len(told := list(tmp_path.iterdir())) < 3:
        assert process.is_alive()
        time.sleep(0.01)
    process.kill()
    process.join()
    while any(lives(path.name) for path in told):
        time.sleep(0.01)


def stay(told: Path) -> None:
    """Share out work that never ends; each process says in the folder `told` that it is there."""

    def work(_: int) -> None:
        (told / str(os.getpid())).touch()
        signal.pause()

    sharing.cores, sharing.SMALLEST = (lambda: 3), 1
    sharing.done("staying", work, jobs([1, 1, 1]))


def lives(process: str) -> bool:
    """Whether it runs; whom nobody has waited for yet runs no more."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
