from collections.abc import Sequence

import pytest

from printing import Placed, printed
from reading import documents_of
from toll.errors import UnreadableError
from toll.read import pages
from toll.read.pages import Line

BODY = [
    (50, 750, "Mali: douze soldats tués"),
    (50, 720, "Douze soldats ont été tués mardi dans une embus-"),
    (50, 706, "cade près de Ménaka, a annoncé le ministre."),
    (62, 692, "Deux autres, transportés à Gao dans la nuit, sont bles-"),
    (50, 678, "sés."),
]
TEXT = (
    "Mali: douze soldats tués\n\n"
    "Douze soldats ont été tués mardi dans une embuscade près de Ménaka, a annoncé le ministre.\n\n"
    "Deux autres, transportés à Gao dans la nuit, sont blessés."
)


def lines(*words: str) -> list[Placed]:
    return [(50, 750 - 14 * at, line) for at, line in enumerate(words)]


def text(*pages: Sequence[Placed]) -> str:
    return documents_of(printed(pages), "a.pdf")[0].text


def test_lines_are_joined_to_paragraphs() -> None:
    assert text(BODY) == TEXT


@pytest.mark.parametrize(
    ("page", "read"),
    [
        pytest.param(lines("Un soldat a été bles-", "sé à Gao"), "Un soldat a été blessé à Gao", id="broken word"),
        pytest.param(lines("Tué à Saint-", "Denis hier"), "Tué à Saint-Denis hier", id="capital"),
        pytest.param(
            lines("Un porte-avions est parti, ce porte-", "avions est vieux"),
            "Un porte-avions est parti, ce porte-avions est vieux",
            id="hyphened elsewhere",
        ),
        pytest.param(lines("Le bilan est de 10-", "12 morts"), "Le bilan est de 10-12 morts", id="figures"),
        pytest.param(lines("Ils sont morts -", "deux femmes aussi"), "Ils sont morts - deux femmes aussi", id="dash"),
    ],
)
def test_hyphens_at_the_end_of_lines(page: list[Placed], read: str) -> None:
    assert " ".join(text(page).split()) == read


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["mort" * 100_000], id="one word"),
        pytest.param(["Douze morts à"] * 200_000, id="one paragraph"),
        pytest.param(["morts\u00ad" + " " * 100_000], id="white space"),
    ],
)
def test_a_hostile_page_takes_no_longer_than_its_length(words: list[str]) -> None:
    page = [Line(line, left=50, top=at, right=500, bottom=at) for at, line in enumerate(reversed(words))]
    assert pages.text([page]).startswith(words[0][:5])


def test_what_stands_on_every_page_is_left_out() -> None:
    pages = [
        [(50, 800, "L'Écho du fleuve"), (50, 700, f"{words} morts à {town}."), (50, 20, f"page {at} sur 3")]
        for at, (words, town) in enumerate([("Deux", "Gao"), ("Trois", "Ménaka"), ("Neuf", "Kidal")], 1)
    ]
    assert text(*pages) == "Deux morts à Gao.\n\nTrois morts à Ménaka.\n\nNeuf morts à Kidal."


def test_a_line_on_two_pages_stays() -> None:
    assert text([(50, 800, "Deux morts")], [(50, 800, "Deux morts")]).count("Deux morts") == 2


def test_a_paragraph_goes_on_over_the_page() -> None:
    assert text([(50, 60, "Douze soldats")], [(50, 800, "sont morts.")]) == "Douze soldats sont morts."


@pytest.mark.parametrize(
    ("info", "title", "copied"),
    [
        pytest.param(
            "/Title (Mali: douze soldats) /CreationDate (D:20220305101500Z)",
            "Mali: douze soldats",
            "2022-03-05",
            id="told",
        ),
        pytest.param("/Title (Microsoft Word - depeche.doc)", None, None, id="a file's name"),
        pytest.param("/CreationDate (hier)", None, None, id="no date"),
    ],
)
def test_metadata_is_weak_evidence(info: str, title: str | None, copied: str | None) -> None:
    (document,) = documents_of(printed([BODY], info), "a.pdf")
    assert (document.title, document.copied, document.published) == (title, copied, None)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        pytest.param(printed([[]]), "its pages are pictures", id="no text"),
        pytest.param(printed([BODY])[:300], "it is damaged", id="cut"),
        pytest.param(b"%PDF-1.7\n" + b"\0\xff" * 500, "it is damaged", id="none"),
        pytest.param(printed([[]] * 1001), "it has 1,001 pages", id="a book"),
        pytest.param(
            printed(
                [BODY],
                trailer="/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
                f"/O <{'00' * 32}> /U <{'00' * 32}> >>",
            ),
            "a password protects it",
            id="encrypted",
        ),
    ],
)
def test_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        documents_of(raw, "a.pdf")
