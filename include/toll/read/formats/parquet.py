"""Parquet, as data sets of news are published: an article a row, the columns by their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyarrow as pa
import pyarrow.parquet as pq

from toll.errors import UnreadableError
from toll.read import fields
from toll.read.document import Found, Refused
from toll.read.formats import Format
from toll.read.source import Source

_ROWS = 64
"""Rows that are unpacked at a time."""


def documents(source: Source) -> Iterator[Found]:
    """The article of each row, at `row 17`; a row without one is `Refused`, and so are the rows of a damaged group.

    What the rows unpack to is counted against the budget. Raises UnreadableError where it is no whole Parquet file,
    names no column of text, or has no row; OverBudgetError where it unpacks to too much.
    """
    with _opened(source) as file:
        fields.need_text(file.schema_arrow.names, "its schema")
        if not file.metadata.num_rows:
            raise UnreadableError("it has columns, and no row")
        first = 1
        for group in range(file.num_row_groups):
            yield from _group(file, group, first, source)
            first += file.metadata.row_group(group).num_rows


def _opened(source: Source) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(source.seekable(), pre_buffer=False)
    except (pa.ArrowException, OSError) as error:
        raise UnreadableError(f"it is no whole Parquet file ({_told(error)})") from error


def _group(file: pq.ParquetFile, group: int, first: int, source: Source) -> Iterator[Found]:
    known = [name for name in file.schema_arrow.names if fields.is_read(name)]
    number = first
    try:
        for batch in file.iter_batches(_ROWS, row_groups=[group], columns=known, use_threads=False):
            source.budget.spend(batch.nbytes)
            for at in range(batch.num_rows):
                yield _found({name: batch[name][at].as_py() for name in batch.schema.names}, source, f"row {number}")
                number += 1
    except (pa.ArrowException, OSError) as error:
        last = first + file.metadata.row_group(group).num_rows - 1
        yield Refused(
            locator=source.place(f"row {number}"), reason=f"rows {number} to {last} are damaged ({_told(error)})"
        )


def _found(row: Mapping[str, object], source: Source, within: str) -> Found:
    locator = source.place(within)
    try:
        return fields.document(row, Format.PARQUET, locator)
    except UnreadableError as error:
        return Refused(locator=locator, reason=str(error), content=repr(dict(row)).encode("utf-8", "replace"))


def _told(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
