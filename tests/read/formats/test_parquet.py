from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reading import documents_of, read_bytes
from toll.errors import UnreadableError
from toll.read.document import Document, Refused
from toll.read.limits import Limits, OverBudgetError


def parquet(columns: dict[str, Any], **options: Any) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table(columns), sink, **options)
    return sink.getvalue()


WHOLE = {
    "title": ["Gao", None],
    "text": ["Douze morts à Gao.", "Trois morts à Niamey."],
    "date": pa.array([datetime(2022, 3, 5, 10, tzinfo=UTC), None], pa.timestamp("ms", "UTC")),
    "source": [{"name": "Le Matin"}, None],
    "embedding": [[0.5] * 8, None],
}


def test_a_row_is_an_article() -> None:
    first, second = documents_of(parquet(WHOLE), "a.parquet")
    assert first == Document(
        text="Douze morts à Gao.",
        format="parquet",
        locator="row 1",
        outlet="Le Matin",
        title="Gao",
        published="2022-03-05T10:00:00+00:00",
    )
    assert (second.text, second.locator, second.published) == ("Trois morts à Niamey.", "row 2", None)


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(pa.array(["é", "b"]).dictionary_encode(), id="dictionary"),
        pytest.param(pa.array(["é", "b"], pa.large_string()), id="large string"),
        pytest.param(pa.array(["é".encode(), b"b"]), id="bytes"),
        pytest.param(pa.array(["é".encode("cp1252"), b"b"]), id="bytes in another encoding"),
        pytest.param(pa.array([["é"], ["b"]]), id="paragraphs"),
    ],
)
@pytest.mark.parametrize("compression", ["none", "zstd"])
def test_kinds_of_columns(texts: pa.Array, compression: str) -> None:
    assert [one.text for one in documents_of(parquet({"Body": texts}, compression=compression), "a")] == ["é", "b"]


def test_rows_are_counted_over_row_groups_and_one_without_text_is_refused() -> None:
    found = read_bytes(parquet({"text": ["a", None, "c"], "title": ["x", "y", "z"]}, row_group_size=1), "a")
    assert [(one.locator, type(one)) for one in found] == [("row 1", Document), ("row 2", Refused), ("row 3", Document)]


def test_a_damaged_row_group_harms_no_other() -> None:
    texts = [f"Douze morts à Gao, jour {n}." for n in range(30)]
    raw = bytearray(parquet({"text": texts}, row_group_size=10, compression="none", use_dictionary=False))
    at = pq.ParquetFile(io.BytesIO(bytes(raw))).metadata.row_group(1).column(0).data_page_offset
    raw[at : at + 40] = b"\xff" * 40
    found = read_bytes(bytes(raw), "a")
    assert [one.text for one in found if isinstance(one, Document)] == texts[:10] + texts[20:]
    (refused,) = (one for one in found if isinstance(one, Refused))
    assert refused.reason.startswith("rows 11 to 20 are damaged")


def test_a_bomb_is_not_unpacked() -> None:
    raw = parquet({"text": pa.array(["a" * 100_000] * 500).dictionary_encode()})
    assert len(raw) < 100_000
    with pytest.raises(OverBudgetError):
        read_bytes(raw, "a", Limits(unpacked_bytes=3_000_000))


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        pytest.param(parquet(WHOLE)[:-30], "it is no whole Parquet file", id="cut"),
        pytest.param(b"PAR1" + b"\0" * 99 + b"\xff\xff\xff\x7fPAR1", "it is no whole Parquet", id="false length"),
        pytest.param(parquet({"a": ["x"]}), "names no column of text .* it has: a", id="no text"),
        pytest.param(parquet({"text": pa.array([], pa.string())}), "it has columns, and no row", id="no row"),
    ],
)
def test_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read_bytes(raw, "a.parquet")
