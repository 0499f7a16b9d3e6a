"""Fixtures for all tests: a data folder of one's own, and a hand that drops files into its inbox."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from dropping import Drop
from listening import hook, mailbox  # noqa: F401
from toll.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data")


@pytest.fixture
def drop(settings: Settings) -> Drop:
    """Write a file into the inbox; it was changed last `age` seconds ago, an hour unless told otherwise."""

    def drop(name: str | bytes, content: str | bytes = "", age: float = 3600.0) -> Path:
        path = settings.inbox / os.fsdecode(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        changed = time.time() - age
        os.utime(path, (changed, changed))
        return path

    return drop
