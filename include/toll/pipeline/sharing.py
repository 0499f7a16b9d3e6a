"""Work dealt out over the cores, a share to each: one is done here, the others by processes forked from this one.

A fork has all that is in memory, so nothing is sent to it; what it made comes back through a pipe. It asks for nothing,
waits for nobody and ends when its share is done, or with whoever forked it.
"""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import signal
import sys
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, NoReturn, TypeVar

import pyarrow as pa

from toll.errors import LostError
from toll.settings import cores

SMALLEST = 1_000
"""No share is smaller, in what sizes of jobs are counted in (events): a fork costs some 50 ms, as a few hundred do."""

_PR_SET_PDEATHSIG = 1

G = TypeVar("G")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Job(Generic[G]):
    """What is `given` to whoever does it, what it is `called` should it fail, and how large it is beside others."""

    called: str
    size: int
    given: G


def done(what: str, work: Callable[[G], R], jobs: Sequence[Job[G]]) -> list[R]:
    """What `work` makes of each of `jobs`, in their order; `what` is what it is called ("linking").

    `work` may run in a fork, so it may neither change anything outside its process nor ask DuckDB. What it raises is
    raised here; LostError where a process was ended from outside.
    """
    own, *others = _dealt(jobs, min(cores(), sum(job.size for job in jobs) // SMALLEST))
    forks: list[_Fork[R]] = []
    results: dict[int, R] = {}
    try:
        for share in others:
            try:
                forks.append(_Fork(work, {place: jobs[place] for place in share}))
            except OSError:  # the machine lets us have no more processes
                own += share
        results |= {place: work(jobs[place].given) for place in own}
        for fork in forks:
            results |= fork.results(what)
    finally:
        for fork in forks:
            fork.end()
    return [results[place] for place in range(len(jobs))]


def _dealt(jobs: Sequence[Job[G]], most: int) -> list[list[int]]:
    """The places of `jobs` in at most `most` shares, one at least: the largest first, to the share with the least."""
    shares: list[list[int]] = [[] for _ in range(max(1, min(most, len(jobs))))]
    held = [0] * len(shares)
    for place in sorted(range(len(jobs)), key=lambda place: (-jobs[place].size, place)):
        least = held.index(min(held))
        shares[least].append(place)
        held[least] += jobs[place].size
    return shares


class _Fork(Generic[R]):
    """A process that does `share`, jobs by their place, and the pipe through which it answers; OSError for no fork."""

    def __init__(self, work: Callable[[G], R], share: dict[int, Job[G]]) -> None:
        self._called = ", ".join(job.called for job in share.values())
        reading, writing = os.pipe()
        self._pipe, parent = os.fdopen(reading, "rb"), os.getpid()
        try:
            self._process_id = _forked()
            if not self._process_id:
                _live(parent, writing, lambda: {place: work(job.given) for place, job in share.items()})
        finally:
            os.close(writing)

    def results(self, what: str) -> dict[int, R]:
        """What it made, by place; raises what was raised there, and LostError where it ended before it was done."""
        try:
            made, error = pickle.load(self._pipe)  # noqa: S301  (our own process wrote it)
        except (EOFError, pickle.UnpicklingError):
            raise LostError(
                f"a process was ended ({self._ended()}) while {what} {self._called}; nothing of these was published: "
                "give the machine more memory, or this task fewer cores, and run again"
            ) from None
        if error is not None:
            raise error
        return dict[int, R](made)

    def _ended(self) -> str:
        try:
            code = os.waitstatus_to_exitcode(os.waitpid(self._process_id, 0)[1])
        except ChildProcessError:  # SIGCHLD is ignored here, so the kernel has taken it away
            return "nobody saw how"
        finally:
            self._process_id = 0
        return f"signal {-code}" if code < 0 else f"exit code {code}"

    def end(self) -> None:
        """End it, if it has not ended."""
        self._pipe.close()
        if self._process_id:
            with suppress(ProcessLookupError):
                os.kill(self._process_id, signal.SIGKILL)
            self._ended()


def _forked() -> int:
    with warnings.catch_warnings():
        # Python warns of threads: those of Arrow are idle now and begin anew in a fork, and DuckDB is not asked there.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _live(parent: int, writing: int, work: Callable[[], object]) -> NoReturn:
    """All that a fork does. It never goes back into what it was forked from, whose handlers are not its own."""
    code = 1
    with suppress(BaseException):
        _end_with(parent)
        gc.freeze()  # a collection would touch, and so copy, what the two share
        pa.set_cpu_count(1)
        answer = _answer(work)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer)
        code = 0
    os._exit(code)


def _end_with(parent: int) -> None:
    """Be ended when `parent` is, and by what ends any process. Elsewhere than on Linux the broken pipe ends it."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _answer(work: Callable[[], object]) -> bytes:
    try:
        return pickle.dumps((work(), None))
    except Exception as error:
        return _told(error)


def _told(error: Exception) -> bytes:
    """`error`, or a RuntimeError that says the same where it cannot be sent."""
    try:
        told = pickle.dumps((None, error))
        pickle.loads(told)  # noqa: S301  (just written)
    except Exception:
        return pickle.dumps((None, RuntimeError(f"{type(error).__name__}: {error}")))
    return told
