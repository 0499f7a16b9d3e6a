"""The watch over the inbox: says that settled files wait there, never which. The folder itself is the queue.

An event is a hint that a run is due. It may come twice, or be lost; the run looks into the folder itself.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Mapping
from typing import Any

from airflow.triggers.base import BaseEventTrigger, TriggerEvent

Sighting = tuple[int, int]
"""Size in bytes and modification time in nanoseconds."""

_UNFINISHED = (".part", ".tmp")


class InboxTrigger(BaseEventTrigger):
    """Fires when a settled file is new in `inbox`, and every `remind_seconds` while any is left.

    A file is settled when its size and time of change have stood still for `settle_seconds`. Hidden files and names
    ending in `.part` or `.tmp` are not counted. A missing or unreadable folder counts as empty.
    """

    def __init__(
        self, inbox: str, settle_seconds: float = 2.0, poll_seconds: float = 0.5, remind_seconds: float = 30.0
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.inbox = inbox
        self.settle_seconds = settle_seconds
        self.poll_seconds = poll_seconds
        self.remind_seconds = remind_seconds

    def serialize(self) -> tuple[str, dict[str, Any]]:
        """Class path and arguments, from which the triggerer makes this trigger again."""
        names = ("inbox", "settle_seconds", "poll_seconds", "remind_seconds")
        return f"{__name__}.{type(self).__name__}", {name: getattr(self, name) for name in names}

    async def run(self) -> AsyncIterator[TriggerEvent]:
        """Watch for ever; each event carries only how many files wait."""
        watch = Watch(self.settle_seconds)
        announced: frozenset[str] = frozenset()
        fired = 0.0
        while True:
            seen = await asyncio.to_thread(scan, self.inbox)
            now = time.monotonic()
            settled = watch.settled(seen, now=now, clock_ns=time.time_ns())
            if settled - announced or (settled and now - fired >= self.remind_seconds):
                fired = now
                yield TriggerEvent({"waiting": len(settled)})  # type: ignore[no-untyped-call]
            announced = settled
            await asyncio.sleep(max(self.poll_seconds, 2 * (time.monotonic() - now)))


class Watch:
    """Remembers since when each file has stood still."""

    def __init__(self, settle_seconds: float) -> None:
        self._settle_seconds = settle_seconds
        self._still: dict[str, tuple[Sighting, float]] = {}

    def settled(self, seen: Mapping[str, Sighting], *, now: float, clock_ns: int) -> frozenset[str]:
        """Names in `seen` that are settled; `now` is in seconds on a clock that never goes back."""
        self._still = {name: (sighting, self._since(name, sighting, now)) for name, sighting in seen.items()}
        oldest_ns = clock_ns - int(self._settle_seconds * 1e9)
        return frozenset(
            name
            for name, ((_, changed_ns), since) in self._still.items()
            if changed_ns <= oldest_ns or now - since >= self._settle_seconds
        )

    def _since(self, name: str, sighting: Sighting, now: float) -> float:
        before = self._still.get(name)
        return before[1] if before and before[0] == sighting else now


def scan(inbox: str) -> dict[str, Sighting]:
    """Every finished-looking regular file directly in `inbox`, by name."""
    seen: dict[str, Sighting] = {}
    try:
        with os.scandir(inbox) as entries:
            for entry in entries:
                if not entry.name.startswith(".") and not entry.name.endswith(_UNFINISHED):
                    _sight(entry, seen)
    except OSError:
        return {}
    return seen


def _sight(entry: os.DirEntry[str], seen: dict[str, Sighting]) -> None:
    try:
        if entry.is_file(follow_symlinks=False):
            stat = entry.stat(follow_symlinks=False)
            seen[entry.name] = (stat.st_size, stat.st_mtime_ns)
    except OSError:
        return  # taken away between listing and looking
