"""An Arrow table written out as a table for people, CSV, JSON, JSON Lines, Parquet or Markdown."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toll.cli.terminal import harmless

if TYPE_CHECKING:
    import pyarrow as pa


_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


class Format(StrEnum):
    """What `--format` takes."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    PARQUET = "parquet"
    MARKDOWN = "markdown"


def by_suffix(path: Path) -> Format | None:
    """The format that a file's name asks for; None where it asks for none."""
    return {f".{f.value}": f for f in Format}.get(path.suffix) or {".md": Format.MARKDOWN}.get(path.suffix)


def encode(rows: pa.Table, wanted: Format) -> bytes:
    """`rows` in the format `wanted`, the plain table without colours or limits of width."""
    return _ENCODERS[wanted](rows)


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


def cell(value: object) -> str:
    """A value, made plain, as text for people."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and all(isinstance(inner, str) for inner in value):
        return ", ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


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


def _csv(rows: pa.Table) -> bytes:
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
        return "" if value is None else _json(value)
    return f"'{value}" if value.startswith(_FORMULA) and not _NUMBER.fullmatch(value) else value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _jsonl(rows: pa.Table) -> bytes:
    return "".join(f"{line}\n" for line in _objects(rows)).encode("utf-8", "backslashreplace")


def _json_array(rows: pa.Table) -> bytes:
    return ("[\n" + ",\n".join(_objects(rows)) + "\n]\n").encode("utf-8", "backslashreplace")


def _objects(rows: pa.Table) -> Iterator[str]:
    columns = names(rows)
    return (_json(dict(zip(columns, row, strict=True))) for row in records(rows))


def _parquet(rows: pa.Table) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(rows.rename_columns(names(rows)), sink, compression="zstd")
    return bytes(sink.getvalue())


def _markdown(rows: pa.Table) -> bytes:
    return _tabulate(rows, "pipe", lambda text: text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;"))


def _table(rows: pa.Table) -> bytes:
    return _tabulate(rows, "simple", str)


def _tabulate(rows: pa.Table, style: str, escape: Callable[[str], str]) -> bytes:
    from tabulate import tabulate

    cells = [[escape(harmless(cell(value))) for value in row] for row in records(rows)]
    align = ["right" if numeric(field.type) else "left" for field in rows.schema]
    headers = [escape(harmless(name)) for name in names(rows)]
    text = tabulate(cells, headers, style, disable_numparse=True, colalign=align if cells else None)
    return f"{text}\n".encode()


def numeric(kind: pa.DataType) -> bool:
    """Whether a column of this type stands right-aligned."""
    import pyarrow as pa

    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind))


_ENCODERS: Mapping[Format, Callable[[Any], bytes]] = {
    Format.TABLE: _table,
    Format.CSV: _csv,
    Format.JSON: _json_array,
    Format.JSONL: _jsonl,
    Format.PARQUET: _parquet,
    Format.MARKDOWN: _markdown,
}
