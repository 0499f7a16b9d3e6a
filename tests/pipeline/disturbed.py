"""Tasks in processes of their own, killed just before their n-th change to the file system; and what is left then."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from toll import pipeline
from toll.files.batch import CUT
from toll.pipeline import bundles, sharing
from toll.settings import Settings

SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload(["toll.pipeline", "great_expectations", "pipeline.preloaded"])

_CHANGES = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink"})


def killed(change: int, task: Callable[..., Any], *arguments: Any) -> bool:
    """Run `task` and kill it before its `change`-th change; whether it was killed, not done before."""
    process = SERVER.Process(target=_run, args=(change, task, arguments))
    process.start()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL), f"{task.__name__} failed by itself"
    return process.exitcode != 0


def _run(change: int, task: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    seen = 0

    def count(event: str, details: tuple[Any, ...]) -> None:
        nonlocal seen
        if event in _CHANGES or (event == "open" and details[2] & (os.O_WRONLY | os.O_RDWR)):
            seen += 1
            if seen == change:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    task(*arguments)


def built_by_three(settings: Settings) -> None:
    """Build the incidents, few as they are, in three processes, which this one stays for ever."""
    sharing.SMALLEST = bundles.EVENTS_OF_BUNDLE = 1
    sharing.cores = lambda: 3
    pipeline.build_incidents(settings)


def published(settings: Settings) -> dict[str, bytes]:
    """What tasks leave, byte by byte: tables, staged parts, and every file with the place where it ended."""
    roots = (settings.lake, settings.staging, settings.archive, settings.quarantine)
    found = {path: path for root in roots for path in root.rglob("*") if path.is_symlink() or path.is_file()}
    kept = {path for path in found if not path.name.startswith(".") and path.name != "toll.duckdb"}
    return {str(path.relative_to(settings.data)): _bytes(path) for path in sorted(kept)}


def dropped(settings: Settings) -> list[bytes]:
    """The content of every dropped file, wherever it is now."""
    roots = (settings.inbox, settings.processing, settings.archive, settings.quarantine)
    paths = [path for root in roots for path in root.rglob("*") if path.is_symlink() or path.is_file()]
    ours = (".lock", ".tmp", ".reason.json")
    manifests = set(settings.processing.glob("*/*.json"))
    made = {path for path in paths if path.parent.name.startswith(CUT) or "!" in path.name}  # pieces and members
    return sorted(_bytes(path) for path in paths if not path.name.endswith(ours) and path not in manifests | made)


def _bytes(path: Path) -> bytes:
    return os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()
