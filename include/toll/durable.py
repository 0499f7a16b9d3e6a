"""Files that appear whole or not at all, and locks that the kernel lets go of when their holder is killed."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def replacing(path: Path, *, synced: bool = True) -> Iterator[Path]:
    """Yield a path aside to write to; it becomes `path` in one rename when the block ends, never when it raises.

    Where `synced`, a loss of power after this cannot undo it. Two writers of one path must hold one lock: what a killed
    writer left aside is simply written over.
    """
    written = aside(path)
    yield written
    if synced:
        _sync(written)
    written.replace(path)
    if synced:
        _sync(path.parent)


def aside(path: Path) -> Path:
    """Where what is to become `path` is written first, in the same folder, which is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.with_name(f".{path.name}.tmp")


def write(path: Path, content: bytes, *, synced: bool = True) -> None:
    """Make `content` the content of `path`, as `replacing` does."""
    with replacing(path, synced=synced) as aside:
        aside.write_bytes(content)


def flush() -> None:
    """Bring to the disk whatever was written and renamed before: cheaper than file by file where there are many."""
    os.sync()


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file `path`, waiting for whoever holds it; it stays in place, empty."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def held(path: Path) -> Iterator[bool]:
    """Hold the file `path` itself, which its holder may remove; yields whether it is still there."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        yield False
        return
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield path.exists()


def lend(path: Path, to: Path) -> None:
    """Make `to` another name of the file `path`, or a copy where the file system has no such names.

    Whoever later replaces one of the two, as `replacing` does, leaves the other as it was.
    """
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path, to)
    except OSError:
        shutil.copyfile(path, to)


def remove_if_empty(folder: Path) -> None:
    """Remove `folder` unless something is in it, or it is gone already."""
    with suppress(OSError):
        folder.rmdir()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
