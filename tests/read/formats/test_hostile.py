"""Archives made to harm whoever reads them: each ends in a reason, in bounded time and memory."""

import gzip
import io
import random
import struct
import tarfile
import zipfile
import zlib

import pytest
import zstandard

from packing import STREAMS, entry, tar_of, tarred, zipped
from reading import read_bytes
from toll.errors import UnreadableError
from toll.read.document import Document, Found, Refused
from toll.read.limits import Limits, OverBudgetError

NEWS = "Douze soldats ont été tués mardi près de Ménaka.\n".encode()
SMALL = Limits(document_bytes=100_000, unpacked_bytes=2_000_000, ratio=10)
NAMES = {f"{at}": b"" for at in range(9_000)}
THREE = {name: b"".join(NEWS + b"%d %d" % (at, at * at) for at in range(40)) for name in ("a.txt", "b.txt", "c.txt")}


def refusals(found: list[Found]) -> dict[str, str]:
    return {one.locator: one.reason for one in found if isinstance(one, Refused)}


def names(found: list[Found]) -> list[str | None]:
    return [one.locator for one in found if isinstance(one, Document)]


def zip_of(*members: tuple[zipfile.ZipInfo, bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for info, content in members:
            archive.writestr(info, content)
    return raw.getvalue()


def moded(name: str, mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, mode << 16
    return info


def nested(raw: bytes, depth: int, width: int = 1) -> bytes:
    for _ in range(depth):
        raw = zipped({f"{at}.zip": raw for at in range(width)})
    return raw


def overlapping(count: int) -> bytes:
    """A zip whose directory names one kernel `count` times (Fifield 2019)."""
    kernel, size = zlib.compress(b"0" * 1_000_000, wbits=-15), 1_000_000
    known = (20, 0, 8, 0, 33, zlib.crc32(b"0" * size), len(kernel), size, 1, 0)
    body = struct.pack("<4s5H3I2H", b"PK\3\4", *known) + b"a" + kernel
    directory = (struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, *known, 0, 0, 0, 0, 0) + b"a") * count
    return body + directory + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)


def changed(raw: bytes, old: bytes, new: bytes) -> bytes:
    assert old in raw
    return raw.replace(old, new, 1)


@pytest.mark.parametrize(
    ("raw", "limits"),
    [
        pytest.param(zipped({f"{at}.txt": b"a" * 90_000 for at in range(50)}), SMALL, id="flat zip"),
        pytest.param(nested(zipped({"a.txt": b"a" * 90_000}), 2, 16), SMALL, id="nested zip, as 42.zip"),
        pytest.param(gzip.compress(tarred({"a.txt": b"a" * 3_000_000})), SMALL, id="tar.gz"),
        pytest.param(zipped(NAMES), Limits(ratio=2, unpacked_bytes=0), id="names alone"),
        pytest.param(zipped({"a.zip": zipped(NAMES)}), SMALL, id="names alone, packed once more"),
    ],
)  # fmt: skip
def test_bombs_end_the_reading(raw: bytes, limits: Limits) -> None:
    with pytest.raises(OverBudgetError, match="as only a bomb does"):
        read_bytes(raw, "a.bin", limits)


@pytest.mark.parametrize("suffix", STREAMS)
def test_one_packed_bomb_is_too_large_a_document(suffix: str) -> None:
    raw = STREAMS[suffix](b"a" * 30_000_000)
    assert refusals(read_bytes(raw, "a.txt" + suffix)) == {
        "a.txt": "it is larger than 20,000,000 bytes; cut it, or raise TOLL_MAX_FILE_BYTES"
    }


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_DEFLATED])
def test_a_bomb_in_any_zip(method: int) -> None:
    found = read_bytes(zipped({"a.txt": b"a" * 60_000_000, "b.txt": NEWS}, method), "a.zip")
    assert names(found) == ["b.txt"]
    assert "it is larger than" in refusals(found)["a.txt"]


def test_members_that_share_bytes() -> None:
    with pytest.raises(UnreadableError, match="its members share bytes"):
        read_bytes(overlapping(1_000), "a.zip")


@pytest.mark.parametrize("depth", [5, 40])
def test_zips_in_zips_end_by_their_depth(depth: int) -> None:
    ((_, reason),) = refusals(read_bytes(nested(NEWS, depth), "a.zip")).items()
    assert reason == "it lies more than 4 containers deep"


