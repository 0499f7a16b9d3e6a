"""Questions to answers: the user's own SQL, the standing questions, and their published copies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pyarrow as pa
import pyarrow.parquet as pq

from toll import durable, lake
from toll.errors import QueryError
from toll.settings import Settings
from toll.statistics.questions import Question, checked, export, question, questions
from toll.statistics.readings import DEFAULT
from toll.statistics.session import Parameters, Session
from toll.statistics.sums import SUMMED, sums
from toll.statistics.views import refresh_views

FOLDER = "statistics"
"""Folder of the published answers under the lake."""

READING = "reading"
"""The parameter, and the key of an answer's metadata, that says how vague numbers count."""


def ask(settings: Settings, sql: str, params: Parameters = ()) -> pa.Table:
    """The rows of one SELECT over the lake's views, which can read no other file and write none.

    Raises QueryError where it is no single SELECT, DuckDB refuses it, or there is no lake yet.
    """
    with Session(settings, confined=True) as session:
        return session.run(sql, params)


def answer(settings: Settings, name: str, **given: object) -> pa.Table:
    """The answer of the standing question `name`, its columns those of its SQL.

    Nulls count as not given. Raises QueryError for an unknown question or parameter, a value of the wrong type, or
    where there is no lake yet.
    """
    return _standing(settings, question(name), given)


def exported(settings: Settings, name: str, **given: object) -> pa.Table:
    """The incidents in the columns of the export `name`; nulls and errors as in `answer`."""
    return _standing(settings, export(name), given)


def _standing(settings: Settings, asked: Question, given: Mapping[str, object]) -> pa.Table:
    known = checked(given)
    if foreign := known.keys() - set(asked.parameters):
        takes = ", ".join(asked.parameters) or "none"
        raise QueryError(f"{asked.name} has no parameter {min(foreign)!r}; it takes {takes}")
    with Session(settings, confined=True) as session:
        for parameter, value in known.items():
            session.set(parameter, value)
        return _answer(session, asked, known)


def report(settings: Settings, **given: object) -> Iterator[tuple[Question, pa.Table]]:
    """Every question that takes the restrictions `given`, with its answer; a reading restricts nothing.

    Raises QueryError for an unknown parameter, a value of the wrong type, or where there is no lake yet.
    """
    known = checked(given)
    with Session(settings, confined=True) as session:
        for name, value in known.items():
            session.set(name, value)
        for asked in questions():
            if known.keys() - {READING} <= set(asked.parameters):
                yield asked, _answer(session, asked, known)


def publish(settings: Settings, judge: Callable[[pa.Table], None] = lambda _: None) -> dict[str, int]:
    """Write each question's answer to `lake/statistics/<question>.parquet`; returns the number of rows of each.

    `judge` is given the table `SUMS` before anything is written, and may raise. Each file is swapped in whole, and the
    same lake gives the same bytes. Raises QueryError where there is no lake yet.
    """
    refresh_views(settings)
    with lake.writing(settings, "statistics"), Session(settings, confined=True) as session:
        summed = {asked.name: _answer(session, asked, {}) for asked in questions() if asked.name in SUMMED}
        judge(sums(session, summed))
        return {q.name: _publish(settings, q, summed.get(q.name), session) for q in questions()}


def reading_of(asked: Question, given: Mapping[str, object]) -> str | None:
    """How vague numbers count in the answer of `asked`; None where none bear on it."""
    return str(given.get(READING) or DEFAULT) if READING in asked.parameters else None


def _answer(session: Session, asked: Question, given: Mapping[str, object]) -> pa.Table:
    reading = reading_of(asked, given)
    told = {"description": f"{asked.words} {asked.notes}".strip()} | ({READING: reading} if reading else {})
    return session.run(f"FROM {asked.view}").replace_schema_metadata(told)


def _publish(settings: Settings, asked: Question, known: pa.Table | None, session: Session) -> int:
    rows = _answer(session, asked, {}) if known is None else known
    with durable.replacing(settings.lake / FOLDER / f"{asked.name}.parquet") as aside:
        pq.write_table(rows, aside, compression="zstd")
    return int(rows.num_rows)
