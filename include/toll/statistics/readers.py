"""Many readers of one process: views made once, and what every page sums and lists in memory until the lake changes.

Making the views takes half a second, and a question over Parquet a fifth of one before it reads a row. A page asks ten.
"""

from __future__ import annotations

import atexit
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock, Thread

from toll import generations
from toll.errors import QueryError
from toll.settings import Settings
from toll.statistics.about import about_article, about_incident
from toll.statistics.questions import selection
from toll.statistics.session import Session
from toll.statistics.shelves import Shelves
from toll.tables import INCIDENTS, TABLES

TOLLS, LISTED, UNDER = "conflict_every_toll", "conflict_every_incident", "conflict_incidents"
"""Held in memory: what sums are made of, some 200 bytes a row, and what is listed of incidents, as much a row."""

COLUMNS = (
    *("incident_id", "date_start", "date_end", "date_prec", "country", "country_code", "location", "place_name"),
    *("latitude", "longitude", "where_prec", "means", "perpetrator", "sources", "n_sources", "n_articles", "contested"),
    *("killed_low", "killed_best", "killed_high", "injured_best", "grading", "corrected"),
)
"""What pages ask of incidents when they list or choose them."""

Stamp = tuple[int, ...]
"""Changes whenever a part is published: when the folders of the tables were last changed, in nanoseconds."""

_SHARE = 4
"""Whoever keeps readers ready rests this many times as long as the last readying took."""

_SILENT_SECONDS = 60.0
"""A keeper of whom nothing was heard for so long is not waited for any more."""


@dataclass(frozen=True, slots=True)
class State:
    """The lake as it was at one moment, with all that readers need made ready."""

    lake: Settings
    """Of the generation that was the present one."""
    stamp: Stamp
    first: Session = field(compare=False, repr=False)
    shelves: Shelves = field(compare=False, repr=False)

    def session(self) -> Session:
        """A session, confined, with variables of its own; any thread may ask for one. Close it."""
        return self.first.beside()

    def about_incident(self, name: str) -> Session:
        """As `session`, in which every table but those of sources holds the rows of this incident alone."""
        return about_incident(self.session(), self.shelves, self.lake, name)

    def about_article(self, name: str) -> Session:
        """As `session`, in which articles and claims are those of this article alone."""
        return about_article(self.session(), self.shelves, self.lake, name)


class Readers:
    """States of `settings.lake`, one after the other; any thread may ask."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._making = Lock()
        self._state: State | None = None
        self._heard = float("-inf")

    def state(self) -> State:
        """The lake as it is now, or as it was a moment ago where somebody keeps readers ready.

        Raises QueryError where the lake has no tables yet.
        """
        state = self._state
        if state and (time.monotonic() - self._heard < _SILENT_SECONDS or self._is_present(state)):
            return state
        return self._renewed()

    def session(self) -> Session:
        """A session that sees that state."""
        return self.state().session()

    def keep(self, prepare: Callable[[State], None], seconds: float = 1.0) -> None:
        """Make each new state ready beside the readers, in a thread, and show it once `prepare` has worked on it.

        The lake is looked at every `seconds`, less often where readying takes long: readers see what came a moment ago.
        """
        stop = Event()
        thread = Thread(target=self._keep, args=(prepare, seconds, stop), name="toll-readers", daemon=True)
        thread.start()
        atexit.register(thread.join, 10.0)
        atexit.register(stop.set)  # called before the join

    def _keep(self, prepare: Callable[[State], None], seconds: float, stop: Event) -> None:
        rest = 0.0
        while not stop.wait(rest):
            began = time.monotonic()
            try:
                self._renewed(prepare)
                self._heard = time.monotonic()
            except (QueryError, OSError):
                pass  # no lake yet, or a generation that just went: whoever asks looks again
            rest = max(seconds, _SHARE * (time.monotonic() - began))

    def _renewed(self, prepare: Callable[[State], None] = lambda _: None) -> State:
        with self._making:
            if self._state is None or not self._is_present(self._state):
                state = self._made(self._state)
                prepare(state)
                self._state = state
            return self._state

    def _is_present(self, state: State) -> bool:
        return generations.pinned(self.settings) == state.lake and _stamp(state.lake) == state.stamp

    def _made(self, before: State | None) -> State:
        lake = generations.pinned(self.settings)
        if before is None or before.lake != lake:
            first = Session(lake, confined=True, beside=[lake.ledger])
            before = State(lake, (), first, Shelves(first.beside(), lake))
        state = State(lake, _stamp(lake), before.first, before.shelves)
        if not before.stamp or _of_incidents(before.stamp) != _of_incidents(state.stamp):
            with state.session() as session:
                session.hold(selection(TOLLS))
                session.hold(selection(LISTED), COLUMNS, under=[selection(UNDER)])
        state.shelves.refresh()
        return state


def _stamp(lake: Settings) -> Stamp:
    folders = (lake.lake / table.name for table in TABLES)
    return tuple(folder.stat().st_mtime_ns if folder.exists() else 0 for folder in folders)


def _of_incidents(stamp: Stamp) -> int:
    return stamp[TABLES.index(INCIDENTS)]
