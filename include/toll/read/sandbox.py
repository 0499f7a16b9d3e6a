"""Reading in a process of its own, whose crash, hunger for memory or endless loop costs one member and nothing else."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from toll.errors import UnreadableError
from toll.files import content
from toll.read import formats, reading, wire
from toll.read.detect import detect
from toll.read.document import Found, Refused
from toll.read.limits import Limits
from toll.settings import INCLUDE

_HARMLESS = frozenset({formats.Format.TEXT})
"""Formats read in this process: they need no parser that others wrote."""

_BLOCK = 1 << 20


class Reader:
    """Reads files one after the other; the process for all but plain text is started when the first such file comes."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._worker: _Worker | None = None

    def __enter__(self) -> Self:
        """The reader itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the process."""
        self._end()

    def found(self, path: Path, name: str) -> Iterator[Found]:
        """What the file `path`, called `name`, holds; raises UnreadableError where it gives nothing at all.

        A member that crashes its parser, or takes longer or more memory than the limits say, is `Refused`, and the
        members after it are read.
        """
        with content.opened(path) as file:
            if detect(_head(file), name) in _HARMLESS:
                yield from reading.found(file, name, self._limits)
                return
        yield from self._elsewhere(path, name)

    @property
    def process_id(self) -> int | None:
        """That of the process that reads; None where there is none now."""
        return self._worker.process_id if self._worker else None

    def _elsewhere(self, path: Path, name: str) -> Iterator[Found]:
        call = _Call(self._limits.crashes)
        try:
            while not call.is_over:
                yield from self._answers(call, path, name)
        finally:
            if self._worker and not self._worker.is_idle:
                self._end()
        if call.reason and not call.given:
            raise UnreadableError(call.reason)
        if call.reason:
            yield Refused(locator="the rest", reason=call.reason)

    def _answers(self, call: _Call, path: Path, name: str) -> Iterator[Found]:
        if self._worker and not self._worker.is_alive:
            self._end()
        self._worker = self._worker or _Worker(self._limits.seconds)
        try:
            yield from call.answers(self._worker, self._request(path, name, call))
        except _DiedError as died:
            self._end()
            call.died_of(str(died))

    def _request(self, path: Path, name: str, call: _Call) -> bytes:
        asked = {"path": str(path), "name": name, "done": call.begun, "reason": call.reason}
        return wire.line(asked | {"limits": asdict(self._limits)})

    def _end(self) -> None:
        if self._worker is not None:
            self._worker.end()
            self._worker = None


class _DiedError(Exception):
    """The process ended, or was ended, before its answer did; the text is the reason."""


class _Call:
    """One file asked for: how many members were begun, which one is being read, what the last process died of.

    When it is over, `reason` says why nothing more comes of the file; None where all of it was read.
    """

    def __init__(self, crashes: int) -> None:
        self.begun = 0
        self.given = 0
        self.is_over = False
        self.reason: str | None = None
        self._member: str | None = None
        self._left = crashes

    def answers(self, worker: _Worker, request: bytes) -> Iterator[Found]:
        """What the file holds, from where the last process left off."""
        for said in worker.asked(request):
            if "member" in said:
                self.begun += said["member"] is not None
                self._member = said["member"]
            elif wire.is_last(said):
                self.is_over, self.reason = True, said.get("unreadable")
            else:
                self.given += 1
                yield wire.unpacked(said)

    def died_of(self, reason: str) -> None:
        """Blame the member that was being read; without one, or after too many, the file."""
        self._left -= 1
        self.reason = reason if self._left else f"too many of its members stop the reader; the last: {reason}"
        self.is_over = self._member is None or not self._left
        self._member = None


class _Worker:
    """The process, its pipe, and the clock that it must not stop."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._process = subprocess.Popen(
            [sys.executable, "-m", "toll.read.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": str(INCLUDE), "PATH": os.defpath, "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
            start_new_session=True,
        )
        self.is_idle = True
        self._buffer = bytearray()
        self._waiting = selectors.DefaultSelector()
        self._waiting.register(self._out, selectors.EVENT_READ)

    @property
    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    @property
    def process_id(self) -> int:
        """Its id."""
        return self._process.pid

    @property
    def _out(self) -> int:
        assert self._process.stdout is not None  # noqa: S101  (asked for above)
        return self._process.stdout.fileno()

    def asked(self, request: bytes) -> Iterator[dict[str, Any]]:
        """Every line of the answer to `request`; raises _DiedError."""
        assert self._process.stdin is not None  # noqa: S101  (asked for above)
        self.is_idle = False
        with suppress(BrokenPipeError):
            self._process.stdin.write(request)
            self._process.stdin.flush()
        while not self.is_idle:
            said = json.loads(self._line())
            self.is_idle = wire.is_last(said)
            yield said

    def _line(self) -> bytes:
        searched = 0
        while (end := self._buffer.find(b"\n", searched)) < 0:
            searched = len(self._buffer)
            self._buffer += self._block()
        found = bytes(self._buffer[:end])
        del self._buffer[: end + 1]
        return found

    def _block(self) -> bytes:
        if not self._waiting.select(self._seconds):
            raise _DiedError(f"reading it took longer than {self._seconds:g} seconds")
        block = os.read(self._out, _BLOCK)
        if not block:
            raise _DiedError(f"its parser crashed ({self._ended()})")
        return block

    def _ended(self) -> str:
        code = self._process.wait()
        return f"signal {-code}" if code < 0 else f"exit code {code}"

    def end(self) -> None:
        """Kill it."""
        self._process.kill()
        self._process.wait()
        self._waiting.close()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                pipe and pipe.close()


def _head(file: Any) -> bytes:
    head: bytes = file.read(1 << 16)
    file.seek(0)
    return head
