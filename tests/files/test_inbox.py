import os
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dropping import Drop
from toll.errors import ConfigurationError, TollError
from toll.files import batch, inbox
from toll.settings import Settings


def _claimed(settings: Settings) -> list[str]:
    return sorted(Path(path).name for path in batch.claimed(settings))


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        pytest.param("a.txt", True, id="a file"),
        pytest.param("no suffix", True, id="without suffix"),
        pytest.param("reuters/2022/a.txt", True, id="in folders"),
        pytest.param("-rf", True, id="like an option"),
        pytest.param(b"caf\xe9", True, id="name not UTF-8"),
        pytest.param(".hidden", False, id="hidden"),
        pytest.param(".git/config", False, id="in a hidden folder"),
        pytest.param("a.txt.part", False, id="still being written"),
        pytest.param("a.txt.tmp", False, id="temporary"),
        pytest.param("a.pdf.crdownload", False, id="still being loaded"),
    ],
)
def test_what_is_taken(settings: Settings, drop: Drop, name: str | bytes, taken: bool) -> None:
    path = drop(name, "x")
    assert inbox.claim(settings, "run") == taken
    assert path.exists() != taken


@pytest.mark.parametrize(
    ("age", "settled"),
    [
        pytest.param(5, True, id="stands still"),
        pytest.param(0.5, False, id="just written"),
        pytest.param(-5, False, id="a clock a little ahead"),
        pytest.param(-7200, True, id="written before the clock was set back"),
    ],
)
def test_settled(settings: Settings, drop: Drop, age: float, settled: bool) -> None:
    found = drop("a.txt", "x", age=age).lstat()
    assert inbox.is_settled(found, settings.settle_seconds) == settled
    assert inbox.claim(settings, "run") == settled


def test_a_missing_inbox_is_an_empty_one(settings: Settings) -> None:
    assert inbox.claim(settings, "run") == 0


def test_links_are_not_followed(settings: Settings, drop: Drop, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("not dropped")
    drop("a.txt", "x")
    (settings.inbox / "folder").symlink_to(outside)
    os.utime(settings.inbox / "folder", (0, 0), follow_symlinks=False)
    assert inbox.claim(settings, "run") == 2
    assert _claimed(settings) == ["a.txt", "folder"]
    assert (outside / "secret.txt").exists()


def test_pipes_and_sockets_are_moved_unopened(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.inbox.mkdir(parents=True)
    monkeypatch.chdir(settings.inbox)
    os.mkfifo("pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
    for name in ("pipe", "socket"):
        os.utime(name, (0, 0))
    assert inbox.claim(settings, "run") == 2
    assert _claimed(settings) == ["pipe", "socket"]


def test_the_same_name_again_lands_on_no_other_file(settings: Settings, drop: Drop) -> None:
    for content in ("first", "second"):
        drop("a.txt", content)
        inbox.claim(settings, "run")
    contents = {(settings.data / path).read_text() for path in batch.claimed(settings)}
    assert contents == {"first", "second"}


def test_a_run_name_is_made_safe(settings: Settings, drop: Drop) -> None:
    drop("a.txt", "x")
    inbox.claim(settings, "../../asset__2022-03-05T00:00:00+00:00")
    assert [path.name for path in settings.processing.iterdir()] == ["..%2F..%2Fasset__2022-03-05T00:00:00+00:00"]


def test_a_file_taken_back_in_the_last_moment_is_no_error(settings: Settings, drop: Drop, tmp_path: Path) -> None:
    drop("a.txt", "x")
    path = drop("b.txt", "x")
    waiting = list(inbox.waiting(settings.inbox))
    path.unlink()
    assert [path for path, _ in waiting] == ["a.txt", "b.txt"]
    assert inbox.claim(settings, "run") == 1


@pytest.fixture
def powerless() -> Iterator[Settings]:
    """Settings of a data folder that this process may not write to, not even as root."""
    mine = os.geteuid()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Settings(data=Path(folder))
        os.seteuid(mine)


def _as_nobody() -> None:
    if os.geteuid() == 0:
        os.seteuid(65534)


@pytest.mark.parametrize(
    ("inbox_mode", "folder_mode", "error", "message"),
    [
        pytest.param(0o555, 0o777, ConfigurationError, "no right to take files out of .*/inbox", id="inbox"),
        pytest.param(
            0o777, 0o555, TollError, r"none of 1 dropped .*: reuters/a\.txt \(Permission", id="a folder in it"
        ),
    ],
)
def test_files_that_cannot_be_moved_are_told(
    powerless: Settings, inbox_mode: int, folder_mode: int, error: type[TollError], message: str
) -> None:
    path = powerless.inbox / "reuters" / "a.txt"
    path.parent.mkdir(parents=True)
    path.touch()
    os.utime(path, (0, 0))
    powerless.processing.mkdir()
    powerless.processing.chmod(0o777)
    path.parent.chmod(folder_mode)
    powerless.inbox.chmod(inbox_mode)
    _as_nobody()
    with pytest.raises(error, match=message):
        inbox.claim(powerless, "run")


def test_an_inbox_on_another_file_system_is_told(settings: Settings) -> None:
    settings.data.mkdir()
    others = (Path(folder) for folder in ("/dev/shm", "/var/tmp"))  # noqa: S108  file systems at hand
    other = next(folder for folder in others if folder.stat().st_dev != settings.data.stat().st_dev)
    with tempfile.TemporaryDirectory(dir=other) as elsewhere:
        (Path(elsewhere) / "a.txt").touch()
        os.utime(Path(elsewhere) / "a.txt", (0, 0))
        settings.inbox.symlink_to(elsewhere)
        with pytest.raises(ConfigurationError, match="are on two file systems; put both on one"):
            inbox.claim(settings, "run")


def test_a_slow_writer_is_left_alone_until_it_stops(settings: Settings, drop: Drop) -> None:
    path = drop("a.txt", "begin", age=0)
    assert inbox.claim(settings, "run") == 0
    os.utime(path, (time.time() - 10,) * 2)
    assert inbox.claim(settings, "run") == 1
