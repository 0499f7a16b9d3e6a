"""A session about one incident or article alone: its rows stand for the whole tables, so that each is read once.

The questions asked in it are the same, and so are their answers.
"""

from __future__ import annotations

from collections.abc import Sequence

from toll.settings import Settings
from toll.statistics import stored
from toll.statistics.session import Session
from toll.statistics.shelves import Shelves
from toll.tables import ARTICLES, CLAIMS, EVENTS, Table

_OTHERS = """
SELECT DISTINCT claim_id
FROM (SELECT claims AS told, unnest(claims) AS claim_id FROM corrections WHERE target = 'incident')
WHERE list_has_any(told, $ids) AND NOT list_contains($ids, claim_id)
"""
"""Claims of other incidents by which a correction is known that also names some of these."""

_WITH_OTHERS = "FROM claims UNION ALL FROM memory.main.claims WHERE claim_id IN (SELECT unnest($others))"


def about_incident(session: Session, shelves: Shelves, lake: Settings, incident: str) -> Session:
    """Leave in `session` what bears on `incident`; `lake` is the generation that it is in."""
    for name in ("incident_readings", "incident_events", "incident_history"):
        session.narrow(name, f"FROM {name} WHERE incident_id = $id", {"id": incident})
    session.narrow("incidents", "FROM incident_readings WHERE status = 'current'")
    events = _ids(session, "SELECT event_id FROM incident_events")
    _narrow(session, shelves, lake, CLAIMS, "event_id", events)
    _narrow(session, shelves, lake, EVENTS, "event_id", events)
    _narrow(session, shelves, lake, ARTICLES, "article_id", _ids(session, "SELECT DISTINCT article_id FROM claims"))
    others = session.run(_OTHERS, {"ids": _ids(session, "SELECT claim_id FROM claims")}).column(0).to_pylist()
    if others:
        session.narrow("claims", _WITH_OTHERS, {"others": others})
    return session


def about_article(session: Session, shelves: Shelves, lake: Settings, article: str) -> Session:
    """Leave in `session` what bears on `article`; `lake` as above."""
    _narrow(session, shelves, lake, ARTICLES, "article_id", [article])
    _narrow(session, shelves, lake, CLAIMS, "article_id", [article])
    return session


def _narrow(session: Session, shelves: Shelves, lake: Settings, table: Table, key: str, ids: Sequence[str]) -> None:
    parts = shelves.holding(table, key, ids)
    rows = stored.selection(lake.lake, table, parts)
    session.narrow(table.name, f"FROM ({rows}) WHERE {key} IN (SELECT unnest($ids::VARCHAR[]))", {"ids": list(ids)})


def _ids(session: Session, sql: str) -> list[str]:
    found: list[str] = session.run(sql).column(0).to_pylist()
    return found
