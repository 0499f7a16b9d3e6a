"""The process that reads (`worker`), as whoever started it sees it: its pipe, and the clock that it must not stop."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from toll.read import wire
from toll.settings import INCLUDE

_BLOCK = 1 << 20


class DiedError(Exception):
    """The process ended, or was ended, before its answer did; the text is the reason."""


class Process:
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
        """Every line of the answer to `request`; raises DiedError."""
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
            raise DiedError(f"reading it took longer than {self._seconds:g} seconds")
        block = os.read(self._out, _BLOCK)
        if not block:
            raise DiedError(f"its parser crashed ({self._ended()})")
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
