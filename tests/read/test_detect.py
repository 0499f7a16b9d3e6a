"""Which format bytes are taken for, by how they begin."""

import pytest

from toll.errors import UnreadableError
from toll.read.detect import detect

MAIL = "From: Bureau de Gao <gao@example.org>\nSubject: Embuscade\n\nDouze morts."


@pytest.mark.parametrize(
    ("head", "name", "told"),
    [
        pytest.param("Douze soldats ont été tués.", "a.txt", "text", id="prose"),
        pytest.param("Douze soldats ont été tués.", "a", "text", id="no suffix"),
        pytest.param("De: notre envoyé spécial\nDate: 5 mars\n\nDouze morts.", "a.txt", "text", id="De:"),
        pytest.param("From: AFP\nDate: 5 mars\nDouze soldats ont été tués.", "a.txt", "text", id="prose below From:"),
        pytest.param("Date: 2022-03-05\n\nDouze morts.", "a.txt", "text", id="a date alone"),
        pytest.param("Date: 2022-03-05\nSubject: x\n\nDouze morts.", "a.txt", "text", id="no sender"),
        pytest.param(MAIL, "a.eml", "mail", id="mail"),
        pytest.param(MAIL, "a.txt", "mail", id="mail called text"),
        pytest.param(MAIL.replace("\n", "\r\n"), "a", "mail", id="mail with CRLF"),
        pytest.param(MAIL.replace("Subject", "Received: by x\n\twith y\nSubject"), "a", "mail", id="folded header"),
        pytest.param("From gao@example.org Sat Mar  5 10:00:00 2022\n" + MAIL, "a.mbox", "mail", id="mbox"),
        pytest.param("x" * 148 + "99999999" + "x" * 356, "a.tar", "text", id="no octal checksum"),
        pytest.param("From Gao Saturday 2022\nDouze morts.", "a.txt", "text", id="English that begins with From"),
        pytest.param("<Gao, 5 mars> Douze morts.", "a.txt", "text", id="a dateline in angles"),
        pytest.param("<AFP> Douze morts.", "a.txt", "text", id="an agency in angles"),
        pytest.param("<<Douze morts>> a dit l'armée.", "a.txt", "text", id="angles as quotation marks"),
        pytest.param("[AFP] Douze morts.", "a.txt", "text", id="brackets"),
        pytest.param("{sic} Douze morts.", "a.txt", "text", id="braces"),
        pytest.param('[{"text": "Douze morts."}]', "a.txt", "json", id="JSON called text"),
        pytest.param('["Douze morts", a dit le maire] Gao', "a.txt", "text", id="a quotation in brackets"),
        pytest.param("[[Gao]] Douze morts.", "a.txt", "text", id="a link of a wiki"),
        pytest.param("{{Infobox}} Douze morts.", "a.txt", "text", id="a template of a wiki"),
        pytest.param("[2022] Douze morts.", "a.json", "json", id="brackets called JSON"),
        pytest.param("Douze morts.", "a.json", "text", id="prose called JSON"),
        pytest.param('{"text": "x"}', "a", "json", id="one object"),
        pytest.param('{"text": "x"}\n', "a.jsonl", "jsonl", id="JSON Lines of one line"),
        pytest.param('{"text": "x"}\n{"text": "y"}', "a.txt", "jsonl", id="JSON Lines called text"),
        pytest.param('{"text": "x"}\r\n\r\n{"te', "a.json", "jsonl", id="JSON Lines, Windows line ends"),
        pytest.param('{"text": "' + "x" * 70_000, "a", "json", id="one long line"),
        pytest.param('{\n "text": "x"\n}', "a", "json", id="an object over several lines"),
        pytest.param('[\n {\n  "text": "x"\n }\n]', "a", "json", id="a list over several lines"),
        pytest.param('[{"text": "x"},\n{"text": "y"}]', "a", "json", id="a list, an element a line"),
        pytest.param("[]", "a", "json", id="an empty list"),
        pytest.param('{"text": "x"}'.encode("utf-16-be").decode("latin-1"), "a", "json", id="JSON in UTF-16"),
        pytest.param("title,text\nx,y", "a.txt", "csv", id="a table called text"),
        pytest.param('"Titre";"Texte"\r\nx;y', "a", "csv", id="a table, quoted names"),
        pytest.param("sep=;\ntitre;texte", "a", "csv", id="a table of Excel"),
        pytest.param("a,b\n1,2", "a.csv", "csv", id="a table by its name"),
        pytest.param("Contenu, article et texte", "a.txt", "text", id="prose with names of columns"),
        pytest.param("Texte, photos: notre correspondant\n\nDouze morts.", "a.txt", "text", id="a byline"),
        pytest.param("# Douze morts\n\nUne embuscade.", "a.md", "markdown", id="markdown"),
        pytest.param("Douze morts, sans un signe.", "a.md", "markdown", id="markdown by its name"),
        pytest.param("# Douze morts\n\nUne embuscade.", "a", "markdown", id="markdown without a name"),
        pytest.param("# Douze morts\n\n[lien](https://example.org)", "a.txt", "text", id="a text file stays as it is"),
        pytest.param("---\ntitle: x\n---\n\n# Titre\n\nMots", "a", "markdown", id="front matter and a heading"),
        pytest.param("<!DOCTYPE html><html>", "a.txt", "html", id="doctype"),
        pytest.param("\ufeff<!doctype HTML>", "a", "html", id="mark and doctype"),
        pytest.param("<!-- saved --><!-- twice -->\n<html>", "a", "html", id="comments first"),
        pytest.param('<?xml version="1.0"?><html xmlns="x">', "a.xml", "html", id="XHTML"),
        pytest.param("<p>Douze morts.</p>", "a.txt", "html", id="a paragraph"),
        pytest.param("<h1>Douze morts</h1><p>x", "a", "html", id="a heading"),
        pytest.param("<section class='a'>x", "a", "html", id="a section"),
        pytest.param("Douze <b>morts</b>.", "a.html", "html", id="page by its name"),
        pytest.param("<html>".encode("utf-16-le").decode("latin-1"), "a", "html", id="UTF-16"),
        pytest.param('<rss version="2.0">', "a.html", "feed", id="feed called page"),
    ],
)
def test_format(head: str, name: str, told: str) -> None:
    raw = head.encode("latin-1") if "\0" in head else head.encode()
    assert detect(raw, name) == told


def test_other_xml_is_refused() -> None:
    with pytest.raises(UnreadableError, match=r"XML of a kind that is not read \(catalogue\)"):
        detect(b"<catalogue><item/></catalogue>", "a.xml")


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(b"<!-- -->" * 8000, id="comments"),
        pytest.param(b"<?x ?>" * 10_000, id="instructions"),
        pytest.param(b"[" * 65_000, id="brackets"),
        pytest.param(b"<!doctype " * 6000, id="doctypes"),
        pytest.param(b"From: a\n" * 8000, id="headers"),
        pytest.param(b"<" * 65_000, id="angles"),
        pytest.param(b"---\n" * 16_000, id="rules"),
        pytest.param(b" \n" * 32_000, id="blank"),
    ],
)
@pytest.mark.timeout(20)
def test_no_head_takes_long(head: bytes) -> None:
    assert detect(head, "a") in {"text", "html", "mail", "markdown", "json"}
