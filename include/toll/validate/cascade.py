"""What falls with a rejected row: every row that leans on it, so that the tables that are published hold together.

An event leans on all its claims: with one of them gone its tolls would no longer lead back to sentences in the lake.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from toll.tables import JUDGED


@dataclass(frozen=True, slots=True)
class Fall:
    """Why a row is rejected: the expectation, and the reason in one line."""

    expectation: str
    reason: str


Falls = Mapping[str, Mapping[int, Fall]]
"""By table, then by position of the row."""


@dataclass(frozen=True, slots=True)
class Lean:
    """Rows of `table` fall with the rows of `on` whose column `to` is their column `column`."""

    table: str
    column: str
    on: str
    to: str
    called: str


LEANS = (
    Lean("events", "article_id", "articles", "article_id", "its article"),
    Lean("claims", "article_id", "articles", "article_id", "its article"),
    Lean("claims", "event_id", "events", "event_id", "its event"),
    Lean("events", "event_id", "claims", "event_id", "its claim"),
    Lean("claims", "part_of", "claims", "claim_id", "its whole"),
    Lean("claims", "same_as", "claims", "claim_id", "the claim it repeats"),
    Lean("incident_events", "incident_id", "incidents", "incident_id", "its incident"),
    Lean("incidents", "incident_id", "incident_events", "incident_id", "the link to its event"),
)


def fall_with(parts: Mapping[str, pa.Table], falls: Falls) -> Falls:
    """`falls` and all that fall with them."""
    leans = [lean for lean in LEANS if lean.table in parts and lean.on in parts]
    found = {table: dict(rows) for table, rows in falls.items()}
    while sum(_spread(parts, found, lean) for lean in leans):
        pass
    return {table: dict(sorted(rows.items())) for table, rows in found.items()}


def _spread(parts: Mapping[str, pa.Table], found: dict[str, dict[int, Fall]], lean: Lean) -> int:
    if not found[lean.on]:
        return 0
    lost = {value: row for row, value in _lost(parts[lean.on], lean, found[lean.on])}
    before = len(found[lean.table])
    for row, value in enumerate(parts[lean.table].column(lean.column).to_pylist()):
        if value in lost and row not in found[lean.table]:
            cause = found[lean.on][lost[value]]
            found[lean.table][row] = Fall(cause.expectation, f"{lean.called} {value} was rejected: {cause.expectation}")
    return len(found[lean.table]) - before


def _lost(part: pa.Table, lean: Lean, fallen: Mapping[int, Fall]) -> Iterator[tuple[int, Any]]:
    """Fallen rows whose key no row that stays has, with what leans on them, the first row last."""
    keys = list(zip(*(part.column(name).to_pylist() for name in _key(lean.on)), strict=True))
    staying = {key for row, key in enumerate(keys) if row not in fallen}
    values = part.column(lean.to).to_pylist()
    for row in sorted(fallen, reverse=True):
        if keys[row] not in staying and values[row] is not None:
            yield row, values[row]


def _key(table: str) -> Sequence[str]:
    return next(t.key for t in JUDGED if t.name == table)
