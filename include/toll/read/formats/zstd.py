"""Zstandard: one file packed, or several frames end to end; what came out before damage is kept."""

from __future__ import annotations

from collections.abc import Iterator

import zstandard

from toll.read import packed
from toll.read.document import Found
from toll.read.source import Source

MOST_WINDOW = 1 << 27
"""Bytes that a frame may look back (RFC 8878); `zstd --long` asks for as many, and a file may ask for terabytes."""

_PIECE = 1 << 10
"""Packed bytes given at once: zstandard has no bound of what comes out, and a bomb gives 30,000 bytes for one."""


def documents(source: Source) -> Iterator[Found]:
    """What the file inside holds, by its own format; a frame that looks back further than that is refused."""
    yield from packed.member(source, packed.unpacked(source.stream, _Frame))


class _Frame:
    """One frame, unpacked piece by piece."""

    def __init__(self) -> None:
        self._frame = zstandard.ZstdDecompressor(max_window_size=MOST_WINDOW).decompressobj()
        self._left = b""

    @property
    def eof(self) -> bool:
        return self._frame.eof

    @property
    def needs_input(self) -> bool:
        return not self._left

    @property
    def unused_data(self) -> bytes:
        return self._frame.unused_data + self._left

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:  # noqa: ARG002  (it has no such bound)
        self._left += data
        piece, self._left = self._left[:_PIECE], self._left[_PIECE:]
        return self._frame.decompress(piece)
