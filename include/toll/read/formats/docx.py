"""Word's .docx: paragraphs, headings and the rows of tables, in their order (ISO/IEC 29500-1, WordprocessingML).

Inserted words of tracked changes are read and deleted ones are not, as Word prints them. Text boxes, notes, headers and
pictures are left out.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import IO, Any

import docx

from toll.errors import UnreadableError
from toll.read import members, office
from toll.read.document import Document, Found
from toll.read.formats import Format
from toll.read.source import Source, Unpacked

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _TABLE, _ROW, _CELL = (f"{_W}{name}" for name in ("p", "tbl", "tr", "tc"))
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_LEFT_OUT = frozenset({f"{_W}drawing", f"{_W}pict", f"{_W}del", f"{_W}object"})
_TEXTS = (".xml", ".rels")
_BETWEEN_CELLS = " | "


def documents(source: Source) -> Iterator[Found]:
    """The one article; raises UnreadableError where it is no Word document, protected or without words.

    A title is taken only where it stands in the text, since most are a template's; `created` only as a copy's date.
    """
    document = docx.Document(_without_pictures(source))
    text = "\n\n".join(block for block in _blocks(document.element.body) if block)
    if not text.strip():
        raise UnreadableError("it holds no words")
    known = document.core_properties
    yield Document(
        text=text,
        format=Format.DOCX,
        locator=source.locator,
        title=office.title_in(known.title, text),
        copied=known.created.isoformat() if known.created else None,
    )


def _without_pictures(source: Source) -> IO[bytes]:
    """The same document with its pictures empty: python-docx would unpack each whole, however large it is."""
    slim = io.BytesIO()
    with zipfile.ZipFile(source.seekable()) as full, zipfile.ZipFile(slim, "w") as kept:
        if not office.is_word(full.namelist()):
            raise UnreadableError("it is no Word document")
        for name in dict.fromkeys(full.namelist()):
            source.budget.spend(members.MEMBER_BYTES)
            kept.writestr(name, _part(source, full, name) if name.endswith(_TEXTS) else b"")
    slim.seek(0)
    return slim


def _part(source: Source, archive: zipfile.ZipFile, name: str) -> bytes:
    most = source.limits.document_bytes
    with archive.open(name) as stream:
        part = io.BufferedReader(Unpacked(stream, source.budget)).read(most + 1)
    if len(part) > most:
        raise UnreadableError(f"its part {members.label(name)} is larger than {most:,} bytes; cut it")
    return part


def _blocks(parent: Any) -> Iterator[str]:
    for child in parent:
        if child.tag == _P:
            yield _words(child).strip()
        elif child.tag == _TABLE:
            yield from (_row(row) for row in child.iter(_ROW))
        elif isinstance(child.tag, str):  # a content control or the like, around paragraphs
            yield from _blocks(child)


def _row(row: Any) -> str:
    cells = (" ".join(_words(cell).split()) for cell in row if cell.tag == _CELL)
    return _BETWEEN_CELLS.join(cell for cell in cells if cell)


def _words(element: Any) -> str:
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _LEFT_OUT and isinstance(child.tag, str):
            yield from _pieces(child)
            if child.tag == _P:
                yield "\n"
