"""Rows as CSV or Parquet: what spreadsheets and other programs read."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


def as_csv(rows: pa.Table) -> bytes:
    """`rows` as CSV: UTF-8, a heading, text that a spreadsheet would run as a formula with an apostrophe before it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names(rows))
    writer.writerows([_csv_cell(value) for value in row] for row in records(rows))
    return text.getvalue().encode("utf-8", "backslashreplace")


def _csv_cell(value: object) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it, as spreadsheets write text.

    >>> [_csv_cell(value) for value in ("=1+1", "-5", -5, "- Dix morts", None)]
    ["'=1+1", '-5', '-5', "'- Dix morts", '']
    """
    if not isinstance(value, str):
        return "" if value is None else json.dumps(value, ensure_ascii=False)
    return f"'{value}" if value.startswith(_FORMULA) and not _NUMBER.fullmatch(value) else value


def as_parquet(rows: pa.Table) -> bytes:
    """`rows` as a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(rows.rename_columns(names(rows)), sink, compression="zstd")
    return bytes(sink.getvalue())


def names(rows: pa.Table) -> list[str]:
    """The columns' names, a repeated one numbered, so that no column is lost where names are keys."""
    seen: Counter[str] = Counter()
    distinct = []
    for name in rows.column_names:
        seen[name] += 1
        distinct.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return distinct


def records(rows: pa.Table) -> Iterator[tuple[Any, ...]]:
    """The rows as tuples of values that JSON has."""
    for batch in rows.to_batches(max_chunksize=10_000):
        columns = [[plain(value) for value in column.to_pylist()] for column in batch.columns]
        yield from zip(*columns, strict=True)


def plain(value: Any) -> Any:
    """A value that JSON has: dates as ISO 8601, whole decimals as integers, what is no number as null."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, float) and value - value != 0:
        return None
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)
