"""Many readers of one process: the views are made once, and the tolls stay in memory until the lake changes.

Making the views takes half a second, and a question over Parquet a fifth of one before it reads a row. A page asks ten.
"""

from __future__ import annotations

from threading import Lock

from toll import generations
from toll.settings import Settings
from toll.statistics.questions import selection
from toll.statistics.session import Session
from toll.tables import TABLES

HELD = "conflict_every_toll"
"""The selection that sums are made of: some 200 bytes of memory a row."""

Stamp = tuple[int, ...]


class Readers:
    """Sessions over `settings.lake`, confined, each with variables of its own; any thread may ask for one."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._lock = Lock()
        self._first: Session | None = None
        self._stamp: Stamp = ()
        self._generation = ""

    def session(self) -> Session:
        """A session that sees the lake as it is now; close it. Raises QueryError where the lake has no tables yet."""
        with self._lock:
            present = generations.pinned(self.settings)
            if self._first is None or self._generation != present.generation:
                self._first, self._stamp = Session(present, confined=True), ()
                self._generation = present.generation
            if (now := self.stamp()) != self._stamp:
                self._first.hold(selection(HELD))
                self._stamp = now
            return self._first.beside()

    def stamp(self) -> Stamp:
        """Changes whenever a part is published: when the folders of the tables were last changed, in nanoseconds."""
        folders = (self.settings.lake / table.name for table in TABLES)
        return tuple(folder.stat().st_mtime_ns for folder in folders if folder.exists())
