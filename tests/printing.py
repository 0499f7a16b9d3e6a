"""Small PDF files, written by hand, for the tests of their reader."""

from __future__ import annotations

from collections.abc import Sequence

Placed = tuple[int, int, str]
"""Points from the left and from the foot of the page, and the words that stand there."""

FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def printed(pages: Sequence[Sequence[Placed]], info: str = "", trailer: str = "") -> bytes:
    """A PDF of `pages`; `info` and `trailer` are entries of those dictionaries."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", FONT]
    kids = []
    for lines in pages:
        shown = " ".join(f"1 0 0 1 {x} {y} Tm ({words}) Tj" for x, y, words in lines)
        drawn = f"BT /F1 11 Tf {shown} ET"
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
        resources = "/Resources << /Font << /F1 3 0 R >> >>"
        contents = f"/MediaBox [0 0 595 842] /Contents {len(objects)} 0 R {resources}"
        objects.append(f"<< /Type /Page /Parent 2 0 R {contents} >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {info} >>")
    return _file(objects, f"/Root 1 0 R /Info {len(objects)} 0 R {trailer}")


def _file(objects: Sequence[str], trailer: str) -> bytes:
    raw, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(raw))
        raw += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = f"trailer << /Size {len(objects) + 1} {trailer} >>\nstartxref\n{len(raw)}\n%%EOF".encode()
    return raw + head + table + end
