"""xz: one file packed, or several end to end; what came out before damage is kept."""

from __future__ import annotations

import lzma
from collections.abc import Iterator

from toll.read import packed
from toll.read.document import Found
from toll.read.source import Source

MOST_MEMORY = 256 << 20
"""What unpacking may take; `xz -9` needs 65 MB, and a file may ask for 4 GB."""


def documents(source: Source) -> Iterator[Found]:
    """What the file inside holds, by its own format; one that asks for more memory than that is refused."""
    yield from packed.member(source, packed.unpacked(source.stream, _begin))


def _begin() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MOST_MEMORY)
