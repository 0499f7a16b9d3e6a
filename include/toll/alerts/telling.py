"""Which incidents passed a number of killed and were not told yet; what was told is remembered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from toll import durable, statistics
from toll.alerts import message, sending
from toll.alerts.plan import Plan
from toll.settings import Settings

Row = Mapping[str, Any]

_PASSED = """
WITH told_by AS (
    SELECT incident_id, list(event_id ORDER BY event_id) AS events FROM incident_events GROUP BY ALL
)
SELECT incident_id, killed_low, killed_best, killed_high, location, place_name, country, country_code, date_start,
    date_end, means, domain, n_articles, grading, corrected, events
FROM incidents JOIN told_by USING (incident_id)
WHERE coalesce(killed_best, killed_low) >= $least
ORDER BY coalesce(killed_best, killed_low) DESC, incident_id
"""


def tell_passed(settings: Settings, plan: Plan) -> int:
    """Send one message of the incidents that newly passed a number of `plan`; returns how many those are.

    An incident passes a number once, by its best figure, else its low: what was told is known by its events, so also
    under another incident_id. Raises AlertError where the message could not be sent; the next call tries again.
    """
    if not plan.is_on or not plan.killed:
        return 0
    with durable.locked(_folder(settings) / ".lock"):
        told = list(_memories(settings))
        found = statistics.ask(settings, _PASSED, {"least": plan.killed[0]}).to_pylist()
        new = [row for row in (_passed(row, plan.killed) for row in found) if not _is_told(row, told)]
        if new:
            sending.send(plan, message.of_passed(new))
        for row in new:
            _remember(settings, {name: row[name] for name in ("threshold", "incident_id", "events")})
        return len(new)


def tell_refused(settings: Settings, plan: Plan, what: str, reason: str) -> bool:
    """Send a message that `what`, a batch or a build, was refused for `reason`; returns whether it is news.

    Raises AlertError where the message could not be sent; the next call tries again.
    """
    if not plan.is_on:
        return False
    memory = {"refused": what, "reason": reason}
    with durable.locked(_folder(settings) / ".lock"):
        if _path(settings, memory).is_file():
            return False
        sending.send(plan, message.of_refused(what, reason))
        _remember(settings, memory)
        return True


def _passed(row: Row, thresholds: Sequence[int]) -> Row:
    killed = row["killed_best"] if row["killed_best"] is not None else row["killed_low"]
    return {**row, "threshold": max(number for number in thresholds if number <= killed)}


def _is_told(row: Row, told: Sequence[Row]) -> bool:
    events = set(row["events"])
    return any(one["threshold"] >= row["threshold"] and events & set(one["events"]) for one in told)


def _memories(settings: Settings) -> Iterator[Row]:
    for path in sorted(_folder(settings).glob("[!.]*.json")):
        memory = json.loads(path.read_bytes())
        if "threshold" in memory:
            yield memory


def _remember(settings: Settings, memory: Row) -> None:
    durable.write(_path(settings, memory), json.dumps(memory, ensure_ascii=False, sort_keys=True).encode())


def _path(settings: Settings, memory: Row) -> Path:
    name = hashlib.sha256(json.dumps(memory, sort_keys=True).encode()).hexdigest()[:20]
    return _folder(settings) / f"{name}.json"


def _folder(settings: Settings) -> Path:
    return settings.data / "alerts"
