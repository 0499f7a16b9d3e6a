"""Markdown: the words without the marks, and its front matter."""

import pytest

from reading import documents_of
from toll.errors import UnreadableError
from toll.read.document import Document


def _read(written: str) -> Document:
    (document,) = documents_of(written.encode(), "a.md")
    return document


@pytest.mark.parametrize(
    ("written", "text"),
    [
        pytest.param("Douze *soldats* ont été **tués** à `Gao`.", "Douze soldats ont été tués à Gao.", id="emphasis"),
        pytest.param("Une ligne\ncoupée.\n\nUne autre.", "Une ligne coupée.\n\nUne autre.", id="wrapped lines"),
        pytest.param("[Ménaka](https://e.org/a) ![plan](b.png) brûle.", "Ménaka  brûle.", id="links and pictures"),
        pytest.param(
            "- douze morts\n- sept blessés\n  1. un enfant", "douze morts\n\nsept blessés\n\nun enfant", id="lists"
        ),
        pytest.param(
            "Titre\n=====\n\n> Douze morts.\n\n---\n\nFin.", "Titre\n\nDouze morts.\n\nFin.", id="quotation, rule"
        ),
        pytest.param(
            "<div><p>Douze morts.</p><script>x</script></div>\n\nFin <b>x</b>.", "Douze morts.\n\nFin x.", id="HTML"
        ),
        pytest.param("l&rsquo;armée \\*sic\\*", "l’armée *sic*", id="entities and escapes"),
    ],
)
def test_words(written: str, text: str) -> None:
    assert _read("# T\n\n" + written).text == "T\n\n" + text


def test_what_it_says_of_itself() -> None:
    document = _read(
        "---\ndate: 2022-03-05\nsource: Le Courrier\nurl: https://e.org/a\n---\n\n"
        "## Embuscade *à* Ménaka\n\nDouze morts.\n"
    )
    assert (document.format, document.title, document.published) == ("markdown", "Embuscade à Ménaka", "2022-03-05")
    assert (document.outlet, document.url) == ("Le Courrier", "https://e.org/a")
    assert document.text == "Embuscade à Ménaka\n\nDouze morts."


def test_the_title_of_front_matter_comes_first() -> None:
    assert _read("---\ntitle: Le titre\n---\n# Autre\n\nDouze morts.").title == "Le titre"


@pytest.mark.parametrize("written", ["# \n\n---\n", "![plan](a.png)"])
def test_without_words_it_is_refused(written: str) -> None:
    with pytest.raises(UnreadableError, match="it holds marks and no words"):
        _read(written)


@pytest.mark.parametrize("mark", ["[", "*a ", "> ", "`", "![", "<a ", "- ", "[a](", "**_", "&#1;"])
@pytest.mark.parametrize("size", [30_000, 1_000_000])
@pytest.mark.timeout(120)
def test_hostile_markdown_is_read(mark: str, size: int) -> None:
    assert "morts" in _read("# Douze morts\n\n" + mark * (size // len(mark)) + "\n\nDouze morts.").text
