"""The watch over the inbox: says that settled files wait there, never which. The folder itself is the queue.

An event is a hint that a run is due. It may come twice, or be lost; the run looks into the folder itself.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from airflow.triggers.base import BaseEventTrigger, TriggerEvent

from toll.files import inbox

Sighting = tuple[str, int, int]
"""Path in the inbox, bytes and time of change in nanoseconds: a file put in the place of another is a new one."""


class InboxTrigger(BaseEventTrigger):
    """Fires when a settled file is new in `folder`, and every `remind_seconds` while any is left.

    What counts as settled is what a run would claim (`toll.files.inbox`). A missing folder counts as empty.
    """

    def __init__(
        self, folder: str, settle_seconds: float = 2.0, poll_seconds: float = 0.5, remind_seconds: float = 30.0
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.folder = folder
        self.settle_seconds = settle_seconds
        self.poll_seconds = poll_seconds
        self.remind_seconds = remind_seconds

    def serialize(self) -> tuple[str, dict[str, Any]]:
        """Class path and arguments, from which the triggerer makes this trigger again."""
        names = ("folder", "settle_seconds", "poll_seconds", "remind_seconds")
        return f"{__name__}.{type(self).__name__}", {name: getattr(self, name) for name in names}

    async def run(self) -> AsyncIterator[TriggerEvent]:
        """Watch for ever; an event carries only how many files wait."""
        announced: frozenset[Sighting] = frozenset()
        fired = 0.0
        while True:
            began = time.monotonic()
            settled = await asyncio.to_thread(_settled, Path(self.folder), self.settle_seconds)
            if settled - announced or (settled and began - fired >= self.remind_seconds):
                fired = began
                yield TriggerEvent({"waiting": len(settled)})  # type: ignore[no-untyped-call]
            announced = settled
            # A folder that takes long to look through is looked through less often.
            await asyncio.sleep(max(self.poll_seconds, 2 * (time.monotonic() - began)))


def _settled(folder: Path, settle_seconds: float) -> frozenset[Sighting]:
    return frozenset(
        (path, found.st_size, found.st_mtime_ns)
        for path, found in inbox.waiting(folder)
        if inbox.is_settled(found, settle_seconds)
    )
