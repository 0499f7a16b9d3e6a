"""Mail: its words, what its headers say, and what is attached to it."""

from contextlib import suppress
from pathlib import Path

import pytest

from reading import documents_of, read_bytes
from toll.errors import UnreadableError
from toll.read.document import Document, Refused

MAIL = (Path(__file__).parent / "files" / "depeche.eml").read_bytes()
HEAD = "From: gao@fleuve.example\nSubject: Embuscade\nDate: 5 Mar 2022 10:00 +0000\n"
GAO = "gao@fleuve.example"
HTML = 'Content-Type: text/html; charset="cp1252"\n\n<html><p>Douze tués à Gao.</p><p>Sept blessés.</p></html>'


def test_a_mail_with_attachments() -> None:
    mail, attached, picture = read_bytes(MAIL, "depeche.eml")
    assert isinstance(mail, Document)
    assert mail.text == "Douze soldats ont été tués près de Ménaka.\n\nSept autres ont été blessés."
    assert (mail.format, mail.title, mail.locator) == ("mail", "Embuscade à Ménaka", None)
    assert (mail.outlet, mail.published) == ("Bureau de Gao, Agence du Fleuve", "2022-03-05T21:10:00+01:00")
    assert isinstance(attached, Document)
    assert (attached.format, attached.locator, attached.copied) == ("text", "suite.txt", mail.published)
    assert attached.text == "Quatre civils sont morts à Gao."
    assert isinstance(picture, Refused)
    assert picture.reason == "it is a picture (PNG)"


@pytest.mark.parametrize(
    ("raw", "text", "outlet"),
    [
        pytest.param(f"{HEAD}\nDouze morts à Gao.\n", "Douze morts à Gao.\n", GAO, id="no MIME"),
        pytest.param(HEAD + HTML, "Douze tués à Gao.\n\nSept blessés.", GAO, id="HTML alone"),
        pytest.param(
            HEAD.replace("gao@", '"Agence du Fleuve" <gao@').replace("example", "example>") + "\nDouze morts.",
            "Douze morts.",
            "Agence du Fleuve",
            id="name",
        ),
        pytest.param(
            f"{HEAD}Content-Type: text/plain; charset=nonsense\n\nDouze tués.",
            "Douze tués.",
            GAO,
            id="charset",
        ),
        pytest.param(
            f"{HEAD}Content-Type: text/plain\n\nDouze tués près de Gao.",
            "Douze tués près de Gao.",
            GAO,
            id="8bit",
        ),
    ],
)
def test_words(raw: str, text: str, outlet: str) -> None:
    (mail,) = documents_of(raw.encode("cp1252" if "cp1252" in raw else "utf-8"), "a.eml")
    assert (mail.text, mail.outlet, mail.title) == (text, outlet, "Embuscade")
    assert mail.published == "2022-03-05T10:00:00+00:00"


def test_a_mail_that_was_passed_on_is_a_member() -> None:
    outer = f'{HEAD}Content-Type: multipart/mixed; boundary="b"\n\n--b\n\nVoir ci-dessous.\n'
    passed_on = f"--b\nContent-Type: message/rfc822\n\n{HEAD}\nDouze morts à Gao.\n--b--\n"
    mail, inner = documents_of((outer + passed_on).encode(), "a.eml")
    assert (mail.text, inner.text.strip(), inner.locator) == (
        "Voir ci-dessous.",
        "Douze morts à Gao.",
        "attachment 1.eml",
    )


def test_a_mailbox_is_its_messages() -> None:
    one = f"From gao@fleuve.example Sat Mar  5 10:00:00 2022\n{HEAD}\nDouze morts à Gao.\n\n"
    found = read_bytes((one + one.replace("Douze", "Sept") + "From x 2022\n\n").encode(), "a.mbox")
    assert [(type(each).__name__, each.locator) for each in found] == [
        ("Document", "message 1.eml"),
        ("Document", "message 2.eml"),
        ("Refused", "message 3.eml"),
    ]


@pytest.mark.parametrize("body", ["\n", "\n  \n", "Content-Type: multipart/mixed; boundary=b\n\n--b--"])
def test_a_mail_without_words_is_refused(body: str) -> None:
    with pytest.raises(UnreadableError, match=r"without words|white space"):
        documents_of((HEAD + body).encode(), "a.eml")


def _nested(depth: int) -> str:
    heads = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return f"{HEAD}{heads}Content-Type: text/plain\n\nDouze morts."


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(_nested(2_000), id="deep"),
        pytest.param(f"{HEAD}X: {'a' * 5_000_000}\n\nDouze morts.", id="long header"),
        pytest.param(f"{HEAD}Content-Type: text/plain{'; a=b' * 500_000}\n\nDouze morts.", id="parameters"),
        pytest.param(
            f"From: {'<a@b>, ' * 200_000}\nSubject: {'=?utf-8?q?=41?= ' * 90_000}\n\nDouze morts.", id="addresses"
        ),
        pytest.param(HEAD + "X: y\n" * 50_000 + "\nDouze morts.", id="many headers"),
        pytest.param(f"{HEAD}Content-Transfer-Encoding: base64\n\n{'=' * 1_000_000}", id="broken base64"),
        pytest.param(f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n" * 1_000, id="many parts"),
    ],
)
@pytest.mark.timeout(120)
def test_hostile_mail_is_read_or_refused(raw: str) -> None:
    with suppress(UnreadableError):
        assert read_bytes(raw.encode(), "a.eml")
