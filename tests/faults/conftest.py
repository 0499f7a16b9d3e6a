"""The lot of `tests/pipeline` as one batch, and how many points of a fault there is time for."""

from __future__ import annotations

import io
import os
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from faults.scenes import Points, Scene, on_their_way
from pipeline.conftest import HERAT, LOT
from toll.settings import Settings

ALL = "TOLL_TEST_FAULTS"
"""Set by `make test-faults`: try every point."""

SIDECAR = b'{"outlet": "Le Matin", "published": "2022-03-04"}'


def affordable(few: Mapping[str, int]) -> list[str]:
    """The names for which there is time for any point at all."""
    return [name for name, number in few.items() if number or os.environ.get(ALL)]


def packed() -> bytes:
    """A ZIP of two dispatches and a member that is none."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, killed in (("kandahar.txt", "sept"), ("farah.txt", "neuf")):
            archive.writestr(zipfile.ZipInfo(name), HERAT.replace("quatre", killed))
        archive.writestr(zipfile.ZipInfo("empty.txt"), "")
    return made.getvalue()


@pytest.fixture(scope="session")
def full_inbox(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose inbox holds the mixed lot, a sidecar and a link, so large a batch that it is one."""
    settings = Settings(data=tmp_path_factory.mktemp("faults") / "data", batch_bytes=1_000_000)
    for name, content in {**LOT, "herat.json": SIDECAR, "packed.zip": packed()}.items():
        path = settings.inbox / os.fsdecode(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        os.utime(path, (0, 0))
    (settings.inbox / "link.txt").symlink_to("/etc/hostname")
    os.utime(settings.inbox / "link.txt", (0, 0), follow_symlinks=False)
    return settings


@pytest.fixture(scope="session")
def scenes(full_inbox: Settings) -> dict[str, Scene]:
    """One scene before each task."""
    return on_their_way(full_inbox)


@pytest.fixture
def points() -> Points:
    """Of all points at which to disturb, `few` spread evenly; all of them where there is time."""

    def chosen(every: tuple[int, ...], few: int) -> tuple[int, ...]:
        if os.environ.get(ALL) or len(every) <= few:
            return every
        return tuple(every[int((n + 0.5) * len(every) / few)] for n in range(few))

    return chosen


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a megabyte; skips where none may be mounted."""
    folder = tmp_path / "small"
    folder.mkdir()
    asked = ["mount", "-t", "tmpfs", "-o", "size=1m", "toll-test", folder]
    if subprocess.run(asked, check=False, capture_output=True).returncode:
        pytest.skip("nothing may be mounted here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)
