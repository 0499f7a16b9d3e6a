"""Which parts hold the rows of an id: of the tables that batches bring, kept in memory by a hash of the id.

Each part is looked through once, when it comes. So a page about one article reads a part or two and not hundreds. It
takes some 20 bytes an article and an event.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from toll.lake import EMPTY
from toll.settings import Settings
from toll.statistics.made import literal
from toll.statistics.session import Session
from toll.tables import ARTICLES, CLAIMS, EVENTS, Table

Seal = tuple[int, int, int]
"""What changes when another file takes the place of a part."""

KEYS: Mapping[str, tuple[str, ...]] = {
    ARTICLES.name: ("article_id",),
    CLAIMS.name: ("event_id", "article_id"),
    EVENTS.name: ("event_id",),
}
"""By table the columns by which rows are looked for."""


@dataclass(frozen=True, slots=True)
class _Part:
    number: int
    seal: Seal


class Shelves:
    """The parts of one generation of a lake; any thread may ask."""

    def __init__(self, session: Session, settings: Settings) -> None:
        """`session` is for this object alone, `settings` of the generation that it is in."""
        self._session, self._lake = session, settings.lake
        self._lock = Lock()
        self._count = 0
        self._parts: dict[str, dict[Path, _Part]] = {name: {} for name in KEYS}
        self._changed: dict[str, int] = dict.fromkeys(KEYS, 0)
        for name, keys in KEYS.items():
            columns = ", ".join(f"{key} UBIGINT" for key in keys)
            session.do(f'CREATE TEMP TABLE "shelf_{name}" ({columns}, part INTEGER)')

    def holding(self, table: Table, key: str, ids: Sequence[str]) -> list[Path]:
        """The parts of `table` that may hold a row whose `key` is among `ids`, and the empty part."""
        with self._lock:
            self._refresh(table.name)
            found = set(self._session.run(_asked(table, key), {"ids": list(ids)}).column(0).to_pylist())
            parts = self._parts[table.name].items()
            return [
                self._lake / table.name / f"{EMPTY}.parquet",
                *(path for path, part in parts if part.number in found),
            ]

    def refresh(self) -> None:
        """Look through what came since."""
        with self._lock:
            for name in KEYS:
                self._refresh(name)

    def _refresh(self, name: str) -> None:
        changed = (self._lake / name).stat().st_mtime_ns
        if changed == self._changed[name]:
            return
        seals = dict(_seals(self._lake / name))
        known = self._parts[name]
        gone = [path for path, part in known.items() if seals.get(path) != part.seal]
        self._forget(name, [known.pop(path).number for path in gone])
        self._learn(name, {path: seal for path, seal in seals.items() if path not in known})
        self._changed[name] = changed

    def _forget(self, name: str, numbers: Iterable[int]) -> None:
        if listed := ", ".join(map(str, numbers)):
            self._session.do(f'DELETE FROM "shelf_{name}" WHERE part IN ({listed})')  # noqa: S608

    def _learn(self, name: str, new: Mapping[Path, Seal]) -> None:
        if not new:
            return
        files = f"[{', '.join(literal(str(path)) for path in new)}]"
        hashed = ", ".join(f"hash({key}) AS {key}" for key in KEYS[name])
        keys = ", ".join(KEYS[name])
        self._session.do(
            f'INSERT INTO "shelf_{name}" SELECT {keys}, {self._count} + list_position({files}, filename) '  # noqa: S608
            f"FROM (SELECT DISTINCT {hashed}, filename FROM read_parquet({files}, filename = true))"
        )
        for place, (path, seal) in enumerate(new.items(), 1):
            self._parts[name][path] = _Part(self._count + place, seal)
        self._count += len(new)


def _asked(table: Table, key: str) -> str:
    return f'SELECT DISTINCT part FROM "shelf_{table.name}" WHERE {key} IN (SELECT hash(unnest($ids::VARCHAR[])))'  # noqa: S608


def _seals(folder: Path) -> Iterable[tuple[Path, Seal]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".parquet") and not entry.name.startswith(".") and entry.name != f"{EMPTY}.parquet":
                found = entry.stat()
                yield Path(entry.path), (found.st_ino, found.st_mtime_ns, found.st_size)
