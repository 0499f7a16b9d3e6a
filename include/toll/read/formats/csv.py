"""CSV and its kin (commas, semicolons, tabs, bars): an article a row, the first row names the columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from typing import TextIO

from toll.errors import UnreadableError
from toll.read import characters, field_names, fields
from toll.read.document import Found, Refused
from toll.read.formats import Format
from toll.read.source import Source

_PIECE = 1 << 16
_LOOKED_AT = 1000
"""Names of columns by which the delimiter is known."""


def documents(source: Source) -> Iterator[Found]:
    """The article of each row, at `row 17` (the first under the names is row 1); a bad row is `Refused` with its bytes.

    Raises UnreadableError where the first row names no column of text, or no row follows.
    """
    most = source.limits.document_bytes
    csv.field_size_limit(most)
    with characters.characters(source, newline="") as text:
        lines = _Lines(text, most)
        names, delimiter = _header(lines)
        known = {at: name for at, name in enumerate(names) if field_names.meaning(name)}
        number = 0
        for number, row in enumerate(_rows(lines, delimiter), 1):
            yield _found(row, lines.taken(), len(names), known, source, f"row {number}")
    if not number:
        raise UnreadableError("it names columns, and no row follows")


class _Lines:
    """The lines of a file, those of the present row kept; a row that is too large ends at once."""

    def __init__(self, text: TextIO, most: int) -> None:
        self._text = text
        self._most = most
        self._kept: list[str] = []
        self._size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._most + 1)
        self._size += len(line)
        if self._size > self._most:
            self._kept.clear()
            while line and not line.endswith(("\n", "\r")):
                line = self._text.readline(_PIECE)
            raise UnreadableError(f"it is larger than {self._most:,} bytes (a quotation mark that is never closed?)")
        if not line:
            raise StopIteration
        self._kept.append(line)
        return line

    def taken(self) -> str:
        """The lines of the row that was read last; forgets them."""
        taken = "".join(self._kept)
        self._kept.clear()
        self._size = 0
        return taken


def _header(lines: _Lines) -> tuple[list[str], str]:
    """The names of the columns, and what stands between them: that by which the most names are known."""
    line = next(lines, "")
    if line.casefold().startswith("sep="):  # Excel's own first line
        lines.taken()
        line = next(lines, "")
    lines.taken()
    delimiter = max(field_names.DELIMITERS, key=lambda one: _score(line, one))
    names = _split(line, delimiter)
    field_names.need_text(names, "its first line")
    return names, delimiter


def _score(line: str, delimiter: str) -> tuple[int, int]:
    names = _split(line, delimiter)
    return sum(field_names.meaning(name) is not None for name in names[:_LOOKED_AT]), len(names)


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _rows(lines: _Lines, delimiter: str) -> Iterator[list[str] | str]:
    """The rows that are not blank; for one that cannot be read, why."""
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except (csv.Error, UnreadableError) as error:
            yield f"its quotation marks are wrong ({error})" if isinstance(error, csv.Error) else str(error)
        else:
            if any(row):
                yield row
            else:
                lines.taken()


def _found(
    row: list[str] | str, written: str, width: int, known: Mapping[int, str], source: Source, within: str
) -> Found:
    locator = source.place(within)
    try:
        return fields.document(_record(row, width, known), Format.CSV, locator)
    except UnreadableError as error:
        return Refused(locator=locator, reason=str(error), content=characters.raw(written))


def _record(row: list[str] | str, width: int, known: Mapping[int, str]) -> dict[str, object]:
    if isinstance(row, str):
        raise UnreadableError(row)
    if len(row) < width or any(row[width:]):
        raise UnreadableError(f"it has {len(row)} cells where the first line names {width} columns")
    return {name: characters.mended(row[at]) for at, name in known.items() if row[at]}
