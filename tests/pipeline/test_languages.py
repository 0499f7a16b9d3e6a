"""An article in a language that has no pack yet is kept as an article, with its reason, whatever format it came in."""

import pytest

from dropping import Drop
from pipeline.conftest import AT
from toll import lake, pipeline
from toll.settings import Settings
from toll.tables import ARTICLES, REJECTED

WORDS = "Двенадцать солдат погибли в пятницу в засаде под Менакой, сообщила армия страны."


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        pytest.param("a.txt", WORDS.encode("cp1251"), "text", id="text"),
        pytest.param("a.md", f"# Мали\n\n{WORDS}".encode(), "markdown", id="markdown"),
        pytest.param("a.html", f"<h1>Мали</h1><p>{WORDS}</p>".encode(), "html", id="html"),
        pytest.param("a.eml", f"From: a@e.org\nSubject: Mali\n\n{WORDS}".encode(), "mail", id="mail"),
    ],
)
def test_a_language_without_a_pack(settings: Settings, drop: Drop, name: str, content: bytes, told: str) -> None:
    drop(name, content)
    pipeline.ingest(settings, "run", AT)
    (article,) = lake.read(settings, ARTICLES, ("source_format", "language")).to_pylist()
    (rejected,) = lake.read(settings, REJECTED, ("stage", "reason")).to_pylist()
    assert article == {"source_format": told, "language": "ru"}
    assert rejected == {"stage": "extract", "reason": "there is no language pack for ru"}
