"""An Arrow table written out as a table for people, CSV, JSON, JSON Lines, Parquet or Markdown."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toll.cli.terminal import harmless
from toll.sheets import as_csv, as_parquet, names, records

if TYPE_CHECKING:
    import pyarrow as pa


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


def cell(value: object) -> str:
    """A value, made plain, as text for people."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and all(isinstance(inner, str) for inner in value):
        return ", ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _jsonl(rows: pa.Table) -> bytes:
    return "".join(f"{line}\n" for line in _objects(rows)).encode("utf-8", "backslashreplace")


def _json_array(rows: pa.Table) -> bytes:
    return ("[\n" + ",\n".join(_objects(rows)) + "\n]\n").encode("utf-8", "backslashreplace")


def _objects(rows: pa.Table) -> Iterator[str]:
    columns = names(rows)
    return (_json(dict(zip(columns, row, strict=True))) for row in records(rows))


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
    Format.CSV: as_csv,
    Format.JSON: _json_array,
    Format.JSONL: _jsonl,
    Format.PARQUET: as_parquet,
    Format.MARKDOWN: _markdown,
}
