from __future__ import annotations

import pytest

from reading import documents_of, read_bytes
from toll.errors import UnreadableError
from toll.read.document import Document, Refused
from toll.read.limits import Limits


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiters_line_ends_and_encodings(delimiter: str, end: str, encoding: str) -> None:
    rows = [["Titre", "Texte", "Date"], ["Gao", '"Douze morts, au moins;\n""dit"" l\'armée"', "20220305"], [""]]
    raw = end.join(delimiter.join(row) for row in rows).encode(encoding)
    assert documents_of(raw, "export.csv") == [
        Document(
            text='Douze morts, au moins;\n"dit" l\'armée',
            format="csv",
            locator="row 1",
            title="Gao",
            published="2022-03-05",
        )
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param("b;c;d\n", "it has 3 cells where the first line names 2 columns", id="a cell too many"),
        pytest.param("b\n", "it has 1 cells where the first line names 2 columns", id="a cell too few"),
        pytest.param('"b" c;d\n', "its quotation marks are wrong", id="words after a quotation mark"),
        pytest.param("b;\n", "it tells of an article (titre) but holds no text", id="no text"),
        pytest.param("b;x\0\n", "it is binary", id="NUL"),
        pytest.param(f"b;{'c' * 1001}\n", "it is larger than 1,000 bytes", id="too large"),
        pytest.param(f"b;{'<b>' * 300}x\n", "its HTML is nested too deeply", id="deep HTML"),
    ],
)
def test_a_bad_row_harms_no_other(row: str, reason: str) -> None:
    first, bad, last = read_bytes(f"titre;texte\n1;a\n{row}2;b\n".encode(), "a.csv", Limits(document_bytes=1000))
    assert (first.locator, bad.locator, last.locator) == ("row 1", "row 2", "row 3")
    assert isinstance(bad, Refused)
    assert bad.reason.startswith(reason)
    assert bad.content == (b"" if "larger" in reason else row.encode())
    assert isinstance(last, Document)
    assert last.text == "b"


def test_a_quotation_mark_never_closed() -> None:
    first, bad = read_bytes(b'titre;texte\n1;a\n2;"b\n3;c\n', "a.csv")
    assert isinstance(first, Document)
    assert isinstance(bad, Refused)
    assert bad.content == b'2;"b\n3;c\n'


@pytest.mark.parametrize("formula", ["=cmd|' /C calc'!A0", "+1", "-1 mort", "@SUM(A1)"])
def test_a_formula_is_text(formula: str) -> None:
    assert [one.text for one in documents_of(f"text;date\n{formula};2022\n".encode(), "a.csv")] == [formula]


def test_the_first_line_of_excel() -> None:
    assert [one.text for one in documents_of(b"sep=|\ntitre|texte\nx|y, z\n", "a.csv")] == ["y, z"]


def test_a_million_columns() -> None:
    names = ",".join(["text", *(f"c{n}" for n in range(1_000_000))])
    raw = f"{names}\na{',' * 1_000_000}\nb{',' * 1_000_000}\n".encode()
    assert [one.text for one in documents_of(raw, "a.csv")] == ["a", "b"]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        pytest.param(b"1,Douze morts\n2,Trois morts\n", "names no column of text .* it has: 1", id="no names"),
        pytest.param(b"Douze morts pres de Gao.\n", "its first line names no column of text", id="prose"),
        pytest.param(b"title,url\na,b\n", "names no column of text .* it has: title, url", id="no text"),
        pytest.param(b"title,source\na,b\n", "names no column of text", id="a source is no text"),
        pytest.param(b"title,text\n", "it names columns, and no row follows", id="no row"),
        pytest.param(b"a" * 2000, "it is larger than 1,000 bytes", id="a gigantic line"),
    ],
)
def test_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read_bytes(raw, "a.csv", Limits(document_bytes=1000))
