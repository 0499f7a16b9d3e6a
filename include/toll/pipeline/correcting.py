"""What somebody puts right: written beside the rows, judged by the expectations that every row has to keep."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from toll import corrections, lake, rows
from toll.corrections import Standing, fields
from toll.errors import CorrectionError
from toll.pipeline import probing, targets
from toll.pipeline.targets import Found
from toll.settings import Settings
from toll.tables import CORRECTIONS

Row = Mapping[str, Any]

_NEXT = timedelta(microseconds=1)
_ID_LENGTH = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What is to be put right: `fields` as `corrections.changes` takes them, `retracted` names those taken back."""

    target: str
    """The claim_id or incident_id, or its first characters."""
    fields: Mapping[str, str]
    retracted: Sequence[str] = ()
    who: str
    why: str
    at: datetime


def correct(settings: Settings, wanted: Correction) -> tuple[Standing, ...]:
    """Add the rows of `wanted` to `corrections`; returns all corrections of its target that now hold.

    The next build of incidents applies them. Raises CorrectionError, and writes nothing, for an unknown target, field
    or value, where nothing is changed, and where the row would then break an expectation.
    """
    lake.initialise(settings)
    who, why = (" ".join(text.split()) for text in (wanted.who, wanted.why))
    if not who or not why:
        raise CorrectionError("say who corrects (--who), and why (--why)")
    with lake.writing(settings):
        told = lake.read(settings, CORRECTIONS)
        found, held = targets.find(settings, wanted.target), corrections.standing(told)
        mine = targets.bearing(settings, found, held)
        changed = [*_set(found, wanted.fields), *_retracted(found, wanted.retracted, mine)]
        if not changed:
            raise CorrectionError("nothing to correct; give FIELD=VALUE, or --retract FIELD")
        stamp = {"target": found.target.value, "who": who, "why": why, "at": _after(told, wanted.at)}
        given = rows.arrow(CORRECTIONS, [_named({**row, **stamp}) for row in changed])
        after = corrections.standing(pa.concat_tables([told, given]))
        probing.check(settings, found, held, after)
        lake.publish(settings, CORRECTIONS, _hash(" ".join(given["correction_id"].to_pylist())), given)
        return targets.bearing(settings, found, after)


def _set(found: Found, given: Mapping[str, str]) -> Iterator[Row]:
    for change in corrections.changes(found.target, given):
        told = {"field": change.field, "value": fields.text(change.value), "retracts": False}
        yield {"target_id": found.target_id, "claims": list(found.claims), **told}


def _retracted(found: Found, names: Sequence[str], mine: Sequence[Standing]) -> Iterator[Row]:
    for name in names:
        held = [one for one in mine if one.field in fields.columns(found.target, name)]
        if not held:
            raise CorrectionError(f"{name} of {found.target_id} is not corrected; there is nothing to retract")
        for one in held:
            told = {"field": one.field, "value": None, "retracts": True}
            yield {"target_id": one.target_id, "claims": list(one.claims), **told}


def _after(told: pa.Table, at: datetime) -> datetime:
    """`at`, or just after the last correction where the clock was set back: who comes later has the last word."""
    last: datetime | None = pc.max(told["at"]).as_py()
    return at if last is None or last < at else last + _NEXT


def _named(row: Row) -> Row:
    return {**row, "correction_id": _hash(json.dumps(row, sort_keys=True, ensure_ascii=False, default=str))}


def _hash(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()[:_ID_LENGTH]
