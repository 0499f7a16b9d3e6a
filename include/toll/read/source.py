"""Bytes to be read: a dropped file, or a member of one, open and bounded."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Protocol

from toll.errors import UnreadableError
from toll.files.content import HEAD
from toll.read.document import Found
from toll.read.limits import Budget, Limits

_IN_MEMORY = 8 << 20
_AT_ONCE = 1 << 12
"""Bytes unpacked at once: of some packings zipfile unpacks all that as many packed bytes give."""


class Watcher(Protocol):
    """Who is told when a member of a container begins and ends to be read, and may know better than to read it."""

    def begins(self, locator: str) -> str | None:
        """Called before; returns why it shall be refused unread, "" where it is to be passed over in silence."""

    def ends(self) -> None:
        """Called after."""


class Unwatched:
    """Nobody."""

    def begins(self, locator: str) -> str | None:  # noqa: ARG002
        """Let it be read."""
        return None

    def ends(self) -> None:
        """Nothing to be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file or a member of one.

    `name` is as dropped or as its container has it, safe to show; `stream` holds its bytes; `locator` is where it
    stands in the dropped file (None for that itself), `depth` how many containers are around it, `head` how it begins.
    """

    name: str
    stream: IO[bytes]
    limits: Limits
    budget: Budget
    reader: Callable[[Source], Iterator[Found]]
    watcher: Watcher
    locator: str | None = None
    depth: int = 0
    head: bytes = field(default=b"")

    def opened(self) -> Source:
        """This source with its `head` known, and its stream at the start again."""
        head = self.stream.read(HEAD)
        if self.stream.seekable():
            self.stream.seek(-len(head), io.SEEK_CUR)
            return replace(self, head=head)
        return replace(self, head=head, stream=io.BufferedReader(_Rejoined(head, self.stream), HEAD))

    def content(self) -> bytes:
        """All its bytes; raises UnreadableError where it is empty or larger than a document may be."""
        most = self.limits.document_bytes
        content = self.stream.read(most + 1)
        if not content:
            raise UnreadableError("it is empty")
        if len(content) > most:
            raise UnreadableError(f"it is larger than {most:,} bytes; cut it, or raise TOLL_MAX_FILE_BYTES")
        return content

    def seekable(self) -> IO[bytes]:
        """Its stream where one can seek in it; else a copy on disk, counted against the budget.

        The copy has no name, so that it goes with the last reference to it, also where this process is killed.
        """
        if self.stream.seekable():
            return self.stream
        if self.limits.spools:
            Path(self.limits.spools).mkdir(parents=True, exist_ok=True)
        copy = tempfile.SpooledTemporaryFile(_IN_MEMORY, dir=self.limits.spools)  # noqa: SIM115
        while block := self.stream.read(HEAD):
            self.budget.spend(len(block))
            copy.write(block)
        copy.seek(0)
        return copy

    def place(self, within: str) -> str:
        """The locator of what stands at `within` in it, such as `line 17` or a member's name."""
        return f"{self.locator}!{within}" if self.locator else within

    def watched(self, read: Callable[[Source], Iterator[Found]]) -> Iterator[Found]:
        """What `read` finds in it, its watcher being told; raises UnreadableError where that one refuses it."""
        refusal = self.watcher.begins(str(self.locator))
        if refusal:
            raise UnreadableError(refusal)
        if refusal is None:
            try:
                yield from read(self)
            finally:
                self.watcher.ends()

    def inside(self, name: str, stream: IO[bytes]) -> Iterator[Found]:
        """What its member `name` holds, read by the member's own format; a bad member is `Refused` and ends nothing."""
        return self.reader(
            replace(self, name=name, stream=stream, locator=self.place(name), depth=self.depth + 1, head=b"")
        )


class Unpacked(io.RawIOBase):
    """A stream of unpacked bytes, each counted against the budget."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        super().__init__()
        self._stream = stream
        self._budget = budget

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read on; raises UnreadableError where it is damaged, OverBudgetError where the file has unpacked too far."""
        try:
            block = self._stream.read(min(len(buffer), _AT_ONCE))
        except (UnreadableError, MemoryError):
            raise
        except Exception as error:  # each unpacker has its own names for damage
            raise UnreadableError(f"it is damaged ({error}); fetch it again") from error
        self._budget.spend(len(block))
        buffer[: len(block)] = block
        return len(block)


class _Rejoined(io.RawIOBase):
    """A stream whose first bytes were read already."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        super().__init__()
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read on, in the head first."""
        block = self._head.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(block)] = block
        return len(block)
