"""The inbox: which entries have settled, and how a run claims them.

Entries are moved without being opened, so that a pipe, a device or a link can do no harm here.
"""

from __future__ import annotations

import errno
import os
import stat
import time
import uuid
from collections.abc import Collection, Iterator
from pathlib import Path

from toll.errors import ConfigurationError, StorageError
from toll.files import many, names
from toll.settings import Settings

UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".download", ".filepart")
"""Suffixes under which browsers and transfer tools write until they have finished."""

SKEW_SECONDS = 60.0
"""A time of change further ahead than this was not written by a clock that runs now: the file stands still."""

SIDECAR = ".json"
"""Suffix of a file that may tell of the one of the same name beside it."""

CLAIMED = "claimed-"
"""Head of the name of a folder that holds what one pass took from the inbox."""


def waiting(inbox: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Every finished-looking entry under `inbox`, in its folders too, with what the file system says of it.

    An entry is told by its path below `inbox`. Hidden names and those of UNFINISHED are passed over, links are not
    followed, and a missing folder is an empty one.
    """
    yield from _waiting(str(inbox), "")


def _waiting(folder: str, within: str) -> Iterator[tuple[str, os.stat_result]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith(UNFINISHED):
            continue
        try:
            found = entry.stat(follow_symlinks=False)
        except OSError:
            continue  # taken away between listing and looking, or in a folder that is not ours to look into
        if stat.S_ISDIR(found.st_mode):
            yield from _waiting(entry.path, f"{within}{entry.name}/")
        else:
            yield within + entry.name, found


def is_settled(found: os.stat_result, settle_seconds: float, now: float | None = None) -> bool:
    """Whether the entry has stood still for `settle_seconds` before `now` (seconds since 1970, default the clock)."""
    age = (time.time() if now is None else now) - found.st_mtime
    return age >= settle_seconds or age < -SKEW_SECONDS


def claim(settings: Settings, run_id: str) -> int:
    """Rename every settled entry of the inbox into a new folder of this run; returns how many.

    A file and its sidecar, `NAME.json` beside `NAME.txt`, go together: neither is taken while the other still changes.
    The folder is new each time, so that a rename never lands on another file. Raises ConfigurationError where the
    inbox is not ours to use or on another file system than `processing/`, StorageError where no entry can be moved.
    """
    if settings.inbox.exists() and not os.access(settings.inbox, os.R_OK | os.W_OK | os.X_OK, effective_ids=True):
        raise ConfigurationError(f"this user has no right to take files out of {settings.inbox}")
    settled = _settled(settings)
    if not settled:
        return 0
    folder = settings.processing / names.stored(run_id) / f"{CLAIMED}{uuid.uuid4().hex[:12]}"
    folder.mkdir(parents=True)
    inbox = settings.inbox
    problems = [problem for path in settled if (problem := _take(inbox, path, folder))]
    if len(problems) == len(settled):
        raise StorageError(f"none of {len(settled)} dropped files can be moved out of {settings.inbox}: {problems[0]}")
    return len(settled) - len(problems)


def _settled(settings: Settings) -> list[str]:
    looked = [(path, is_settled(found, settings.settle_seconds)) for path, found in waiting(settings.inbox)]
    young = {path for path, is_old in looked if not is_old}
    stems = {names.split(path)[0] for path in young}
    return [path for path, is_old in looked if is_old and not _waits(path, young, stems)]


def _waits(path: str, young: Collection[str], stems: Collection[str]) -> bool:
    """Whether what may tell of `path`, or what it may tell of, is not settled yet."""
    stem, suffix = names.split(path)
    return stem in stems if suffix == SIDECAR else stem + SIDECAR in young


def _take(inbox: Path, path: str, folder: Path) -> str | None:
    name = names.stored(path)
    try:
        many.move(f"{inbox}/{path}", f"{folder}/{name}")
    except FileNotFoundError:
        return None  # its owner took it back
    except OSError as error:
        if error.errno == errno.EXDEV:
            raise ConfigurationError(f"{inbox} and {folder} are on two file systems; put both on one") from error
        return f"{names.shown(name)} ({error.strerror})"
    return None
