"""Tasks whose disk fails them: full, read-only, not ours. What went wrong becomes one line that says what to do."""

from __future__ import annotations

import errno
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from toll.errors import StorageError
from toll.settings import Settings

_ADVICE = {
    errno.ENOSPC: "make room",
    errno.EDQUOT: "raise the quota",
    errno.EFBIG: "raise the limit of a file's size (ulimit -f)",
    errno.EROFS: "make it writable",
    errno.EACCES: "give this user the right to write",
    errno.EPERM: "give this user the right to write",
    errno.EMFILE: "raise the limit of open files (ulimit -n)",
    errno.ENFILE: "raise the limit of open files",
    errno.EIO: "look after the disk",
}

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


def told(task: Callable[Concatenate[Settings, _Given], _Result]) -> Callable[Concatenate[Settings, _Given], _Result]:
    """`task`, which raises StorageError where the file system refuses it; other errors stay what they are."""

    @wraps(task)
    def run(settings: Settings, /, *given: _Given.args, **named: _Given.kwargs) -> _Result:
        try:
            return task(settings, *given, **named)
        except OSError as error:
            if error.errno not in _ADVICE:
                raise
            raise StorageError(_line(settings, error)) from error

    return run


def _line(settings: Settings, error: OSError) -> str:
    where = f": {error.filename}" if error.filename else ""
    reason = " ".join((error.strerror or str(error)).split())
    return f"{settings.data} fails us ({reason}{where}); {_ADVICE[error.errno or 0]} and run again; no file is lost"
