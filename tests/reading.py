"""Bytes read as if they had been dropped, for the tests of the readers."""

from __future__ import annotations

import io

from toll import read
from toll.read.document import Document, Found, Refused
from toll.read.limits import Limits


def read_bytes(raw: bytes, name: str = "dropped.txt", limits: Limits | None = None) -> list[Found]:
    """What `raw`, dropped as `name`, holds; raises UnreadableError where it gives nothing."""
    return list(read.found(io.BytesIO(raw), name, limits or Limits()))


def documents_of(raw: bytes, name: str = "dropped.txt") -> list[Document]:
    """Its documents, where no member is refused."""
    found = read_bytes(raw, name)
    assert not [one for one in found if isinstance(one, Refused)]
    return [one for one in found if isinstance(one, Document)]
