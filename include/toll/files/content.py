"""The bytes of a dropped file, taken from regular files alone: a link, pipe, device or socket is never opened."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, FileIO
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


HEAD = 1 << 16
"""Bytes at the start of a source by which its format is told."""

_OURS = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})
"""Failures that say nothing about the file: another try may read it."""

_BLOCK = 1 << 18


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


@dataclass(frozen=True, slots=True)
class Seen:
    """What one reading of a file tells: the SHA-256 of its bytes, and the first HEAD of them, None if unreadable.

    Of an entry that cannot be read it is the SHA-256 of all that tells it from another.
    """

    sha256: str
    head: bytes | None


def opened(path: Path) -> BufferedReader:
    """The regular file `path`, open for reading; raises UnreadableError for anything else, or where it is not ours."""
    return BufferedReader(_opened(path))


def special(mode: int) -> str | None:
    """What an entry of this `st_mode` is, such as `a symbolic link`; None for a regular file or no kind."""
    return _KINDS.get(stat.S_IFMT(mode))


def look(path: Path | str) -> Seen:
    """Read `path` once, to its end."""
    head = None
    try:
        with _opened(path) as file, reading():
            head = file.read(HEAD)
            digest = hashlib.sha256(head)
            while block := file.read(_BLOCK):
                digest.update(block)
        return Seen(digest.hexdigest(), head)
    except UnreadableError as error:
        return Seen(_sha256_of_unreadable(Path(path), str(error)), head)


def sha256(path: Path) -> str:
    """SHA-256 of the bytes of `path`; of an entry that cannot be read, that of all that tells it from another."""
    return look(path).sha256


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


def _opened(path: Path | str) -> FileIO:
    try:
        _refuse_special(os.lstat(path))
        # Between the look and the opening the entry may have been exchanged: neither follow nor wait.
        file = FileIO(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC))
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


def _sha256_of_unreadable(path: Path, why: str) -> str:
    return hashlib.sha256(os.fsencode("\0".join((why, path.name, *_marks(path))))).hexdigest()


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
