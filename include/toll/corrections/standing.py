"""Which corrections hold: of each field of each target the latest, unless that takes it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from toll.codes import Target
from toll.corrections import fields


@dataclass(frozen=True, slots=True)
class Standing:
    """A correction that holds; `claims` are those by which its target is known."""

    correction_id: str
    target: Target
    target_id: str
    claims: tuple[str, ...]
    field: str
    value: Any


@dataclass(frozen=True, slots=True)
class Override:
    """A correction of the incident of which `event_id` tells."""

    event_id: str
    correction: Standing


def standing(corrections: pa.Table) -> tuple[Standing, ...]:
    """The rows of the table `corrections` that hold, earliest first; rows may come in any order."""
    rows = sorted(corrections.to_pylist(), key=lambda row: (row["at"], row["correction_id"]))
    latest = {(row["target"], row["target_id"], row["field"]): row for row in rows}
    held = {row["correction_id"] for row in latest.values() if not row["retracts"]}
    return tuple(_standing(row) for row in rows if row["correction_id"] in held)


def of(target: Target, among: Iterable[Standing]) -> tuple[Standing, ...]:
    """Those of `among` that put right a claim, or an incident."""
    return tuple(one for one in among if one.target is target)


def _standing(row: dict[str, Any]) -> Standing:
    target = Target(row["target"])
    told = fields.value(target, row["field"], row["value"])
    return Standing(row["correction_id"], target, row["target_id"], tuple(row["claims"]), row["field"], told)
