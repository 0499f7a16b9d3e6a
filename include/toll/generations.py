"""Generations of the lake: `lake` is a link to the present one, and its swap shows every table new at the same instant.

A generation is a folder `lakes/<number>/` with all tables. One that is being made has a dot before its number. The one
before the present one stays, for readers who are still in it.
"""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from toll import durable
from toll.settings import Settings

MAKING = "making"
"""The lock of whoever makes a generation: one at a time."""

_FIRST = 1
_HERE = -100  # AT_FDCWD of fcntl.h
_EXCHANGE = 2  # RENAME_EXCHANGE of linux/fs.h


def begin(settings: Settings) -> None:
    """Make the lake's folder where there is none; one that has lost its link gets it back."""
    if settings.generation:
        settings.lake.mkdir(parents=True, exist_ok=True)
    elif not os.path.lexists(settings.lake):
        number = max(_numbers(settings), default=_FIRST)
        (settings.lakes / str(number)).mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):  # another was faster
            settings.lake.symlink_to(_target(settings, number))


def pinned(settings: Settings) -> Settings:
    """`settings` of the generation that is the present one now: who reads with them is in no other later."""
    if settings.generation or not settings.lake.is_symlink():
        return settings
    return replace(settings, generation=settings.lake.readlink().name)


@contextmanager
def draft(settings: Settings) -> Iterator[Settings]:
    """Settings of the next generation, an empty folder that nobody reads; it goes unless it is `finished`.

    What a killed maker left is removed first.
    """
    present = _present(settings)
    made = [settings.lakes / str(number) for number in _numbers(settings) if number > present]
    for folder in [*made, *settings.lakes.glob(".[0-9]*")]:
        shutil.rmtree(folder)
    new = replace(settings, generation=f".{present + 1}")
    begin(new)
    try:
        yield new
    finally:
        shutil.rmtree(new.lake, ignore_errors=True)


def finished(made: Settings) -> Settings:
    """Settings of the draft `made` under the name that it keeps."""
    done = replace(made, generation=made.generation.removeprefix("."))
    made.lake.rename(done.lake)
    return done


def show(settings: Settings, made: Settings) -> None:
    """Make the finished generation `made` the present one; remove those before the one that it replaces.

    Whoever writes to the lake must be locked out meanwhile.
    """
    durable.flush()
    if not settings.lake.is_symlink():
        _adopt(settings)
    before = _present(settings)
    with durable.replacing(settings.lake, synced=False) as aside:
        aside.unlink(missing_ok=True)
        aside.symlink_to(_target(settings, int(made.generation)))
    durable.flush()
    for number in _numbers(settings):
        if number < before:
            shutil.rmtree(settings.lakes / str(number))


def _adopt(settings: Settings) -> None:
    """Turn the plain folder of older versions into the first generation, and put a link in its place."""
    first = settings.lakes / str(_FIRST)
    if first.is_symlink():
        first.unlink()  # a killed one left it
    first.symlink_to(_target(settings, _FIRST))
    if not _exchanged(settings.lake, first):
        # For this one instant there is no lake; `begin` gives the link back where the process is killed in it.
        first.unlink()
        settings.lake.rename(first)
        settings.lake.symlink_to(_target(settings, _FIRST))


def _exchanged(one: Path, other: Path) -> bool:
    """Let two entries change places at one instant; False where the system or its file system cannot."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return rename is not None and rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0


def _present(settings: Settings) -> int:
    return int(settings.lake.readlink().name) if settings.lake.is_symlink() else _FIRST


def _target(settings: Settings, number: int) -> str:
    """Relative, so that the data folder can be moved or mounted elsewhere."""
    return f"{settings.lakes.name}/{number}"


def _numbers(settings: Settings) -> Iterator[int]:
    folders = settings.lakes.glob("[0-9]*")
    return iter(sorted(int(path.name) for path in folders if path.name.isdigit() and not path.is_symlink()))
