"""What a zip without its directory still holds: a download that broke off keeps the members that came whole."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, cast

from toll.errors import UnreadableError
from toll.read import members, packed
from toll.read.document import Found, Refused
from toll.read.limits import OverBudgetError
from toll.read.source import Source, Unpacked

_MEMBER, _DIRECTORY, _AFTER = b"PK\x03\x04", b"PK\x01\x02", b"PK\x07\x08"
_ENCRYPTED, _SIZE_AFTER, _UTF_8 = 1, 8, 0x800
_DEFLATED = 8


@dataclass(frozen=True, slots=True)
class _Header:
    name: str
    flags: int
    method: int
    crc: int
    size: int


def documents(source: Source) -> Iterator[Found]:
    """The members that stand whole at its beginning, in turn, then what is lost as `Refused`.

    Raises UnreadableError where not one stands there.
    """
    count = 0
    while header := _header(source.stream):
        count += 1
        source.budget.spend(members.MEMBER_BYTES)
        body = _Body(source.stream, header)
        stream = cast(IO[bytes], Unpacked(cast(IO[bytes], body), source.budget))
        if not header.name.endswith("/") and not members.is_passed_over(header.name):
            yield from source.inside(header.name, stream)
        if not _is_whole(body, stream):
            break
    if not count:
        raise UnreadableError("it is a zip without its directory; fetch it again")
    reason = f"it breaks off after member {count}, and its directory is lost; fetch it again"
    yield Refused(locator=source.place("the rest"), reason=reason)


def _is_whole(body: _Body, stream: IO[bytes]) -> bool:
    """Whether it came to its end, to which it is read where its reader stopped before."""
    try:
        while not body.is_whole and stream.read(packed.BLOCK):
            pass
    except OverBudgetError:
        raise
    except UnreadableError:
        pass
    return body.is_whole


def _header(stream: IO[bytes]) -> _Header | None:
    raw = stream.read(30)
    if len(raw) < 30 or not raw.startswith(_MEMBER):
        return None
    flags, method = struct.unpack_from("<HH", raw, 6)
    crc, size, _, name_size, extra_size = struct.unpack_from("<IIIHH", raw, 14)
    name = stream.read(name_size)
    stream.seek(extra_size, 1)
    return _Header(
        members.label(name.decode("utf-8" if flags & 0x800 else "cp437", "replace")), flags, method, crc, size
    )


class _Body(packed.Blocks):
    """A member's unpacked bytes; `is_whole` once it was read to its end, which leaves the stream at the next."""

    def __init__(self, stream: IO[bytes], header: _Header) -> None:
        super().__init__(self._checked(stream, header))
        self.is_whole = False

    def _checked(self, stream: IO[bytes], header: _Header) -> Iterator[bytes]:
        crc = 0
        for block in _blocks(stream, header):
            crc = zlib.crc32(block, crc)
            yield block
        expected = _crc_after(stream) if header.flags & _SIZE_AFTER else header.crc
        self.is_whole = True
        if crc != expected:
            raise UnreadableError("it is damaged (its checksum is wrong)")


def _blocks(stream: IO[bytes], header: _Header) -> Iterator[bytes]:
    if header.flags & _ENCRYPTED:
        raise UnreadableError("it is encrypted; unpack it and drop what is in it")
    if header.method == _DEFLATED:
        return _inflated(stream)
    if header.method or header.flags & _SIZE_AFTER:
        raise UnreadableError("it cannot be read without the directory of its zip, which is lost")
    return _stored(stream, header.size)


def _stored(stream: IO[bytes], left: int) -> Iterator[bytes]:
    while left:
        if not (block := stream.read(min(left, packed.BLOCK))):
            raise UnreadableError("it breaks off")
        left -= len(block)
        yield block


def _inflated(stream: IO[bytes]) -> Iterator[bytes]:
    one = zlib.decompressobj(-zlib.MAX_WBITS)
    data = b""
    while not one.eof:
        data = one.unconsumed_tail or stream.read(packed.BLOCK)
        if not data:
            raise UnreadableError("it breaks off")
        yield one.decompress(data, packed.BLOCK)
    stream.seek(-len(one.unused_data), 1)


def _crc_after(stream: IO[bytes]) -> int:
    raw = stream.read(16)
    at = 4 if raw.startswith(_AFTER) else 0
    stream.seek(at + 12 - len(raw), 1)
    return int.from_bytes(raw[at : at + 4], "little")
