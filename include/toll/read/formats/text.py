"""Plain text: one file, one article, its text unchanged but for a byte order mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toll.read.decoding import decode
from toll.read.document import Document, Found
from toll.read.formats import Format
from toll.read.source import Source

_HEADER = re.compile(r"\A\s*date\s*[:=]?\s*(?P<date>\d[\d./-]{2,8}\d)(?!\d)", re.IGNORECASE)


def documents(source: Source) -> Iterator[Found]:
    """The one document of a plain-text file; raises UnreadableError where it is no text.

    A head such as ` date 2022-03` or `date: 2022-03-05` gives the header date and stays in the text.
    """
    text = decode(source.content())
    header = _HEADER.match(text)
    yield Document(
        text=text, format=Format.TEXT, locator=source.locator, header_date=header["date"] if header else None
    )
