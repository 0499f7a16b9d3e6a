"""Where things lie and how large they may be; read from the environment once, passed on as a value.

All paths hang under one data folder, so that a rename from one to the other stays on one file system and is atomic.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from toll.errors import ConfigurationError

INCLUDE = Path(__file__).resolve().parents[1]
"""Folder of `languages/`, `gazetteer/`, `expectations/` and `sql/`."""

PROJECT = INCLUDE.parent


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The folders under `data` and the limits in bytes, seconds and shares that every stage keeps."""

    data: Path
    max_file_bytes: int = 20_000_000
    batch_bytes: int = 16_000_000
    settle_seconds: float = 2.0
    read_seconds: float = 60.0
    read_memory_bytes: int = 4_000_000_000
    max_rejected_share: float = 0.2
    generation: str = ""
    """The one generation of the lake that is meant (`toll.generations`); empty for whichever is the present one."""

    @property
    def inbox(self) -> Path:
        """Where users drop files."""
        return self.data / "inbox"

    @property
    def processing(self) -> Path:
        """`<run>/<batch>/`: files claimed by a run and not yet filed away."""
        return self.data / "processing"

    @cached_property  # asked for with each of a hundred thousand files, as is the next
    def archive(self) -> Path:
        """`<first two of sha256>/<sha256>/<name>`: files whose articles are published."""
        return self.data / "archive"

    @cached_property
    def quarantine(self) -> Path:
        """`<first two of sha256>/<sha256>/<name>`, each file with its `.reason.json` beside it."""
        return self.data / "quarantine"

    @property
    def ledger(self) -> Path:
        """`<run>/<batch>.json`: what became of each batch and where each of its files is."""
        return self.data / "ledger"

    @property
    def staging(self) -> Path:
        """`<batch>/`: parts that are written but not yet judged or published."""
        return self.data / "staging"

    @property
    def lake(self) -> Path:
        """`<table>/*.parquet` and `toll.duckdb`: a link to the present generation, or the folder of `generation`."""
        return self.lakes / self.generation if self.generation else self.data / "lake"

    @property
    def lakes(self) -> Path:
        """`<generation>/`: the lake as it is, as it was before, and as it is being made."""
        return self.data / "lakes"

    @property
    def locks(self) -> Path:
        """Where those who write to the lake lock each other out: of the present one, whichever it becomes meanwhile."""
        return self.lake if self.generation else self.lakes

    @property
    def reports(self) -> Path:
        """`<batch>.html`: the validation pages; those of a `generation` lie in it until it is the present one."""
        return (self.lake if self.generation else self.data) / "validation"


def from_environment(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from `TOLL_DATA` (a folder, default `data/` of the checkout) and `TOLL_<LIMIT>` for each limit.

    Raises ConfigurationError where a limit is not a positive number.
    """
    env = os.environ if environ is None else environ
    data = Path(env.get("TOLL_DATA") or PROJECT / "data").resolve()
    return Settings(
        data=data,
        max_file_bytes=int(_positive(env, "TOLL_MAX_FILE_BYTES", Settings.max_file_bytes)),
        batch_bytes=int(_positive(env, "TOLL_BATCH_BYTES", Settings.batch_bytes)),
        settle_seconds=_positive(env, "TOLL_SETTLE_SECONDS", Settings.settle_seconds),
        read_seconds=_positive(env, "TOLL_READ_SECONDS", Settings.read_seconds),
        read_memory_bytes=int(_positive(env, "TOLL_READ_MEMORY_BYTES", Settings.read_memory_bytes)),
        max_rejected_share=_positive(env, "TOLL_MAX_REJECTED_SHARE", Settings.max_rejected_share),
    )


def _positive(env: Mapping[str, str], name: str, default: float) -> float:
    raw = env.get(name)
    if not raw:
        return default
    try:
        value = float(raw)
    except ValueError:
        value = 0.0
    if value <= 0:
        raise ConfigurationError(f"{name}={raw!r} is not a positive number; unset it to use {default:g}")
    return value
