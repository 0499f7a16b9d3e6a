import multiprocessing
import time
from contextlib import suppress
from pathlib import Path

import pytest

from toll import durable


def _fail_half_way(path: Path, content: bytes) -> None:
    with suppress(ZeroDivisionError), durable.replacing(path) as aside:
        aside.write_bytes(content)
        raise ZeroDivisionError


def test_write_replaces_the_whole_content(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "a.json"
    durable.write(path, b"a longer first content")
    durable.write(path, b"second")
    assert path.read_bytes() == b"second"
    assert [entry.name for entry in path.parent.iterdir()] == ["a.json"]


def test_what_fails_half_way_leaves_the_old_content(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    durable.write(path, b"old")
    _fail_half_way(path, b"half")
    assert path.read_bytes() == b"old"


def test_what_a_killed_writer_left_aside_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    _fail_half_way(path, b"a long half that was never renamed")
    durable.write(path, b"new")
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.json"]


def _hold(path: Path, taken: Path) -> None:
    with durable.locked(path):
        taken.touch()
        time.sleep(60)


def test_a_lock_keeps_others_out_until_its_holder_is_killed(tmp_path: Path) -> None:
    lock, taken = tmp_path / ".lock", tmp_path / "taken"
    holder = multiprocessing.get_context("spawn").Process(target=_hold, args=(lock, taken), daemon=True)
    holder.start()
    while not taken.exists():
        time.sleep(0.01)
    other = multiprocessing.get_context("spawn").Process(target=_hold, args=(lock, tmp_path / "second"), daemon=True)
    other.start()
    other.join(1.5)
    assert not (tmp_path / "second").exists()
    holder.kill()
    while not (tmp_path / "second").exists():
        time.sleep(0.01)
    other.kill()


def test_held_says_whether_the_file_is_still_there(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    with durable.held(path) as is_there:
        assert not is_there
    path.touch()
    with durable.held(path) as is_there:
        assert is_there


@pytest.mark.parametrize("inside", [pytest.param(True, id="full"), pytest.param(False, id="empty")])
def test_only_an_empty_folder_is_removed(tmp_path: Path, inside: bool) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    if inside:
        (folder / "file").touch()
    durable.remove_if_empty(folder)
    assert folder.exists() == inside
    durable.remove_if_empty(tmp_path / "never there")
