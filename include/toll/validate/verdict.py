"""What the gate says: which rows may be published, which not and why, and what was checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

Level = Literal["row", "table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedRow:
    """A row that is not published: `expectation` is what it broke, or what the row that it leans on broke."""

    table: str
    key: str
    expectation: str
    reason: str
    row_json: str


@dataclass(frozen=True, slots=True)
class Example:
    """A row that broke an expectation: its key, and the values that broke it as `column=value` pairs."""

    key: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One expectation and how it went; `n_failed` counts rows, or is 1 where a whole table failed."""

    name: str
    table: str
    level: Level
    expectation: str
    says: str
    why: str
    n_rows: int
    n_failed: int
    examples: tuple[Example, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether nothing broke it."""
        return self.n_failed == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The judgement over one batch; where `refused` (one line why), `accepted` holds empty tables."""

    batch_id: str
    accepted: Mapping[str, pa.Table]
    rejected: tuple[RejectedRow, ...]
    refused: str | None
    checks: tuple[Check, ...]
    n_rows: Mapping[str, int]
