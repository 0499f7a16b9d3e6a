"""zip: members by its directory; where that is cut off, as they stand one after the other.

Links and encrypted members are refused. Members that share bytes are a bomb (Fifield 2019): the whole is refused. A
Word document is a zip and goes to its own reader.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import IO, cast

from toll.errors import UnreadableError
from toll.files import content
from toll.read import formats, members, office, salvage
from toll.read.document import Found, Refused
from toll.read.source import Source, Unpacked

_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"
_TAIL = 22 + 0xFFFF + 76
"""Bytes among which the end of the directory stands."""
_COST = 10
"""Bytes of memory that a byte of the directory takes once it is read."""
_LOCAL = 30
"""Bytes of a member's own header, without its name."""
_ENCRYPTED = 1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA})


def documents(source: Source) -> Iterator[Found]:
    """What its members hold, each by its own format; raises UnreadableError for a bomb and for what is no zip."""
    source = replace(source, stream=source.seekable())
    if not (size := _directory_bytes(source.stream)):
        yield from salvage.documents(source)
        return
    source.budget.spend(size * _COST)
    archive = zipfile.ZipFile(source.stream)
    if office.is_word(archive.namelist()):
        word = formats.reader(formats.Format.DOCX)
        yield from source.watched(word) if source.locator else word(source)
        return
    yield from _members(source, archive)


def _members(source: Source, archive: zipfile.ZipFile) -> Iterator[Found]:
    files = [info for info in archive.infolist() if not info.is_dir() and not members.is_passed_over(info.filename)]
    if not files:
        raise UnreadableError("it holds no file")
    _refuse_overlap(files)
    for info in files:
        yield from _member(source, archive, info)


def _member(source: Source, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[Found]:
    name = members.label(info.filename)
    source.budget.spend(members.MEMBER_BYTES)
    if reason := _refusal(info):
        yield Refused(locator=source.place(name), reason=reason)
        return
    try:
        stream = archive.open(info)
    except Exception as error:  # whatever zipfile says of headers that contradict each other
        yield Refused(locator=source.place(name), reason=f"it is damaged ({error})")
        return
    with stream:
        yield from source.inside(name, cast(IO[bytes], Unpacked(stream, source.budget)))


def _refusal(info: zipfile.ZipInfo) -> str | None:
    if kind := content.special(info.external_attr >> 16):
        return f"it is {kind}, not a file"
    if info.flag_bits & _ENCRYPTED:
        return "it is encrypted; unpack it and drop what is in it"
    if info.compress_type not in _METHODS:
        return f"it is packed in a way that is not read (method {info.compress_type}); pack it as deflate"
    return None


def _refuse_overlap(files: list[zipfile.ZipInfo]) -> None:
    spans = sorted((info.header_offset, info.header_offset + _LOCAL + info.compress_size) for info in files)
    if any(end > start for (_, end), (start, _) in pairwise(spans)):
        raise UnreadableError("its members share bytes, as only a bomb's do")


def _directory_bytes(stream: IO[bytes]) -> int:
    """Bytes of its directory, before it is read; 0 where it has none."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    stream.seek(0)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        return 0
    small = int.from_bytes(tail[at + 12 : at + 16], "little")
    big = tail[max(0, at - 76) :][:48]
    return int(struct.unpack_from("<Q", big, 40)[0]) if big.startswith(_END_64) else max(small, 1)
