"""Reading in a process of its own, whose crash, hunger for memory or endless loop costs one member and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
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
from toll.read.process import DiedError, Process

_HARMLESS = frozenset({formats.Format.TEXT})
"""Formats read in this process: they need no parser that others wrote."""


class Reader:
    """Reads files one after the other; the process for all but plain text is started when the first such file comes."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._process: Process | None = None

    def __enter__(self) -> Self:
        """The reader itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the process."""
        self._end()

    def found(self, path: Path, name: str) -> Iterator[Found]:
        """What the file `path`, called `name`, holds; raises UnreadableError where it gives nothing at all.

        Raises OSError where the machine fails it, which has no room left for what is unpacked, say.
        A member that crashes its parser, or takes longer or more memory than the limits say, is `Refused`, and the
        members after it are read.
        """
        with content.opened(path) as file, content.reading():
            if detect(_head(file), name) in _HARMLESS:
                yield from reading.found(file, name, self._limits)
                return
        yield from self._elsewhere(path, name)

    @property
    def process_id(self) -> int | None:
        """That of the process that reads; None where there is none now."""
        return self._process.process_id if self._process else None

    def _elsewhere(self, path: Path, name: str) -> Iterator[Found]:
        call = _Call(self._limits.crashes)
        try:
            while not call.is_over:
                yield from self._answers(call, path, name)
        finally:
            if self._process and not self._process.is_idle:
                self._end()
        if call.reason and not call.given:
            raise UnreadableError(call.reason)
        if call.reason:
            yield Refused(locator="the rest", reason=call.reason)

    def _answers(self, call: _Call, path: Path, name: str) -> Iterator[Found]:
        if self._process and not self._process.is_alive:
            self._end()
        self._process = self._process or Process(self._limits.seconds)
        try:
            yield from call.answers(self._process, self._request(path, name, call))
        except DiedError as died:
            self._end()
            call.died_of(str(died))

    def _request(self, path: Path, name: str, call: _Call) -> bytes:
        asked = {"path": str(path), "name": name, "done": call.begun, "reason": call.reason}
        return wire.line(asked | {"limits": asdict(self._limits)})

    def _end(self) -> None:
        if self._process is not None:
            self._process.end()
            self._process = None


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
        self._of_member = 0
        self._left = crashes

    def answers(self, process: Process, request: bytes) -> Iterator[Found]:
        """What the file holds, from where the last process left off."""
        for said in process.asked(request):
            if "member" in said:
                self.begun += said["member"] is not None
                self._member, self._of_member = said["member"], 0
            elif "failed" in said:
                raise OSError(*said["failed"])
            elif wire.is_last(said):
                self.is_over, self.reason = True, said.get("unreadable")
            else:
                self.given += 1
                self._of_member += 1
                yield wire.unpacked(said)

    def died_of(self, reason: str) -> None:
        """Blame the member that was being read; without one, or after too many, the file."""
        self._left -= 1
        if self._member is not None and self._of_member:
            reason = f"{reason}, after {self._of_member:,} of its articles"
        self.reason = reason if self._left else f"too many of its members stop the reader; the last: {reason}"
        self.is_over = self._member is None or not self._left
        self._member = None


def _head(file: Any) -> bytes:
    head: bytes = file.read(1 << 16)
    file.seek(0)
    return head
