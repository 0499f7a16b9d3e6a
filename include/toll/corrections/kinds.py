"""ACLED's types of an event or an incident whose means or domain was put right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toll import records
from toll.codes import Domain, Means, Outcome


def acled(row: Mapping[str, Any], outcome: Outcome) -> Mapping[str, str | None]:
    """The columns event_type and sub_event_type of `row` by its domain and means; `outcome` is what people suffered."""
    means = Means(row["means"]) if row["means"] else None
    kinds = records.acled(Domain(row["domain"]), means, outcome)
    event, sub = kinds or (None, None)
    return {"event_type": event and event.value, "sub_event_type": sub and sub.value}
