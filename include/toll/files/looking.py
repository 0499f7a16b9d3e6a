"""What a claimed file is, told by one look at it: what the file system says, and one reading of its bytes."""

from __future__ import annotations

import os

from toll.files import content
from toll.files.batch import DroppedFile
from toll.files.inbox import is_settled
from toll.settings import Settings


def identified(settings: Settings, path: str) -> DroppedFile:
    """The file `path` below the data folder, which nobody else writes to."""
    full = f"{settings.data}/{path}"
    return _identified(path, content.look(full), os.lstat(full))


def look(settings: Settings, path: str) -> tuple[DroppedFile, bytes | None] | None:
    """Identify a claimed file by its content; None where it is gone or someone still writes to it.

    With it comes how it begins (`content.Seen`), so that nobody needs to open it again to tell what it is.
    """
    full = f"{settings.data}/{path}"
    try:
        before, seen, after = os.lstat(full), content.look(full), os.lstat(full)
    except FileNotFoundError:
        return None
    if _stamp(before) != _stamp(after) or not is_settled(after, settings.settle_seconds):
        return None
    return _identified(path, seen, after), seen.head


def is_unchanged(settings: Settings, file: DroppedFile) -> bool:
    """Whether `file` still is where and what it was when it was looked at."""
    try:
        return _stamp(os.lstat(f"{settings.data}/{file.path}")) == (file.size, file.modified_ns)
    except FileNotFoundError:
        return False


def _identified(path: str, seen: content.Seen, found: os.stat_result) -> DroppedFile:
    return DroppedFile(path=path, sha256=seen.sha256, size=found.st_size, modified_ns=found.st_mtime_ns)


def _stamp(found: os.stat_result) -> tuple[int, int]:
    return found.st_size, found.st_mtime_ns
