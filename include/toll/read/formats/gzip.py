"""gzip: one file packed, or several end to end; what came out before damage is kept."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import IO, cast

from toll.read import packed
from toll.read.document import Found
from toll.read.source import Source


def documents(source: Source) -> Iterator[Found]:
    """What the file inside holds, by its own format (RFC 1952)."""
    yield from packed.member(source, cast(IO[bytes], gzip.GzipFile(fileobj=source.stream)))
