"""Questions to answers: the user's own SQL, the standing questions, and their published copies."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq

from toll import durable
from toll.settings import Settings
from toll.statistics.questions import Question, parameters, question, questions
from toll.statistics.session import Parameters, Session
from toll.statistics.views import refresh_views

FOLDER = "statistics"
"""Folder of the published answers under the lake."""


def ask(settings: Settings, sql: str, params: Parameters = ()) -> pa.Table:
    """The rows of one SELECT over the lake's views, which can read no other file and write none.

    Raises QueryError where it is no single SELECT, DuckDB refuses it, or there is no lake yet.
    """
    with Session(settings, confined=True) as session:
        return session.run(sql, params)


def answer(settings: Settings, name: str, **given: object) -> pa.Table:
    """The answer of the standing question `name`, its columns those of its SQL.

    Raises QueryError for an unknown question or parameter, a value of the wrong type, or where there is no lake yet.
    """
    asked = question(name)
    with Session(settings, confined=True) as session:
        for parameter, value in parameters(asked, given).items():
            session.set(parameter, value)
        return _answer(session, asked)


def publish(settings: Settings) -> dict[str, int]:
    """Write each question's answer to `lake/statistics/<question>.parquet`; returns the number of rows of each.

    Each file is swapped in whole, and the same lake gives the same bytes. Raises QueryError where there is no lake yet.
    """
    refresh_views(settings)
    with durable.locked(settings.lake / ".statistics.lock"), Session(settings, confined=True) as session:
        return {asked.name: _publish(settings, asked, _answer(session, asked)) for asked in questions()}


def _answer(session: Session, asked: Question) -> pa.Table:
    rows = session.run(f"FROM {asked.view}")
    return rows.replace_schema_metadata({"description": f"{asked.words} {asked.notes}".strip()})


def _publish(settings: Settings, asked: Question, rows: pa.Table) -> int:
    file = settings.lake / FOLDER / f"{asked.name}.parquet"
    with durable.replacing(file) as aside:
        pq.write_table(rows, aside, compression="zstd")
    return int(rows.num_rows)
