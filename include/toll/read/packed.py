"""Files packed as one stream, perhaps several end to end: what comes out is one member, read by its own format."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO, Protocol, cast

from toll.errors import UnreadableError
from toll.read.document import Found
from toll.read.source import Source, Unpacked

BLOCK = 1 << 16
"""Bytes taken in and given out at a time."""

_TARS = frozenset({".tgz", ".tbz", ".tbz2", ".txz", ".tzst"})
_SUFFIXES = frozenset({".gz", ".bz2", ".xz", ".zst", ".zstd"})


class Unpacker(Protocol):
    """One packed stream, as `bz2.BZ2Decompressor` and `lzma.LZMADecompressor` unpack it."""

    @property
    def eof(self) -> bool:
        """Whether the stream has ended."""

    @property
    def needs_input(self) -> bool:
        """Whether it gives nothing more without more bytes."""

    @property
    def unused_data(self) -> bytes:
        """What came after its end."""

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Take `data`, give at most `max_length` bytes."""


class Blocks(io.RawIOBase):
    """A stream of the bytes that `blocks` gives."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        super().__init__()
        self._blocks = blocks
        self._block = memoryview(b"")

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read on."""
        while not self._block:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._block = memoryview(block)
        given = self._block[: len(buffer)]
        buffer[: len(given)] = given
        self._block = self._block[len(given) :]
        return len(given)


def unpacked(stream: IO[bytes], begin: Callable[[], Unpacker]) -> IO[bytes]:
    """What the packed streams in `stream` hold; reading raises UnreadableError where they break off."""
    return cast(IO[bytes], Blocks(_streams(stream, begin)))


def member(source: Source, stream: IO[bytes]) -> Iterator[Found]:
    """What the unpacked `stream` of `source` holds."""
    yield from source.inside(_inner(source.name), cast(IO[bytes], Unpacked(stream, source.budget)))


def _streams(stream: IO[bytes], begin: Callable[[], Unpacker]) -> Iterator[bytes]:
    data = stream.read(BLOCK)
    while data:
        one = begin()
        while not one.eof:
            if one.needs_input and not data and not (data := stream.read(BLOCK)):
                raise UnreadableError("it breaks off; fetch it again")
            yield one.decompress(data, BLOCK)
            data = b""
        data = _after_padding(one.unused_data, stream)


def _after_padding(data: bytes, stream: IO[bytes]) -> bytes:
    while not (data := data.lstrip(b"\0")):
        if not (data := stream.read(BLOCK)):
            break
    return data


def _inner(name: str) -> str:
    path = PurePosixPath(name)
    if path.suffix.lower() in _TARS:
        return f"{path.stem}.tar"
    return path.stem if path.suffix.lower() in _SUFFIXES else path.name
