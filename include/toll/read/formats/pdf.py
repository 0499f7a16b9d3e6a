"""PDF: the words of its pages, with lines joined to paragraphs and what stands on every page left out.

PDF keeps where letters stand, not what belongs together. Paragraphs are told by distances (`toll.read.pages`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2

from toll.errors import UnreadableError
from toll.read import office, pages
from toll.read.document import Document, Found
from toll.read.formats import Format
from toll.read.pages import Line
from toll.read.source import Source

MOST_PAGES = 1_000
"""No article and no day's press review is longer."""

_MADE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def documents(source: Source) -> Iterator[Found]:
    """The one article; raises UnreadableError where a password protects it or its pages are pictures.

    A title is taken only where it stands in the text, since most name a file; the day of its making as a copy's date.
    """
    with _opened(source.content()) as pdf:
        if len(pdf) > MOST_PAGES:
            raise UnreadableError(f"it has {len(pdf):,} pages; cut it into articles")
        text = pages.text([_lines(pdf, number) for number in range(len(pdf))])
        known = pdf.get_metadata_dict()
    if not text:
        raise UnreadableError("its pages are pictures, without text; run text recognition (OCR) over it")
    made = _MADE.match(known.get("CreationDate", ""))
    yield Document(
        text=text,
        format=Format.PDF,
        locator=source.locator,
        title=office.title_in(known.get("Title"), text),
        copied="-".join(made.groups()) if made else None,
    )


def _opened(raw: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise UnreadableError("a password protects it; save it without one") from error
        raise UnreadableError("it is damaged, or no PDF; fetch it again, or print it to a new PDF") from error


def _lines(pdf: pypdfium2.PdfDocument, number: int) -> list[Line]:
    page = pdf[number]
    words = page.get_textpage()
    told = words.get_text_range()
    known = len(told) == words.count_chars()  # else some letters have no place, and distances tell nothing
    found = []
    for match in re.finditer(r"[^\r\n]+", told):
        if line := match[0].strip():
            first = match.start() + len(match[0]) - len(match[0].lstrip())
            start = words.get_charbox(first) if known else (0.0, 0.0, 0.0, 0.0)
            end = words.get_charbox(match.start() + len(match[0].rstrip()) - 1) if known else start
            found.append(Line(line, left=start[0], top=start[1], right=end[2], bottom=end[1]))
    words.close()
    page.close()
    return found