def test_a_frame_that_looks_back_too_far() -> None:
    header = b"\x28\xb5\x2f\xfd\x00" + bytes([(38 - 10) << 3]) + b"\x01\0\0"  # RFC 8878: a window of 2^38 bytes
    ((_, reason),) = refusals(read_bytes(header, "a.zst")).items()
    assert reason.startswith("it is damaged (")
    assert "memory" in reason


@pytest.mark.parametrize(
    ("info", "reason"),
    [
        pytest.param(moded("a", 0o120777), "it is a symbolic link, not a file", id="link"),
        pytest.param(moded("a", 0o010644), "it is a named pipe, not a file", id="pipe"),
        pytest.param(moded("a", 0o020644), "it is a character device, not a file", id="device"),
    ],
)
def test_zips_of_no_files(info: zipfile.ZipInfo, reason: str) -> None:
    found = read_bytes(zip_of((info, b"/etc/passwd"), (moded("b.txt", 0o100644), NEWS)), "a.zip")
    assert (refusals(found), names(found)) == ({"a": reason}, ["b.txt"])


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        pytest.param(tarfile.SYMTYPE, "it is a symbolic link, not a file", id="link"),
        pytest.param(tarfile.LNKTYPE, "it is a hard link, not a file", id="hard link"),
        pytest.param(tarfile.CHRTYPE, "it is a character device, not a file", id="character device"),
        pytest.param(tarfile.BLKTYPE, "it is a block device, not a file", id="block device"),
        pytest.param(tarfile.FIFOTYPE, "it is a named pipe, not a file", id="pipe"),
    ],
)
def test_tars_of_no_files(kind: bytes, reason: str) -> None:
    raw = tar_of(entry("a", kind, "/etc/passwd"))[:512] + tarred({"b.txt": NEWS})
    found = read_bytes(raw, "a.tar")
    assert (refusals(found), names(found)) == ({"a": reason}, ["b.txt"])


def test_a_tar_with_holes_of_a_terabyte() -> None:
    header = entry("a.txt", tarfile.GNUTYPE_SPARSE)
    raw = bytearray(header.tobuf(tarfile.GNU_FORMAT))
    raw[386:410] = b"%011o\0%011o\0" % (1 << 30, 0)
    raw[483:495] = b"\x80" + (1 << 40).to_bytes(11, "big")
    raw[148:156] = b" " * 8
    raw[148:155] = b"%06o\0" % sum(raw[:512])
    found = read_bytes(bytes(raw) + tarred({"b.txt": NEWS}), "a.tar")
    assert refusals(found) == {"a.txt": "it is stored with holes; pack it without --sparse"}
    assert names(found) == ["b.txt"]


@pytest.mark.parametrize("size", [1 << 20, 1 << 33, -512])
def test_tar_headers_made_to_exhaust(size: int) -> None:
    header = entry("a", tarfile.XHDTYPE)
    header.size = size
    raw = tarred({"b.txt": NEWS})[:1024] + header.tobuf(tarfile.GNU_FORMAT) + b"1" * 9_000
    found = read_bytes(raw, "a.tar")
    assert names(found) == ["b.txt"]
    assert "as only a bomb has" in refusals(found)["the rest"]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("size", [1 << 40, 1 << 62])
@pytest.mark.parametrize("name", ["a.txt", ".DS_Store"])
def test_a_tar_that_tells_of_more_bytes_than_there_are(name: str, size: int) -> None:
    header = entry(name, tarfile.REGTYPE)
    header.size = size
    raw = tarred({"b.txt": NEWS})[:1024] + header.tobuf(tarfile.GNU_FORMAT) + NEWS
    found = read_bytes(raw, "a.tar")
    assert names(found) == ["b.txt"]
    assert "it breaks off" in refusals(found)["the rest"]


