import gzip
import tarfile
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packing import STREAMS, Tree, entry, tar_of, tarred, zipped
from reading import documents_of, read_bytes
from toll.errors import UnreadableError
from toll.read.document import Document, Found, Refused

NEWS = "Douze soldats ont été tués mardi près de Ménaka.\n"
TREE = {
    "mali/menaka.txt": NEWS.encode(),
    "mali/gao.txt": "Trois civils ont péri jeudi à Gao.\n".encode(),
    "niger.txt": "Deux gendarmes ont été blessés à Diffa.\n".encode(),
}
PACKED = {
    "a.zip": zipped(TREE),
    "stored.zip": zipped(TREE, zipfile.ZIP_STORED),
    "bzip2.zip": zipped(TREE, zipfile.ZIP_BZIP2),
    "lzma.zip": zipped(TREE, zipfile.ZIP_LZMA),
    "a.tar": tarred(TREE),
    "gnu.tar": tarred(TREE, tarfile.GNU_FORMAT),
    **{f"a.tar{suffix}": pack(tarred(TREE)) for suffix, pack in STREAMS.items()},
}


def texts(found: list[Found]) -> list[str]:
    return [one.text for one in found if isinstance(one, Document)]


def refusals(found: list[Found]) -> dict[str, str]:
    return {one.locator: one.reason for one in found if isinstance(one, Refused)}


@pytest.mark.parametrize("name", PACKED)
def test_members_are_read_each_by_itself(name: str) -> None:
    found = documents_of(PACKED[name], name)
    inside = "a.tar!" if name.startswith("a.tar.") else ""
    assert {one.locator: one.text.encode() for one in found} == {inside + path: raw for path, raw in TREE.items()}


@pytest.mark.parametrize("suffix", STREAMS)
@pytest.mark.parametrize(
    ("name", "member"),
    [
        pytest.param("dir/menaka.txt{}", "menaka.txt", id="suffix"),
        pytest.param("menaka", "menaka", id="no suffix"),
    ],
)
def test_one_packed_file(suffix: str, name: str, member: str) -> None:
    (document,) = documents_of(STREAMS[suffix](NEWS.encode()), name.format(suffix))
    assert (document.text, document.locator, document.format) == (NEWS, member, "text")


@pytest.mark.parametrize("suffix", STREAMS)
def test_streams_end_to_end_are_one(suffix: str) -> None:
    pack = STREAMS[suffix]
    (document,) = documents_of(pack(b"Douze morts ") + pack("à Ménaka".encode()), "a.txt" + suffix)
    assert document.text == "Douze morts à Ménaka"


def test_a_tgz_is_a_tar() -> None:
    assert documents_of(gzip.compress(tarred(TREE)), "news.tgz")[0].locator == "news.tar!mali/menaka.txt"


def test_a_tar_of_1979_is_told_by_its_suffix_and_checksum() -> None:
    old = bytearray(tarred({"a.txt": NEWS.encode()}, tarfile.USTAR_FORMAT))
    old[257:512] = bytes(255)
    old[148:156] = b" " * 8
    old[148:155] = b"%06o\0" % sum(old[:512])
    assert texts(read_bytes(bytes(old), "old.tar")) == [NEWS]
    with pytest.raises(UnreadableError):
        read_bytes(bytes(old), "old.txt")


def test_tars_end_to_end_are_read_to_the_last() -> None:
    assert len(documents_of(tarred({"a.txt": b"Un mort"}) + tarred({"b.txt": b"Deux morts"}), "a.tar")) == 2


@pytest.mark.parametrize("name", ["__MACOSX/a.txt", "x/.DS_Store", "x/._a.txt", "Thumbs.db", "x/desktop.ini"])
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_what_systems_leave_is_passed_over(pack, name: str) -> None:
    assert texts(read_bytes(pack({name: b"\0\1", "a.txt": NEWS.encode()}), "a.zip")) == [NEWS]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_bad_member_harms_no_other(pack) -> None:
    found = read_bytes(pack({"a.png": b"\x89PNG\r\n", "b.txt": b"", "c.txt": NEWS.encode()}), "a.zip")
    assert texts(found) == [NEWS]
    assert refusals(found) == {"a.png": "it is a picture (PNG)", "b.txt": "it is empty"}
    assert next(one.content for one in found if isinstance(one, Refused)) == b"\x89PNG\r\n"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("../../etc/passwd", "../../etc/passwd", id="upwards"),
        pytest.param("/etc/passwd", "/etc/passwd", id="absolute"),
        pytest.param("C:\\a.txt", "C:/a.txt", id="Windows"),
        pytest.param("./a.txt", "a.txt", id="here"),
        pytest.param("a\x1b[31m\u202etxt", "a%1B[31m%E2%80%AEtxt", id="control and bidirectional characters"),
        pytest.param("a%0Ab", "a%250Ab", id="like an escape"),
    ],
)
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_names_are_labels(pack, name: str, shown: str) -> None:
    assert documents_of(pack({name: NEWS.encode()}), "a.zip")[0].locator == shown


def test_packed_in_packed() -> None:
    (document,) = documents_of(zipped({"a.tar.gz": gzip.compress(tarred({"b.txt": NEWS.encode()}))}), "a.zip")
    assert document.locator == "a.tar.gz!a.tar!b.txt"


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(zipped({}), id="empty zip"),
        pytest.param(zipped({"a/": b""}), id="zip of a folder"),
        pytest.param(tar_of(entry("a", tarfile.DIRTYPE)), id="tar of a folder"),
    ],
)
def test_an_archive_without_files(raw: bytes) -> None:
    with pytest.raises(UnreadableError, match="it holds no file"):
        read_bytes(raw, "a")


NAMES = st.from_regex(r"[a-zé]{1,8}(/[a-zé]{1,8}){0,3}\.txt", fullmatch=True)
TREES = st.dictionaries(NAMES, st.text("abé \n", min_size=1).map(str.encode), min_size=1, max_size=8)


@settings(max_examples=40, deadline=None)
@given(TREES)
def test_any_tree_packed_is_read_as_its_files_are(tree: Tree) -> None:
    plain = [(name, _told(raw)) for name, raw in tree.items()]
    for pack in (zipped, tarred):
        assert [(one.locator, _of(one)) for one in read_bytes(pack(tree), "a.zip")] == plain
    for suffix, pack in STREAMS.items():
        assert [_of(one) for one in read_bytes(pack(tarred(tree)), f"a.tar{suffix}")] == [told for _, told in plain]
        assert [_of(one) for raw in tree.values() for one in read_bytes(pack(raw), f"a.txt{suffix}")] == [
            told for _, told in plain
        ]


def _told(raw: bytes) -> str:
    try:
        return read_bytes(raw)[0].text
    except UnreadableError as error:
        return str(error)


def _of(one: Found) -> str:
    return one.text if isinstance(one, Document) else one.reason
