"""tar: members in turn as they come, never sought, so that it may stand inside any other packing.

Links, devices and pipes are refused, and so are headers made to exhaust whoever reads them. What stood before damage
is kept. Archives laid end to end are read as one.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import IO, Self, cast

from toll.errors import UnreadableError
from toll.read import members
from toll.read.document import Found, Refused
from toll.read.limits import OverBudgetError
from toll.read.source import Source, Unpacked

MOST_HEADER = 16 << 10
"""Bytes of an extended header: Python's reader takes time by their square."""

_MOST_ENDS = 8
"""How often tarfile may ask at the end whether there is more."""

_KINDS = {
    tarfile.SYMTYPE: "a symbolic link",
    tarfile.LNKTYPE: "a hard link",
    tarfile.CHRTYPE: "a character device",
    tarfile.BLKTYPE: "a block device",
    tarfile.FIFOTYPE: "a named pipe",
}
_EXTENDED = frozenset(
    {
        tarfile.XHDTYPE,
        tarfile.XGLTYPE,
        tarfile.SOLARIS_XHDTYPE,
        tarfile.GNUTYPE_LONGNAME,
        tarfile.GNUTYPE_LONGLINK,
    }
)


def documents(source: Source) -> Iterator[Found]:
    """What its members hold, each by its own format; raises UnreadableError where it holds none, or none whole."""
    stream = cast(IO[bytes], _Ending(source.stream))
    archive = _Archive.open(fileobj=stream, mode="r|", ignore_zeros=True)
    gives = False
    for found in _members(source, archive):
        gives = True
        yield found
    if not gives:
        raise UnreadableError("it holds no file")


def _members(source: Source, archive: _Archive) -> Iterator[Found]:
    header, count = _next(archive), 0
    while header is not None:
        count += 1
        yield from _member(source, archive, header)
        try:
            header = _next(archive)
        except OverBudgetError:
            raise
        except Exception as error:  # whatever tarfile says of bytes that are no header
            yield Refused(locator=source.place("the rest"), reason=f"it is damaged after member {count} ({error})")
            return
    if not archive.is_ended:
        yield Refused(locator=source.place("the rest"), reason=f"it breaks off after member {count}; fetch it again")


class _Ending:
    """A stream that ends once: over a member of a trillion bytes tarfile would go block by block, however few come."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._ends = 0

    def read(self, size: int) -> bytes:
        block = self._stream.read(size)
        self._ends += not block
        if self._ends > _MOST_ENDS:
            raise UnreadableError("it breaks off")
        return block


class _Header(tarfile.TarInfo):
    """A header that says where it is bad, of which tarfile makes an end."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """The header of these bytes."""
        header = super().frombuf(buf, encoding, errors)
        if header.size < 0 or (header.type in _EXTENDED and header.size > MOST_HEADER):
            raise UnreadableError(f"a header of {header.size:,} bytes, as only a bomb has")
        return header

    @classmethod
    def fromtarfile(cls, tarfile: tarfile.TarFile) -> Self:
        """The next header; raises UnreadableError for bytes that are none."""
        archive = cast(_Archive, tarfile)
        try:
            header = super().fromtarfile(archive)
        except _END:
            archive.is_ended = True
            raise
        except _NOTHING:
            raise
        except _BAD as error:
            raise UnreadableError(str(error)) from None
        archive.is_ended = False
        return header


_BAD = tarfile.HeaderError
_END = tarfile.EOFHeaderError  # type: ignore[attr-defined]
_NOTHING = tarfile.EmptyHeaderError  # type: ignore[attr-defined]


class _Archive(tarfile.TarFile):
    tarinfo = _Header
    is_ended = False
    """Whether its end mark came last."""


def _next(archive: _Archive) -> tarfile.TarInfo | None:
    header = archive.next()
    archive.members.clear()  # type: ignore[attr-defined]  # it would keep every header for seeking, which a stream cannot
    return header


def _member(source: Source, archive: tarfile.TarFile, header: tarfile.TarInfo) -> Iterator[Found]:
    name = members.label(header.name)
    if header.isdir() or members.is_passed_over(name):
        return
    if reason := _refusal(header):
        yield Refused(locator=source.place(name), reason=reason)
        return
    stream = cast(IO[bytes], archive.extractfile(header))
    yield from source.inside(name, cast(IO[bytes], Unpacked(stream, source.budget)))


def _refusal(header: tarfile.TarInfo) -> str | None:
    if header.issparse():
        return "it is stored with holes; pack it without --sparse"
    if not header.isreg():
        return f"it is {_KINDS.get(header.type, 'no file')}, not a file"
    return None