@pytest.mark.parametrize(
    ("local", "directory", "reason"),
    [
        pytest.param({6: b"\1"}, {8: b"\1"}, "it is encrypted; unpack it", id="encrypted"),
        pytest.param({8: b"\x09"}, {10: b"\x09"}, "it is packed in a way that is not read (method 9)", id="Deflate64"),
        pytest.param({0: b"PX"}, {}, "it is damaged (Bad magic number", id="no header"),
        pytest.param({30: b"z"}, {}, "it is damaged (File name in directory", id="two names"),
        pytest.param({}, {16: b"\1\2\3\4"}, "it is damaged (Bad CRC-32", id="checksum"),
        pytest.param({22: b"\1\0\0\0"}, {24: b"\1\0\0\0"}, "it is damaged (Bad CRC-32", id="more than it says"),
        pytest.param({}, {20: b"\3\0\0\0"}, "it is damaged", id="packed in fewer bytes than it says"),
    ],
)
def test_a_damaged_member_of_a_zip(local: dict[int, bytes], directory: dict[int, bytes], reason: str) -> None:
    raw = bytearray(zipped({"b.txt": NEWS, "a.txt": NEWS}))
    for start, edits in ((raw.rindex(b"PK\3\4"), local), (raw.rindex(b"PK\1\2"), directory)):
        for at, written in edits.items():
            raw[start + at : start + at + len(written)] = written
    found = read_bytes(bytes(raw), "a.zip")
    assert names(found) == ["b.txt"]
    assert reason in refusals(found)["a.txt"]


class _Pipe(io.BytesIO):
    """Where nobody can go back to write a size, so that it stands after the member."""

    def tell(self) -> int:
        raise OSError

    def seek(self, *_: int) -> int:
        raise OSError


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
@pytest.mark.parametrize("streamed", [False, True])
def test_a_zip_that_breaks_off_keeps_what_came_whole(method: int, streamed: bool) -> None:
    raw = _Pipe() if streamed else io.BytesIO()
    with zipfile.ZipFile(raw, "w", method) as archive:
        for name, content in THREE.items():
            archive.writestr(name, content)
    whole = raw.getvalue()
    third = whole.index(b"c.txt")
    found = read_bytes(whole[: third + 30], "a.zip")
    if method == zipfile.ZIP_STORED and streamed:
        assert "without the directory" in refusals(found)["a.txt"]
    else:
        assert names(found) == ["a.txt", "b.txt"]
        assert "it breaks off" in refusals(found)["c.txt"]
    assert "its directory is lost" in refusals(found)["the rest"]


def test_a_zip_of_which_only_the_directory_is_lost() -> None:
    whole = zipped(THREE)
    found = read_bytes(whole[: whole.index(b"PK\1\2") + 9], "a.zip")
    assert names(found) == list(THREE)
    assert list(refusals(found)) == ["the rest"]


@pytest.mark.parametrize("suffix", ["", *STREAMS])
def test_a_tar_that_breaks_off_keeps_what_came_before(suffix: str) -> None:
    noise = random.Random(1)  # noqa: S311
    big = {name: noise.randbytes(300_000).hex().encode() for name in ("a.txt", "b.txt", "c.txt")}
    raw = tarred(big)
    packed = STREAMS[suffix](raw) if suffix else raw
    found = read_bytes(packed[: len(packed) * 5 // 6], f"a.tar{suffix}")
    inside = "a.tar!" if suffix else ""
    if suffix == ".bz2":
        assert names(found)[:1] == [f"{inside}a.txt"]
    else:
        assert names(found) == [f"{inside}a.txt", f"{inside}b.txt"]
    assert any("it breaks off" in reason or "damaged" in reason for reason in refusals(found).values())


def test_a_tar_without_its_end_mark_is_told() -> None:
    found = read_bytes(tarred({"a.txt": NEWS})[:1024], "a.tar")
    assert names(found) == ["a.txt"]
    assert refusals(found) == {"the rest": "it breaks off after member 1; fetch it again"}


def test_a_bad_header_in_a_tar_is_told() -> None:
    raw = tarred(dict.fromkeys("ab", NEWS))
    found = read_bytes(raw[:1024] + b"x" * 512 + raw[1536:], "a.tar")
    assert names(found) == ["a"]
    assert refusals(found)["the rest"].startswith("it is damaged after member 1")


def test_bytes_after_a_zstandard_frame_are_told() -> None:
    raw = zstandard.ZstdCompressor().compress(NEWS) + b"rubbish"
    assert len(refusals(read_bytes(raw, "a.txt.zst"))) == 1


def test_many_small_members() -> None:
    tree = {f"{at}.txt": NEWS for at in range(3_000)}
    assert len(names(read_bytes(zipped(tree), "a.zip"))) == 3_000
    assert len(names(read_bytes(zstandard.ZstdCompressor().compress(tarred(tree)), "a.tar.zst"))) == 3_000
