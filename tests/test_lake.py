from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from toll import lake, rows
from toll.model import Rejection
from toll.settings import Settings
from toll.tables import ARTICLES, REJECTED, TABLES, Table

AT = datetime(2022, 3, 5, tzinfo=UTC)


def _rejected(*reasons: str) -> pa.Table:
    return rows.arrow(
        REJECTED,
        [
            Rejection(stage="read", source_file="a", batch_id="b", reason=reason, expectation=None, row=None, at=AT)
            for reason in reasons
        ],
    )


def _reasons(settings: Settings, **options: str) -> list[str]:
    return lake.read(settings, REJECTED, ["reason"], **options)["reason"].to_pylist()


@pytest.mark.parametrize("table", [pytest.param(table, id=table.name) for table in TABLES])
def test_an_empty_lake_has_every_table_as_declared(settings: Settings, table: Table) -> None:
    lake.initialise(settings)
    lake.initialise(settings)
    found = lake.read(settings, table)
    assert found.num_rows == 0
    assert found.schema.equals(table.schema, check_metadata=True)


def test_a_part_comes_back_as_it_was_published(settings: Settings) -> None:
    part = _rejected("it is empty", "it is binary")
    lake.publish(settings, REJECTED, "batch", part)
    assert lake.read(settings, REJECTED).equals(part)


def test_meaning_and_unit_of_each_column_are_in_the_file(settings: Settings) -> None:
    lake.publish(settings, REJECTED, "batch", _rejected("it is empty"))
    schema = pq.read_schema(lake.part(settings, REJECTED, "batch"))
    assert schema.field("reason").metadata[b"description"] == b"Why, in one line"
    assert schema.metadata[b"description"].decode() == REJECTED.meaning


def test_a_part_published_again_replaces_and_never_doubles(settings: Settings) -> None:
    for reasons in (("one", "two"), ("three",)):
        lake.publish(settings, REJECTED, "batch", _rejected(*reasons))
    assert _reasons(settings) == ["three"]


def test_equal_rows_give_equal_bytes(settings: Settings) -> None:
    contents = []
    for name in ("one", "two"):
        lake.publish(settings, REJECTED, name, _rejected("it is empty"))
        contents.append(lake.part(settings, REJECTED, name).read_bytes())
    assert contents[0] == contents[1]


def test_a_part_without_rows_is_no_file(settings: Settings) -> None:
    lake.publish(settings, REJECTED, "batch", _rejected("it is empty"))
    lake.publish(settings, REJECTED, "batch", _rejected())
    assert not lake.part(settings, REJECTED, "batch").exists()
    lake.publish(settings, REJECTED, "never there", _rejected())


def test_parts_are_read_in_the_order_of_their_names_but_for_one(settings: Settings) -> None:
    for name in ("b", "a", "c"):
        lake.publish(settings, REJECTED, name, _rejected(f"of {name}"))
    assert _reasons(settings) == ["of a", "of b", "of c"]
    assert _reasons(settings, without="b") == ["of a", "of c"]


def test_what_a_killed_writer_left_aside_is_not_read(settings: Settings) -> None:
    lake.publish(settings, REJECTED, "a", _rejected("whole"))
    lake.part(settings, REJECTED, "b").with_name(".b.parquet.tmp").write_bytes(b"PAR1 half")
    assert _reasons(settings) == ["whole"]


def test_parts_are_zstd(settings: Settings) -> None:
    lake.publish(settings, REJECTED, "a", _rejected("whole"))
    part = pq.ParquetFile(lake.part(settings, REJECTED, "a"))
    assert part.metadata.row_group(0).column(0).compression == "ZSTD"


def test_a_lake_of_an_older_version_learns_the_columns_that_came_since(settings: Settings) -> None:
    lake.initialise(settings)
    empty = lake.part(settings, ARTICLES, lake.EMPTY)
    lake.write(empty, ARTICLES.schema.empty_table().drop_columns(["uri"]))
    lake.initialise(settings)
    assert pq.read_schema(empty).names == ARTICLES.schema.names
