"""The bytes of a dropped file, taken from regular files alone: a link, pipe, device or socket is never opened."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from toll.errors import UnreadableError

_KINDS = {
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFBLK: "a block device",
    stat.S_IFCHR: "a character device",
    stat.S_IFDIR: "a folder",
}


_OURS = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})
"""Failures that say nothing about the file: another try may read it."""


def is_ours(error: BaseException) -> bool:
    """Whether the machine is to blame for what went wrong while a file was read, not the file or where it lies."""
    return isinstance(error, OSError) and error.errno in _OURS


@contextmanager
def reading() -> Iterator[None]:
    """Read within it; raises UnreadableError where the disk does not give the bytes, which another try may not mend."""
    try:
        yield
    except OSError as error:
        if is_ours(error):
            raise
        raise UnreadableError(f"it cannot be read ({error.strerror or error})") from error


def opened(path: Path) -> BufferedReader:
    """The regular file `path`, open for reading; raises UnreadableError for anything else, or where it is not ours."""
    try:
        _refuse_special(path.lstat())
        # Between the look and the opening the entry may have been exchanged: neither follow nor wait.
        file = os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb")
    except OSError as error:
        if is_ours(error):
            raise
        raise UnreadableError(f"it cannot be opened ({error.strerror})") from error
    try:
        _refuse_special(os.fstat(file.fileno()))
    except UnreadableError:
        file.close()
        raise
    return file


def special(mode: int) -> str | None:
    """What an entry of this `st_mode` is, such as `a symbolic link`; None for a regular file or no kind."""
    return _KINDS.get(stat.S_IFMT(mode))


def sha256(path: Path) -> str:
    """SHA-256 of the bytes of `path`; of an entry that cannot be read, that of all that tells it from another."""
    try:
        with opened(path) as file, reading():
            return hashlib.file_digest(file, "sha256").hexdigest()
    except UnreadableError as error:
        return hashlib.sha256(os.fsencode("\0".join((str(error), path.name, *_marks(path))))).hexdigest()


def sha256_of(content: bytes) -> str:
    """SHA-256 of bytes."""
    return hashlib.sha256(content).hexdigest()


def read(path: Path, max_bytes: int) -> bytes:
    """All bytes of `path`; raises UnreadableError where it is empty, larger than `max_bytes` or no regular file."""
    with opened(path) as file, reading():
        content = file.read(max_bytes + 1)
    if not content:
        raise UnreadableError("it is empty")
    if len(content) > max_bytes:
        raise UnreadableError(f"it is larger than {max_bytes:,} bytes; cut it, or raise TOLL_MAX_FILE_BYTES")
    return content


def _marks(path: Path) -> tuple[str, ...]:
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode):
        return (str(path.readlink()),)
    # Bytes that we may not read could be any: only the very same file counts as the same.
    own = (found.st_ino, found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else (found.st_rdev,)
    return tuple(map(str, own))


def _refuse_special(found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableError(f"it is {_KINDS.get(stat.S_IFMT(found.st_mode), 'no file')}, not a file")
