import hashlib
import os
import socket
from pathlib import Path

import pytest

from toll.errors import UnreadableError
from toll.files import content


def test_bytes_and_hash(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"douze morts")
    assert content.read(path, 11) == b"douze morts"
    assert content.sha256(path) == hashlib.sha256(b"douze morts").hexdigest()


@pytest.mark.parametrize("more", [0, 1, 2**20], ids=["a head", "a byte more", "much more"])
def test_one_look_tells_how_a_file_begins_and_the_hash_of_all_of_it(tmp_path: Path, more: int) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"h" * content.HEAD + b"m" * more)
    seen = content.look(path)
    assert seen.head == b"h" * content.HEAD
    assert seen.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def _socket(path: Path) -> None:
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path.name)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        pytest.param(lambda path: path.touch(), "it is empty", id="empty"),
        pytest.param(lambda path: path.write_bytes(b"x" * 11), "it is larger than 10 bytes", id="too large"),
        pytest.param(lambda path: path.symlink_to("/etc/passwd"), "it is a symbolic link", id="link"),
        pytest.param(lambda path: path.symlink_to("/nowhere"), "it is a symbolic link", id="dangling link"),
        pytest.param(os.mkfifo, "it is a named pipe", id="pipe, which would wait for ever"),
        pytest.param(_socket, "it is a socket", id="socket"),
        pytest.param(lambda path: path.mkdir(), "it is a folder", id="folder"),
        pytest.param(lambda path: None, r"it cannot be opened \(No such file", id="gone"),
    ],
)
def test_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make, reason: str) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "entry"
    make(path)
    with pytest.raises(UnreadableError, match=reason):
        content.read(path, 10)


def test_a_device_is_refused() -> None:
    with pytest.raises(UnreadableError, match="it is a character device"):
        content.read(Path("/dev/zero"), 10)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("/a", "/a", True, id="links to one place"),
        pytest.param("/a", "/b", False, id="links to two places"),
    ],
)
def test_identity_of_a_link_is_where_it_points(tmp_path: Path, one: str, other: str, same: bool) -> None:
    hashes = set()
    for folder, target in (("1", one), ("2", other)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "link").symlink_to(target)
        seen = content.look(tmp_path / folder / "link")
        assert seen.head is None
        hashes.add(seen.sha256)
    assert (len(hashes) == 1) == same
