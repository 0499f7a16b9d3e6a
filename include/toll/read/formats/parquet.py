"""Parquet, as data sets of news are published: an article a row, the columns by their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyarrow as pa
import pyarrow.parquet as pq

from toll.errors import UnreadableError
from toll.read import field_names, fields
from toll.read.document import Found, Refused
from toll.read.formats import Format
from toll.read.source import Source

_ROWS = 8
"""Rows that are unpacked at a time: few, since one may be as large as a document."""


def documents(source: Source) -> Iterator[Found]:
    """The article of each row, at `row 17`; a row without one is `Refused`, and so are the rows of a damaged group.

    What the rows unpack to is counted against the budget. Raises UnreadableError where it is no whole Parquet file,
    names no column of text, or has no row; OverBudgetError where it unpacks to too much.
    """
    with _opened(source) as file:
        field_names.need_text(_names(file.schema_arrow), "its schema")
        if not file.metadata.num_rows:
            raise UnreadableError("it has columns, and no row")
        first = 1
        for group in range(file.num_row_groups):
            yield from _group(file, group, first, source)
            first += file.metadata.row_group(group).num_rows


def _names(schema: pa.Schema) -> list[str]:
    """The names of the columns, and those in columns that hold whole records."""
    wrapped = (column.type for column in schema if field_names.plain_name(column.name) in field_names.WRAPPERS)
    return [*schema.names, *(inner.name for kind in wrapped if pa.types.is_struct(kind) for inner in kind)]


def _opened(source: Source) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(source.seekable(), pre_buffer=False)
    except (pa.ArrowException, OSError) as error:
        raise UnreadableError(f"it is no whole Parquet file ({_told(error)})") from error


def _group(file: pq.ParquetFile, group: int, first: int, source: Source) -> Iterator[Found]:
    known = [name for name in file.schema_arrow.names if field_names.is_read(name)]
    number = first
    try:
        for row in _rows(file, group, known, source):
            yield _found(row, source, f"row {number}")
            number += 1
    except (pa.ArrowException, OSError) as error:
        last = first + file.metadata.row_group(group).num_rows - 1
        yield Refused(
            locator=source.place(f"row {number}"), reason=f"rows {number} to {last} are damaged ({_told(error)})"
        )


def _rows(file: pq.ParquetFile, group: int, columns: list[str], source: Source) -> Iterator[dict[str, object]]:
    """The rows of a group, counted as the file says, and beyond that as they are (a dictionary hides it)."""
    told = file.metadata.row_group(group).total_byte_size
    source.budget.spend(told)
    for batch in file.iter_batches(_ROWS, row_groups=[group], columns=columns, use_threads=False):
        for at in range(batch.num_rows):
            row = {name: batch[name][at].as_py() for name in columns}
            told -= sum(len(value) for value in row.values() if isinstance(value, str | bytes))
            source.budget.spend(max(0, -told))
            told = max(0, told)
            yield row


def _found(row: Mapping[str, object], source: Source, within: str) -> Found:
    locator = source.place(within)
    most = source.limits.document_bytes
    if any(isinstance(value, str | bytes | list) and len(value) > most for value in row.values()):
        return Refused(locator=locator, reason=f"it is larger than {most:,} bytes")
    try:
        return fields.document(row, Format.PARQUET, locator)
    except UnreadableError as error:
        return Refused(locator=locator, reason=str(error), content=repr(dict(row)).encode("utf-8", "replace"))


def _told(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
