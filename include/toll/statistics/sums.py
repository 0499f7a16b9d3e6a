"""Figures that two tables must agree on: answers and incidents, incidents and events, events and articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyarrow as pa

from toll import rows
from toll.statistics.session import Session
from toll.tables import SUMS

WHOLE = (
    "casualties_by_country_and_month",
    "casualties_by_means",
    "casualties_by_perpetrator",
    "casualties_by_province",
)
"""Questions in which every incident counts once."""

PARTIAL = ("casualties_by_country_and_day",)
"""Questions that leave incidents out."""

SUMMED = (*WHOLE, *PARTIAL)

MEASURES = ("incidents", "low", "best", "high")

_TOTALS = """
SELECT outcome, count(*) AS incidents, sum(low)::BIGINT AS low, sum(best)::BIGINT AS best, sum(high)::BIGINT AS high
FROM conflict_tolls
WHERE victim_group = 'all'
GROUP BY ALL
"""

_LINKS = """
SELECT
    'incidents' AS told_by,
    'current incidents with an event' AS measure,
    count(*) FILTER (incident_id IN (SELECT incident_id FROM incident_events)) AS found,
    count(*) AS of
FROM incidents
WHERE status = 'current'
UNION ALL
SELECT
    'incident_events',
    'linked events that are there',
    count(*) FILTER (event_id IN (SELECT event_id FROM events)),
    count(*)
FROM incident_events
UNION ALL
SELECT
    'events',
    'events with an article',
    count(*) FILTER (article_id IN (SELECT article_id FROM articles)),
    count(*)
FROM events
"""

Row = Mapping[str, object]
Totals = Mapping[str, Mapping[str, int]]
"""By outcome, then by measure."""


def sums(session: Session, answers: Mapping[str, pa.Table]) -> pa.Table:
    """Table `SUMS` of the answers to questions of `SUMMED`, which `session` gave, and of the lake's links."""
    totals = _by_outcome(session.run(_TOTALS))
    compared = [row for name, answered in answers.items() for row in _compared(name, answered, totals)]
    return rows.arrow(SUMS, [*compared, *_links(session)])


def _compared(name: str, answered: pa.Table, totals: Totals) -> Iterator[Row]:
    told = _by_outcome(_added(answered))
    for outcome in sorted(told.keys() | totals.keys()):
        for measure in MEASURES:
            found, total = (table[outcome][measure] if outcome in table else 0 for table in (told, totals))
            equal_to = total if name in WHOLE else None
            yield _row(name, f"{outcome} {measure}", found, equal_to, total)


def _added(answered: pa.Table) -> pa.Table:
    added = answered.group_by("outcome").aggregate([(measure, "sum") for measure in MEASURES])
    return added.rename_columns([name.removesuffix("_sum") for name in added.column_names])


def _by_outcome(table: pa.Table) -> Totals:
    return {row["outcome"]: {measure: row[measure] for measure in MEASURES} for row in table.to_pylist()}


def _links(session: Session) -> Iterator[Row]:
    for link in session.run(_LINKS).to_pylist():
        yield _row(link["told_by"], link["measure"], link["found"], link["of"], link["of"])


def _row(told_by: str, measure: str, found: int, equal_to: int | None, at_most: int) -> Row:
    return {"told_by": told_by, "measure": measure, "found": found, "equal_to": equal_to, "at_most": at_most}
