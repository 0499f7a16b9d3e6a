"""Incidents against the golden cases, and what must hold for every lake."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents.incident_cases import CASES, Bounds, lake, outcome, story
from toll import incidents, tables
from toll.model import TOLLS

NAMES = sorted(path.name for path in CASES.iterdir())


@pytest.mark.parametrize("case", NAMES)
def test_case(case: str) -> None:
    built = incidents.build(*lake(story(case).articles))
    told = built.incident_events.to_pylist()
    rows = {row["incident_id"]: row for row in built.incidents.to_pylist()}
    found = {key: {link["event_id"] for link in told if link["incident_id"] == key} for key in rows}
    expected = outcome(case).incidents
    assert sorted(map(sorted, found.values())) == sorted(sorted(incident.events) for incident in expected)
    for incident in expected:
        (key,) = (key for key, events in found.items() if events == set(incident.events))
        wanted = dict(incident.columns) | {toll: tuple(bounds) for toll, bounds in incident.tolls.items()}
        seen = {name: rows[key][name] for name in incident.columns} | {toll: _bounds(rows[key], toll) for toll in TOLLS}
        assert {name: seen[name] for name in wanted} == wanted
        history = [_bounds(row, "killed") for row in built.incident_history.to_pylist() if row["incident_id"] == key]
        assert history == list(incident.history or history)


def _bounds(row: dict[str, int | None], toll: str) -> Bounds:
    return (row[f"{toll}_low"], row[f"{toll}_best"], row[f"{toll}_high"])


EVERYTHING = lake([article for case in NAMES for article in story(case).articles])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_order_of_rows_gives_the_same_tables(data: st.DataObject) -> None:
    shuffled = [
        table.take(pa.array(data.draw(st.permutations(range(table.num_rows))), pa.int64())) for table in EVERYTHING
    ]
    once, again = incidents.build(*EVERYTHING), incidents.build(*shuffled)
    assert _bytes(once) == _bytes(again)


def _shuffled(table: pa.Table, order: list[int]) -> pa.Table:
    return table.take(pa.array(order, pa.int64()))


def _bytes(built: incidents.Built) -> list[bytes]:
    parts = []
    for table in (built.incidents, built.incident_events, built.incident_sources, built.incident_history):
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as stream:
            stream.write_table(table)
        parts.append(sink.getvalue().to_pybytes())
    return parts


def test_schemas_and_keys_are_as_declared() -> None:
    built = incidents.build(*EVERYTHING)
    for table, rows in (
        (tables.INCIDENTS, built.incidents),
        (tables.INCIDENT_EVENTS, built.incident_events),
        (tables.INCIDENT_SOURCES, built.incident_sources),
        (tables.INCIDENT_HISTORY, built.incident_history),
    ):
        assert rows.schema.equals(table.schema, check_metadata=True)
        keys = [tuple(row[name] for name in table.key) for row in rows.to_pylist()]
        assert len(set(keys)) == len(keys)


def test_every_event_is_in_one_incident_and_the_last_step_is_the_toll() -> None:
    built = incidents.build(*EVERYTHING)
    assert sorted(built.incident_events["event_id"].to_pylist()) == sorted(EVERYTHING[0]["event_id"].to_pylist())
    last = {row["incident_id"]: row for row in built.incident_history.to_pylist()}
    for row in built.incidents.to_pylist():
        assert [_bounds(row, toll) for toll in TOLLS] == [_bounds(last[row["incident_id"]], toll) for toll in TOLLS]
        for low, best, high in (_bounds(row, toll) for toll in TOLLS):
            known = [number for number in (low, best, high) if number is not None]
            assert known == sorted(known)


def test_an_empty_lake_gives_empty_tables() -> None:
    built = incidents.build(*(table.schema.empty_table() for table in EVERYTHING))
    assert (built.incidents.num_rows, built.incident_events.num_rows, built.incident_history.num_rows) == (0, 0, 0)
    assert built.incidents.schema.equals(tables.INCIDENTS.schema)


def test_aggregates_never_enter() -> None:
    (article,) = story("same_name_two_countries").articles[:1]
    total = article.events[0].model_copy(update={"clarity": 2})
    built = incidents.build(*lake([article.model_copy(update={"events": (total,)})]))
    assert built.incidents.num_rows == 0
