"""Hostile files read in processes that may crash, hang or starve; whatever is no article and no refusal is told.

An input is known by its format and number alone, so that one which killed its process can be made again.
"""

from __future__ import annotations

import faulthandler
import io
import multiprocessing
import resource
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, fields
from multiprocessing.connection import Connection, wait

import psutil

import seeds
from mutations import Seed, mutated
from toll import read
from toll.errors import UnreadableError
from toll.read.document import Document
from toll.read.formats import Format
from toll.read.limits import Limits

LIMITS = Limits(document_bytes=200_000, unpacked_bytes=1_000_000, ratio=10, depth=3)
_MEMORY = 3 << 30
_SECONDS = 5.0
"""Of the processor, so that a busy machine makes no findings."""

_STUCK = 60.0
"""Seconds of the clock after which a process that does not even work is ended."""

_ROOM = 10_000
"""Characters that reasons, locators and what a format says of an article may have beside its text."""

READ, REFUSED = "read", "refused"


@dataclass(frozen=True, slots=True)
class Told:
    """What became of input `number`: `outcome` is `read`, `refused`, or what went wrong."""

    number: int
    outcome: str
    seconds: float = 0.0

    @property
    def is_finding(self) -> bool:
        """Whether something went wrong."""
        return self.outcome not in (READ, REFUSED)


def tried(name: Format, count: int, workers: int = 1, start: int = 0) -> Iterator[Told]:
    """What becomes of `count` inputs of a format, from number `start` on, in no order."""
    lanes = [_Lane(name, range(start + at, start + count, workers)) for at in range(workers)]
    while waiting := {lane.pipe: lane for lane in lanes if lane.pipe}:
        for pipe in wait(list(waiting)):
            yield from waiting[pipe].told()  # type: ignore[index]


def made(name: Format, number: int) -> Seed:
    """The input of this number."""
    return mutated(seeds.seeds(name), seeds.words(name), number)


def judged(one: Seed, limits: Limits = LIMITS) -> str:
    """`read` or `refused`, or what went wrong with the reading of `one`."""
    count = size = 0
    try:
        for found in read.found(io.BytesIO(one.raw), one.name, limits):
            size += sum(len(said) for said in _said(found))
            if isinstance(found, Document):
                count += 1
                if wrong := _wrong(found, limits):
                    return wrong
    except UnreadableError:
        pass
    except MemoryError:
        return "MemoryError"
    except Exception as error:
        return _cause(error)
    if size > _most(one, limits):
        return f"it tells {size:,} characters"
    return READ if count else REFUSED


def _wrong(document: Document, limits: Limits) -> str | None:
    if not document.text.strip():
        return "a document without text"
    if len(document.text) > limits.document_bytes:
        return f"a document of {len(document.text):,} characters"
    for field in fields(document):
        said = getattr(document, field.name)
        if isinstance(said, str) and ("\0" in said or any("\ud800" <= char <= "\udfff" for char in said)):
            return f"NUL or half a character in {field.name}"
    try:
        read.article(document, "a", "")
    except Exception as error:
        return _cause(error)
    return None


def _said(found: object) -> Iterator[str]:
    return (said for field in fields(found) if isinstance(said := getattr(found, field.name), str | bytes))  # type: ignore[arg-type,misc]


def _most(one: Seed, limits: Limits) -> float:
    """Characters that may come of an input at most: texts, and refused members with them."""
    return 2 * max(limits.unpacked_bytes, limits.ratio * len(one.raw)) + _ROOM


def _cause(error: Exception) -> str:
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if "/toll/" in frame.filename]
    at = f"{ours[-1].filename.rpartition('/toll/')[2]}:{ours[-1].lineno}" if ours else "?"
    return f"{type(error).__name__} in {at}: {' '.join(str(error).split())[:100]}"


class _Lane:
    """A process that reads some of the inputs, and the ones after it where it dies."""

    def __init__(self, name: Format, numbers: range) -> None:
        self._name, self._numbers = name, numbers
        self.pipe: Connection | None = None
        self._begin()

    def told(self) -> Iterator[Told]:
        """What the process says next, or what its death says."""
        assert self.pipe is not None
        try:
            told: Told = self.pipe.recv()
        except EOFError:
            self.pipe = None
            self._process.join()
            if not self._numbers:
                return
            told = Told(self._numbers[0], _death(self._process.exitcode or 0))
        yield told
        self._numbers = self._numbers[1:]
        if self.pipe is None:
            self._begin()

    def _begin(self) -> None:
        if not self._numbers:
            return
        forking = multiprocessing.get_context("fork")
        self.pipe, theirs = forking.Pipe(duplex=False)
        self._process = forking.Process(target=_work, args=(theirs, self._name, self._numbers), daemon=True)
        self._process.start()
        theirs.close()


def _death(code: int) -> str:
    if code in (-signal.SIGPROF, -signal.SIGALRM):
        return f"it takes more than {_SECONDS:g} seconds"
    return f"its process ended ({signal.Signals(-code).name if code < 0 else f'exit code {code}'})"


def _work(pipe: Connection, name: Format, numbers: range) -> None:
    most = psutil.Process().memory_info().vms + _MEMORY  # what the parent had mapped is no input's doing
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for late in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(late, signal.SIG_DFL)
        faulthandler.register(late, sys.__stderr__, chain=True)
    for number in numbers:
        one = made(name, number)
        signal.setitimer(signal.ITIMER_PROF, _SECONDS)
        signal.setitimer(signal.ITIMER_REAL, _STUCK)
        start = time.process_time()
        outcome = judged(one)
        seconds = time.process_time() - start
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        pipe.send(Told(number, outcome, seconds))
