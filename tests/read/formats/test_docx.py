import io
import zipfile
from datetime import datetime

import docx
import pytest

from packing import zipped
from reading import documents_of, read_bytes
from toll.errors import UnreadableError
from toll.read.document import Refused
from toll.read.limits import Limits, OverBudgetError

TYPES = "[Content_Types].xml"


def written(*, title: str = "") -> bytes:
    document = docx.Document()
    document.add_heading("Mali: douze soldats tués", 1)
    document.add_paragraph("Douze soldats ont été tués mardi\tprès de Ménaka.")
    table = document.add_table(2, 2)
    for row, words in zip(table.rows, [("Ménaka", "12 morts"), ("Gao", "3 blessés")], strict=True):
        for cell, said in zip(row.cells, words, strict=True):
            cell.text = said
    document.add_paragraph("L'armée n'a rien dit.")
    document.core_properties.title, document.core_properties.created = title, datetime(2022, 3, 5, 10)  # noqa: DTZ001
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


def parts(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def edited(old: str, new: str) -> bytes:
    held = parts(written())
    body = held["word/document.xml"].decode()
    assert old in body
    return zipped(held | {"word/document.xml": body.replace(old, new, 1).encode()})


def test_paragraphs_and_tables_in_their_order() -> None:
    (document,) = documents_of(written(title="douze  soldats"), "a.docx")
    assert document.text == (
        "Mali: douze soldats tués\n\nDouze soldats ont été tués mardi\tprès de Ménaka.\n\n"
        "Ménaka | 12 morts\n\nGao | 3 blessés\n\nL'armée n'a rien dit."
    )
    assert (document.format, document.title, document.locator) == ("docx", "douze soldats", None)
    assert (document.copied or "")[:10] == "2022-03-05"


@pytest.mark.parametrize("first", [TYPES, "word/media/image1.png", "docProps/core.xml"])
def test_it_is_known_whatever_part_comes_first(first: str) -> None:
    held = {"word/media/image1.png": b"\x89PNG"} | parts(written())
    raw = zipped({first: held[first]} | held)
    assert [one.format for one in documents_of(raw, "a.zip")] == ["docx"]


def test_a_stored_zip_of_documents_is_a_zip() -> None:
    found = documents_of(zipped({"a.docx": written(), "b.txt": b"Un mort"}, zipfile.ZIP_STORED), "a.zip")
    assert [(one.format, one.locator) for one in found] == [("docx", "a.docx"), ("text", "b.txt")]


LAST = "<w:p><w:r><w:t>L'armée n'a rien dit.</w:t></w:r></w:p>"
SAID = "<w:r><w:t>L'armée</w:t></w:r>"
MORE = '<w:ins w:id="1" w:author="a"><w:r><w:t> se tait</w:t></w:r></w:ins>'
LESS = '<w:del w:id="1" w:author="a"><w:r><w:delText> parle</w:delText></w:r></w:del>'


@pytest.mark.parametrize(
    ("new", "holds"),
    [
        pytest.param(f"<w:p>{SAID}{MORE}</w:p>", "\n\nL'armée se tait", id="inserted"),
        pytest.param(f"<w:p>{SAID}{LESS}</w:p>", "\n\nL'armée", id="deleted"),
        pytest.param(f"<w:sdt><w:sdtContent><w:p>{SAID}</w:p></w:sdtContent></w:sdt>", "\n\nL'armée", id="control"),
    ],
)
def test_tracked_changes_and_controls(new: str, holds: str) -> None:
    assert documents_of(edited(LAST, new), "a.docx")[0].text.endswith(holds)


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        pytest.param({TYPES: b"<a/>", "xl/workbook.xml": b""}, "Excel", id="xlsx"),
        pytest.param({TYPES: b"<a/>", "ppt/presentation.xml": b""}, "PowerPoint", id="pptx"),
        pytest.param({"mimetype": b"application/epub+zip", "META-INF/container.xml": b""}, "EPUB", id="epub"),
        pytest.param({"mimetype": b"x", "META-INF/manifest.xml": b"", "content.xml": b""}, "OpenDocument", id="odt"),
    ],
)
def test_other_documents_are_refused_in_words(part: dict[str, bytes], reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read_bytes(zipped(part), "a.bin")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        pytest.param(zipped({**parts(written()), "word/document.xml": b"<w:a"}), "it is no docx", id="bad XML"),
        pytest.param(zipped({**parts(written()), "word/document.xml": b" " * 30_000_000}), "is larger than", id="bomb"),
        pytest.param(written()[:-400], "it is no docx", id="cut"),
    ],
)
def test_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read_bytes(raw, "a.docx")


def test_many_bombs_are_over_budget() -> None:
    held = parts(written()) | {f"word/header{at}.xml": b" " * 15_000_000 for at in range(20)}
    with pytest.raises(OverBudgetError):
        read_bytes(zipped(held), "a.docx", Limits(unpacked_bytes=100_000_000, ratio=1))


def test_entities_are_not_expanded() -> None:
    held = parts(written())
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    body = held["word/document.xml"].decode().replace("rien dit", "&a9;&file;")
    declared = f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    raw = zipped(held | {"word/document.xml": body.replace("?>", "?>" + declared, 1).encode()})
    (found,) = read_bytes(zipped({"a.docx": raw}), "a.zip")
    assert isinstance(found, Refused) or ("ha" * 3 not in found.text and "root:" not in found.text)
