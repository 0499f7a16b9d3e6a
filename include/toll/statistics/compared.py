"""Two lakes compared: which claims the one has that the other lacks, article by article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from toll.settings import Settings
from toll.statistics.made import literal
from toll.statistics.session import Session
from toll.tables import ARTICLES, CLAIMS, EVENTS, INCIDENTS, REJECTED, Table

_COUNTED = (ARTICLES, EVENTS, CLAIMS, REJECTED, INCIDENTS)

_NOT_SAID = ("claim_id", "event_id")
"""Columns of a claim that differ where only a claim beside it does."""

_CHANGED = """
WITH before AS ({before}), now AS ({now}), files AS ({files}),
counts AS (
    SELECT
        coalesce(now.article_id, before.article_id) AS article_id,
        count(before.claim_id) AS claims_before,
        count(now.claim_id) AS claims_now,
        count(*) FILTER (before.claim_id IS NULL) AS gained,
        count(*) FILTER (now.claim_id IS NULL) AS lost,
        count(*) FILTER (before.told <> now.told) AS altered
    FROM before FULL JOIN now USING (claim_id)
    GROUP BY ALL
)
SELECT source_file, article_id, claims_before, claims_now, gained, lost, altered
FROM counts LEFT JOIN files USING (article_id)
WHERE gained + lost + altered > 0
ORDER BY source_file, article_id
"""


@dataclass(frozen=True, slots=True)
class Compared:
    """`totals`: by table its rows before and now; `changed`: one row an article of which a claim differs."""

    totals: Mapping[str, tuple[int, int]]
    changed: pa.Table


def compare(before: Settings, now: Settings) -> Compared:
    """What the lake `now` has otherwise than the one `before`; a claim that only moved to another event is the same."""
    with Session(before) as old, Session(now) as new:
        totals = {table.name: (_rows(old, table), _rows(new, table)) for table in _COUNTED}
        known = set(old.run(f"FROM {_files(before, CLAIMS)} LIMIT 0").column_names)
        said = ", ".join(c.name for c in CLAIMS.columns if c.name in known and c.name not in _NOT_SAID)
        files = " UNION ALL ".join(
            f"FROM {_files(one, ARTICLES)} SELECT article_id, source_file" for one in (before, now)
        )
        sql = _CHANGED.format(
            before=f"FROM {_files(before, CLAIMS)} SELECT claim_id, article_id, hash({said}) AS told",
            now=f"FROM {_files(now, CLAIMS)} SELECT claim_id, article_id, hash({said}) AS told",
            files=f"FROM ({files}) SELECT article_id, min(source_file) AS source_file GROUP BY ALL",
        )
        return Compared(totals, new.run(sql))


def _rows(session: Session, table: Table) -> int:
    return int(session.run(f"FROM {table.name} SELECT count(*) AS n")["n"][0].as_py())


def _files(settings: Settings, table: Table) -> str:
    return f"read_parquet({literal(str(settings.lake / table.name / '*.parquet'))}, union_by_name = true)"
