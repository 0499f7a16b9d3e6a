"""What a data folder holds, so that two of them can be compared byte for byte; and where every dropped file is."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pipeline.disturbed import dropped
from toll import pipeline
from toll.settings import Settings

_OWN = (".lock", ".duckdb", ".sha256")
"""Locks, the file of views (DuckDB writes it in other bytes each time) and its seal."""

_RUN = re.compile(rb'(?<=processing/)[^/"]+|(?<=ledger/)[^/"]+|(?<=claimed-)[0-9a-f]{12}|(?<="run": ")[^"]+')
"""What may differ: the name of the run that took a file or a batch up, and the random name of its folder."""


def tree(settings: Settings) -> dict[str, bytes]:
    """Every file below the data folder with its bytes, what may differ replaced by a dash; things left aside too."""
    paths = [path for path in settings.data.rglob("*") if path.is_symlink() or path.is_file()]
    told = [(str(path.relative_to(settings.data)), path) for path in paths if not path.name.endswith(_OWN)]
    named = [(os.fsdecode(_RUN.sub(b"-", os.fsencode(name))), path) for name, path in told]
    assert len({name for name, _ in named}) == len(named), "one batch was written down twice"
    return {name: _bytes(name, path) for name, path in sorted(named)}


def _bytes(name: str, path: Path) -> bytes:
    if path.is_symlink():
        return os.fsencode(path.readlink())
    content = path.read_bytes()
    return _RUN.sub(b"-", content) if name.startswith(("processing", "ledger")) else content


def differences(found: dict[str, bytes], expected: dict[str, bytes]) -> list[str]:
    """The names of files that only one of two trees has, or that differ."""
    return sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))


def copied(settings: Settings, to: Path) -> Settings:
    """A copy of the data folder at `to`, in place of what was there."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(settings.data, to, symlinks=True)
    return replace(settings, data=to)


BATCH_STAGES = (pipeline.extract_batch, pipeline.validate_batch, pipeline.publish_batch)


def go_on(settings: Settings, run_id: str, at: datetime) -> None:
    """All that a later run does with what an earlier one left, up to the tables of articles, events and claims."""
    while pipeline.claim_files(settings, run_id, at):
        for batch in pipeline.unpack_files(settings, run_id, at):
            for stage in BATCH_STAGES:
                stage(settings, batch["batch"])


__all__ = ["BATCH_STAGES", "copied", "differences", "dropped", "go_on", "tree"]
