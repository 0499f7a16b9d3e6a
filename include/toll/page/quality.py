"""The page of articles and quality: what came in, what was refused and why, what lacks a day or a place, last runs."""

from __future__ import annotations

import heapq
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from toll.errors import QueryError
from toll.files import ledger
from toll.page.exhibits import Exhibit, exhibit, restrict
from toll.settings import Settings
from toll.statistics import Session

TABLES = ("data_quality", "latest_articles", "latest_rejected", "undated_or_unplaced", "coverage")
BATCHES = "latest_batches"
"""The table that is made of the ledger and not of the lake."""

LATEST = 30
"""Batches and validation pages listed."""

_REPORT = re.compile(r"[A-Za-z0-9_-]{1,100}")


def tables(session: Session) -> list[Exhibit]:
    """The tables of the page."""
    return [exhibit(session, name, {}) for name in TABLES]


def runs(session: Session, settings: Settings) -> Mapping[str, Any]:
    """The last batches and validation pages."""
    given = receipts(settings, LATEST)
    if given:
        restrict(session, given)
    reports = heapq.nlargest(LATEST, settings.reports.glob("*.html"), key=lambda path: path.stat().st_mtime_ns)
    return {
        "batches": exhibit(session, BATCHES, given) if given else None,
        "reports": [path.stem for path in reports if _REPORT.fullmatch(path.stem)],
    }


def receipts(settings: Settings, most: int | None = None) -> Mapping[str, list[str]]:
    """The parameter of `latest_batches`: the last receipts, all unless told how many; nothing where there is none."""
    files = [str(path) for path in ledger.latest_files(settings, most)]
    return {"receipts": files} if files else {}


def report(settings: Settings, name: str) -> bytes:
    """The validation page of the batch `name`; raises QueryError where there is none."""
    path = settings.reports / f"{name}.html"
    if not _REPORT.fullmatch(name) or not _is_plain_file(path):
        raise QueryError(f"there is no validation page of {name!r}")
    return path.read_bytes()


def _is_plain_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()
