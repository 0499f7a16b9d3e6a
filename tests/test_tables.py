"""The declarations of the tables: names, keys, units and codes."""

from __future__ import annotations

import re
from enum import IntEnum, StrEnum

import pyarrow as pa
import pytest

from toll import tables
from toll.model import TOLLS
from toll.tables import Column, Table

EVERY = [pytest.param(table, id=table.name) for table in tables.TABLES]
COLUMNS = [pytest.param(column, id=f"{t.name}-{column.name}") for t in tables.TABLES for column in t.columns]


def test_tables_have_names_of_their_own():
    names = [table.name for table in tables.TABLES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("table", EVERY)
def test_a_table_has_each_column_once(table: Table):
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)


@pytest.mark.parametrize("table", EVERY)
def test_a_key_is_made_of_required_columns(table: Table):
    assert set(table.key) <= {column.name for column in table.columns if column.required}


@pytest.mark.parametrize("table", EVERY)
def test_the_schema_keeps_meaning_unit_and_nullability(table: Table):
    schema = table.schema
    assert schema.names == [column.name for column in table.columns]
    for field, column in zip(schema, table.columns, strict=True):
        metadata = {key.decode(): value.decode() for key, value in field.metadata.items()}
        assert metadata == {"description": column.meaning} | ({"unit": column.unit} if column.unit else {})
        assert (field.type, field.nullable) == (column.type, not column.required)
    assert schema.metadata[b"key"].decode() == ",".join(table.key)


@pytest.mark.parametrize("column", COLUMNS)
def test_a_column_says_what_it_means(column: Column):
    assert column.meaning
    assert not column.meaning.endswith(".")
    if column.codes is not None:
        kind = StrEnum if pa.types.is_string(column.type) else IntEnum
        assert issubclass(column.codes, kind)


@pytest.mark.parametrize("table", [tables.EVENTS, tables.INCIDENTS, tables.INCIDENT_HISTORY], ids=lambda t: t.name)
def test_every_toll_has_its_three_bounds_in_people(table: Table):
    units = {column.name: column.unit for column in table.columns}
    assert [units.get(f"{toll}_{bound}") for toll in TOLLS for bound in ("low", "best", "high")] == ["people"] * 33


@pytest.mark.parametrize(
    ("table", "column", "target"),
    [
        pytest.param(tables.CLAIMS, "event_id", tables.EVENTS, id="claim-event"),
        pytest.param(tables.CLAIMS, "article_id", tables.ARTICLES, id="claim-article"),
        pytest.param(tables.EVENTS, "article_id", tables.ARTICLES, id="event-article"),
        pytest.param(tables.INCIDENT_EVENTS, "event_id", tables.EVENTS, id="incident-event"),
    ],
)
def test_a_reference_has_the_type_of_the_key_that_it_names(table: Table, column: str, target: Table):
    assert target.key == (column,)
    assert table.schema.field(column).type == target.schema.field(column).type
    assert not table.schema.field(column).nullable
