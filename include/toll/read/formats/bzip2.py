"""bzip2: one file packed, or several end to end; what came out before damage is kept."""

from __future__ import annotations

import bz2
from collections.abc import Iterator

from toll.read import packed
from toll.read.document import Found
from toll.read.source import Source


def documents(source: Source) -> Iterator[Found]:
    """What the file inside holds, by its own format."""
    yield from packed.member(source, packed.unpacked(source.stream, bz2.BZ2Decompressor))
