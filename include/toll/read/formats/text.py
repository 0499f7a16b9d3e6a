"""Plain text: one file, one article, its text unchanged but for a byte order mark and front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toll.errors import UnreadableError
from toll.read import heads
from toll.read.decoding import decode
from toll.read.document import Document, Found
from toll.read.formats import Format
from toll.read.instants import iso
from toll.read.source import Source

_HEADER = re.compile(r"\s*date\s*[:=]?\s*(?P<date>\d[\d./-]{2,8}\d)(?!\d)", re.IGNORECASE)
_NUMBERS = re.compile(r"\d[\d./-]{2,8}\d(?!\d)")
_TITLE = re.compile(r"\s*(?P<title>[^\s][^\r\n]{2,149}?)[ \t]*\r?\n[ \t]*\r?\n\s*\S")
_NO_TITLE = re.compile(r"[.!?…:;,\])][\"»”')\s]*$|[-–—]$|^[(\[{<«\"–—*-]")
"""How a sentence ends, or a dateline; how a quotation, a list or an intertitle begins."""


def documents(source: Source) -> Iterator[Found]:
    """The one document of a plain-text file; raises UnreadableError where it is no text.

    A head such as ` date 2022-03` or `date: 2022-03-05` gives the header date and stays in the text, as does a title on
    a first line of its own; YAML front matter is cut off.
    """
    yield document(decode(source.content()), source.locator)


def document(text: str, locator: str | None = None, made: Format = Format.TEXT) -> Document:
    """The document that the plain text of a file is."""
    matter = heads.matter(text) or heads.Head()
    text = text[matter.end :]
    if not text.strip():
        raise UnreadableError("it holds front matter and no article")
    head, header = heads.lines(text), _HEADER.match(text)
    written = header["date"] if header else _date(head.published)
    return Document(
        text=text,
        format=made,
        locator=locator,
        outlet=matter.outlet or head.outlet,
        url=matter.url or head.url,
        title=matter.title or head.title or title(text, max(head.end, header.end() if header else 0)),
        published=iso(matter.published),
        header_date=written,
    )


def title(text: str, start: int = 0) -> str | None:
    r"""The first line from `start` on, where it is short, ends as no sentence does, and a blank line follows.

    >>> title("Douze morts à Ménaka\n\nUne embuscade…"), title("Ménaka (Mali) -\n\nUne embuscade…")
    ('Douze morts à Ménaka', None)
    """
    line = _TITLE.match(text, start)
    if line is None or _NO_TITLE.search(line["title"]):
        return None
    return re.sub(r"\s{2,}|[\t\f\v]", " ", line["title"])


def _date(written: str | None) -> str | None:
    numbers = _NUMBERS.match(written) if written else None
    return numbers[0] if numbers else None
