"""What stands before the words of a plain text, and what of it stays in the text."""

import pytest

from reading import documents_of
from toll.read.document import Document

BODY = "Douze soldats ont été tués près de Ménaka.\n\nSept autres ont été blessés.\n"


def _read(text: str, name: str = "a.txt") -> Document:
    (document,) = documents_of(text.encode(), name)
    return document


@pytest.mark.parametrize(
    ("matter", "told"),
    [
        pytest.param("title: Embuscade\ndate: 2022-03-05", ("Embuscade", "2022-03-05", None, None), id="title, date"),
        pytest.param(
            'titre: "Embuscade : douze morts"\nsource: Le Courrier\nlien: https://example.org/a',
            ("Embuscade : douze morts", None, "Le Courrier", "https://example.org/a"),
            id="French names",
        ),
        pytest.param("Date: 2022-03-05 21:10Z\ntags: [mali]", (None, "2022-03-05T21:10Z", None, None), id="time"),
        pytest.param("date: 2022-02-30\ntitle: x", ("x", None, None, None), id="no such day"),
        pytest.param("date: [2022]\ntitle: {a: b}\nsource: AB", (None, None, "AB", None), id="no plain values"),
    ],
)
def test_front_matter_is_read_and_cut_off(matter: str, told: tuple[str | None, ...]) -> None:
    document = _read(f"---\n{matter}\n---\n{BODY}")
    assert document.text == BODY
    assert (document.title, document.published, document.outlet, document.url) == told


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"---\n{BODY}---\nFin de la dépêche.\n", id="rules around prose"),
        pytest.param(f"---\na: &a [x, x]\nb: [*a, *a\n---\n{BODY}", id="broken YAML"),
        pytest.param(f"---\nauthor: X\n---\n{BODY}", id="no known field"),
        pytest.param(f"---\ntitle: never closed\n\n{BODY}", id="not closed"),
        pytest.param("---\n" + "[" * 19_000 + f"\n---\n{BODY}", id="deep YAML"),
    ],
)
def test_what_is_no_front_matter_stays(text: str) -> None:
    assert _read(text).text == text


@pytest.mark.parametrize(
    ("text", "title", "date"),
    [
        pytest.param(f"Embuscade à Ménaka\n\n{BODY}", "Embuscade à Ménaka", None, id="first line"),
        pytest.param(f"\n Embuscade  à Ménaka \r\n\r\n{BODY}", "Embuscade à Ménaka", None, id="spaces"),
        pytest.param(f"date: 2022-03-05\n\nEmbuscade\n\n{BODY}", "Embuscade", "2022-03-05", id="date"),
        pytest.param(f" date 2022-03 Embuscade\n\n{BODY}", "Embuscade", "2022-03", id="after a bare date"),
        pytest.param(f"Titre : Embuscade !\nDate : 5/3/2022\n\n{BODY}", "Embuscade !", "5/3/2022", id="lines"),
        pytest.param(f"title: Embuscade\ndate: hier\n\n{BODY}", "Embuscade", None, id="a date in words"),
        pytest.param(BODY, None, None, id="a sentence"),
        pytest.param("Embuscade à Ménaka", None, None, id="nothing below"),
        pytest.param(f"Embuscade à Ménaka\n{BODY}", None, None, id="no blank line"),
        pytest.param(f"Ménaka (Mali)\n\n{BODY}", None, None, id="dateline"),
        pytest.param(f"BAMAKO, 5 mars (AFP) -\n\n{BODY}", None, None, id="dateline of an agency"),
        pytest.param(f"- Embuscade -\n\n{BODY}", None, None, id="intertitle"),
        pytest.param(f"{'mot ' * 60}\n\n{BODY}", None, None, id="too long"),
    ],
)
def test_titles_and_dates_of_a_text_that_stays_as_it_is(text: str, title: str | None, date: str | None) -> None:
    document = _read(text)
    assert (document.text, document.title, document.header_date) == (text, title, date)
