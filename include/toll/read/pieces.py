"""What a packed or very large file held, in pieces of a batch's size: found once, then read side by side.

A piece is lines of JSON (`wire`): first which file it is of, then documents and refused members. Pieces lie where only
Toll writes, so what they say is believed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from toll.files import content, names
from toll.files.batch import DroppedFile
from toll.read import wire
from toll.read.document import Document, Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """How many pieces, documents and refused members a file gave, and the first reason among these."""

    pieces: int = 0
    documents: int = 0
    refused: int = 0
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece: the name and the sha256 of the file that it is of, and what it holds."""

    name: str
    sha256: str
    found: Iterator[Found]


def cut(file: DroppedFile, found: Iterable[Found], folder: Path, limit: int) -> Cut:
    """Write what was `found` in `file` to pieces in `folder`, each ended by the line that reaches `limit` bytes."""
    folder.mkdir(parents=True)
    done, size = Cut(), 0
    with ExitStack() as stack:
        for one in found:
            if not done.pieces or size >= limit:
                stack.close()
                done, size = _more(done, pieces=1), 0
                out = stack.enter_context((folder / _name(file, done.pieces)).open("wb"))
                out.write(wire.line({"of": file.name, "sha256": file.sha256}))
            size += out.write(wire.packed(one))
            done = _counted(done, one)
    return done


def opened(path: Path) -> Piece:
    """The piece `path`."""
    lines = _lines(path)
    said = json.loads(next(lines))
    return Piece(name=said["of"], sha256=said["sha256"], found=map(wire.unpacked, map(json.loads, lines)))


def _lines(path: Path) -> Iterator[bytes]:
    with content.opened(path) as file, content.reading():
        yield from file


def _name(file: DroppedFile, number: int) -> str:
    return f"{number:05} {file.stored_name}".encode()[: names.LONGEST].decode(errors="ignore")


def _counted(done: Cut, one: Found) -> Cut:
    if isinstance(one, Document):
        return _more(done, documents=1)
    return _more(done, refused=1, reason=f"{one.locator}: {one.reason}")


def _more(done: Cut, pieces: int = 0, documents: int = 0, refused: int = 0, reason: str | None = None) -> Cut:
    return Cut(
        pieces=done.pieces + pieces,
        documents=done.documents + documents,
        refused=done.refused + refused,
        reason=done.reason or reason,
    )
