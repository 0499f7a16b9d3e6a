"""Which office document a zip is, by the parts that it holds: Word's are read, the others refused in words."""

from __future__ import annotations

from collections.abc import Iterable

from toll.errors import UnreadableError

BODY = "word/document.xml"
"""The part of a Word document that holds its text (ISO/IEC 29500)."""

_NOT_READ = {
    "xl/workbook.xml": "an Excel sheet; save it as CSV",
    "xl/workbook.bin": "an Excel sheet; save it as CSV",
    "ppt/presentation.xml": "a PowerPoint file; save it as PDF",
    "META-INF/container.xml": "an e-book (EPUB); save its articles as HTML or text",
    "META-INF/manifest.xml": "an OpenDocument file; save it as .docx, .pdf or CSV",
}


def is_word(parts: Iterable[str]) -> bool:
    """Whether a zip of these `parts` is a Word document; raises UnreadableError where it is another office document."""
    held = set(parts)
    for part, told in _NOT_READ.items():
        if part in held and (part.startswith("META-INF") is ("mimetype" in held)):
            raise UnreadableError(f"it is {told}")
    return BODY in held and "[Content_Types].xml" in held


def title_in(title: str | None, text: str) -> str | None:
    """`title` where it stands in `text`: most documents bear their template's, or an older one's."""
    said = " ".join((title or "").split())
    return said if said and said.casefold() in " ".join(text.split()).casefold() else None
