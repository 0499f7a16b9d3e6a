"""One incident with all that it rests on: its readings, the claims behind each figure, the events linked, its steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from toll.codes import IncidentStatus
from toll.errors import QueryError
from toll.settings import Settings
from toll.statistics.session import Session

Row = Mapping[str, Any]

_NAMES = (
    "SELECT DISTINCT incident_id FROM incident_readings WHERE starts_with(incident_id, $incident) ORDER BY incident_id"
)
_READINGS = "FROM incident_readings WHERE incident_id = $incident ORDER BY version"
_FIGURES = """
SELECT toll, incident_claims.low, incident_claims.best, incident_claims.high,
    claim_id, count_text, quote, claims.sources, outlet, published_start, published_end, article_id
FROM incident_claims JOIN claims USING (claim_id) JOIN articles USING (article_id)
WHERE incident_id = $incident
ORDER BY toll, published_start NULLS LAST, claim_id
"""
_EVENTS = """
SELECT event_id, score, linked_to, reasons, events.*, outlet, title, published_start, published_end, source_file
FROM incident_events JOIN events USING (event_id) JOIN articles USING (article_id)
WHERE incident_id = $incident
ORDER BY published_start NULLS LAST, article_id, event_id
"""
_PUT_RIGHT = """
WITH told AS (
    SELECT list(claim_id) AS told_by FROM claims JOIN incident_events USING (event_id) WHERE incident_id = $incident
)
SELECT corrections_that_hold.*
FROM corrections_that_hold, told
WHERE list_has_any(claims, told_by)
ORDER BY "at", correction_id
"""
_STEPS = "FROM incident_history WHERE incident_id = $incident ORDER BY step"


@dataclass(frozen=True, slots=True)
class Dossier:
    """Rows with the columns of their tables; `figures` and `events` also with outlet and dates of their articles."""

    readings: tuple[Row, ...]
    figures: tuple[Row, ...]
    events: tuple[Row, ...]
    put_right: tuple[Row, ...]
    """The corrections that hold, of it or of a claim that tells of it."""
    steps: tuple[Row, ...]

    @property
    def now(self) -> Row:
        """The latest reading."""
        return self.readings[-1]


def dossier(settings: Settings, incident: str) -> Dossier:
    """The dossier of the incident whose id begins with `incident`; of one that was merged, that of its successor.

    Raises QueryError where no incident begins so, or several do, or there is no lake yet.
    """
    with Session(settings, confined=True) as session:
        return dossier_in(session, incident)


def dossier_in(session: Session, incident: str) -> Dossier:
    """As `dossier`, in a session that is open already."""
    names = [row["incident_id"] for row in _rows(session, _NAMES, incident)]
    if len(names) != 1 or not incident:
        found = f"{len(names)} incidents begin with" if names else "no incident begins with"
        raise QueryError(f"{found} {incident!r}; give more of its incident_id, as `toll sql` or `toll stats` shows it")
    readings = _rows(session, _READINGS, names[0])
    successor = readings[-1]["superseded_by"]
    if readings[-1]["status"] == IncidentStatus.SUPERSEDED and successor:
        return dossier_in(session, successor)
    return Dossier(readings, *(_rows(session, sql, names[0]) for sql in (_FIGURES, _EVENTS, _PUT_RIGHT, _STEPS)))


def _rows(session: Session, sql: str, incident: str) -> tuple[Row, ...]:
    return tuple(session.run(sql, {"incident": incident}).to_pylist())
