"""What is done to thousands of files in a row, by paths as text: pathlib parses one for longer than the call takes."""

# ruff: noqa: PTH102, PTH103, PTH104, PTH208

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def listed(folder: Path | str) -> list[str]:
    """The names in `folder`, in order; none where there is no such folder."""
    try:
        return sorted(os.listdir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return []


def move(path: str, to: str) -> None:
    """Rename the file `path` to `to`, in place of what was there."""
    os.rename(path, to)


def make(folder: str) -> None:
    """Make `folder`, and those above it that lack; it may be there already."""
    try:
        with suppress(FileExistsError):
            os.mkdir(folder)
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
