"""Every table of the lake, declared once: Arrow schema, key, and unit and meaning of every column.

Schemas, Parquet metadata, docs/tables.md and the checks of the expectation suites are derived from here.
"""

from toll.tables.columns import Column, Table
from toll.tables.corrected import CORRECTIONS, MENDED_CLAIMS, MENDED_EVENTS
from toll.tables.linked import (
    ARTICLE_COPIES,
    ARTICLE_REVISIONS,
    INCIDENT_CLAIMS,
    INCIDENT_EVENTS,
    INCIDENT_HISTORY,
    INCIDENT_SOURCES,
    INCIDENTS,
)
from toll.tables.summed import SUMS
from toll.tables.told import ARTICLES, CLAIMS, EVENTS, REJECTED

TABLES: tuple[Table, ...] = (
    ARTICLES,
    CLAIMS,
    EVENTS,
    ARTICLE_COPIES,
    ARTICLE_REVISIONS,
    INCIDENTS,
    INCIDENT_EVENTS,
    INCIDENT_CLAIMS,
    INCIDENT_SOURCES,
    INCIDENT_HISTORY,
    REJECTED,
    CORRECTIONS,
    MENDED_CLAIMS,
    MENDED_EVENTS,
)
"""Every table of the lake but the answers of the standing questions, whose columns are those of their SQL."""

JUDGED: tuple[Table, ...] = (*TABLES, SUMS)
"""Every table that the gate can judge."""

__all__ = [
    "ARTICLES",
    "ARTICLE_COPIES",
    "ARTICLE_REVISIONS",
    "CLAIMS",
    "CORRECTIONS",
    "EVENTS",
    "INCIDENTS",
    "INCIDENT_CLAIMS",
    "INCIDENT_EVENTS",
    "INCIDENT_HISTORY",
    "INCIDENT_SOURCES",
    "JUDGED",
    "MENDED_CLAIMS",
    "MENDED_EVENTS",
    "REJECTED",
    "SUMS",
    "TABLES",
    "Column",
    "Table",
]
