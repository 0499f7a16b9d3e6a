"""A real disk that is too small or read-only for a while; where nothing may be mounted, limits and rights instead."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from faults.conftest import ALL
from faults.trees import copied, differences, dropped, tree
from pipeline.conftest import AT
from pipeline.disturbed import SERVER
from toll import lake, pipeline
from toll.errors import StorageError
from toll.settings import Settings

SHARES = tuple(n / 10 for n in range(1, 10)) if os.environ.get(ALL) else (0.4,)
"""Of the room that the lot needs."""


@dataclass(frozen=True)
class Disk:
    """A file system in memory of its own at `folder`; no file system, but limits on ours, where none may be mounted."""

    folder: Path
    is_mounted: bool

    def remount(self, options: str) -> None:
        """Change its size or whether it can be written."""
        subprocess.run(["mount", "-o", f"remount,{options}", self.folder], check=True)


@contextmanager
def disk(folder: Path) -> Iterator[Disk]:
    folder.mkdir(parents=True, exist_ok=True)
    asked = ["mount", "-t", "tmpfs", "-o", "size=64m", "toll-test", folder]
    done = subprocess.run(asked, check=False, capture_output=True)
    try:
        yield Disk(folder, done.returncode == 0)
    finally:
        if done.returncode == 0:
            subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture(scope="module")
def undisturbed(full_inbox: Settings, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    settings = copied(full_inbox, tmp_path_factory.mktemp("undisturbed") / "data")
    pipeline.ingest(settings, "run", AT)
    return _lake_and_files(tree(settings))


def _lake_and_files(found: dict[str, bytes]) -> dict[str, bytes]:
    # The page of a build that was broken off shows the countries that were left.
    return {name: content for name, content in found.items() if not name.startswith("validation/")}


def _limited(settings: Settings, file_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, resource.RLIM_INFINITY))
    with pytest.raises(StorageError, match="ulimit -f"):
        pipeline.ingest(settings, "run", AT)


@pytest.mark.parametrize("share", SHARES)
def test_a_full_disk_is_told_and_with_room_the_run_completes(
    share: float, full_inbox: Settings, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    needed = sum(4096 * (1 + len(content) // 4096) for content in undisturbed.values())
    with disk(tmp_path / "disk") as small:
        settings = copied(full_inbox, small.folder / "data")
        everything = dropped(settings)
        if small.is_mounted:
            small.remount(f"size={int(share * needed) // 1024}k")
            with pytest.raises(StorageError, match=r"^[^\n]*No space left on device[^\n]*$"):
                pipeline.ingest(settings, "run", AT)
            small.remount("size=64m")
        else:
            process = SERVER.Process(target=_limited, args=(settings, int(share * 5000)))
            process.start()
            process.join()
            assert process.exitcode == 0
        assert dropped(settings) == everything
        pipeline.ingest(settings, "run", AT)
        assert differences(_lake_and_files(tree(settings)), undisturbed) == []


@pytest.mark.parametrize("which", ["", "lakes", "lakes/1/claims"] if os.environ.get(ALL) else ["lakes"])
def test_a_read_only_folder_is_told_and_made_writable_the_run_completes(
    which: str, full_inbox: Settings, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    settings = copied(full_inbox, tmp_path / "data")
    everything = dropped(settings)
    with disk(settings.data / which if which else settings.data) as here:
        if here.is_mounted and not which:
            copied(full_inbox, here.folder / "inner")
            settings = Settings(data=here.folder / "inner", batch_bytes=full_inbox.batch_bytes)
        lake.initialise(settings)
        _close(here)
        with pytest.raises(StorageError, match=r"^[^\n]*(Read-only file system|Permission denied)[^\n]*$"):
            pipeline.ingest(settings, "run", AT)
        _open(here)
        assert dropped(settings) == everything
        pipeline.ingest(settings, "run", AT)
        assert differences(_lake_and_files(tree(settings)), undisturbed) == []


def _close(here: Disk) -> None:
    if here.is_mounted:
        here.remount("ro")
    else:
        for folder in (here.folder, *(path for path in here.folder.rglob("*") if path.is_dir())):
            folder.chmod(0o555)


def _open(here: Disk) -> None:
    if here.is_mounted:
        here.remount("rw")
    else:
        here.folder.chmod(0o755)
        for path in here.folder.rglob("*"):
            path.is_dir() and path.chmod(0o755)
