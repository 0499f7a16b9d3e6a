import hashlib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toll import read
from toll.errors import UnreadableError
from toll.settings import PROJECT

EXAMPLE = PROJECT / "examples" / "articles" / "alep.txt"


def test_the_example() -> None:
    (article,) = read.read(EXAMPLE)
    assert article.text.encode() == EXAMPLE.read_bytes()
    assert article.source_sha256 == hashlib.sha256(EXAMPLE.read_bytes()).hexdigest()
    assert (article.source_file, article.source_format, article.language) == ("alep.txt", "text", "fr")
    assert article.published.header_date == "2022-03"


@pytest.mark.parametrize(
    ("other", "same"),
    [
        pytest.param("Douze  morts\r\n\r\nà Ménaka. ", True, id="white space"),
        pytest.param(unicodedata.normalize("NFD", "Douze morts à Ménaka."), True, id="decomposed letters"),
        pytest.param("Douze morts à Ménaka", False, id="a full stop"),
        pytest.param("Treize morts à Ménaka.", False, id="a word"),
        pytest.param("douze morts à Ménaka.", False, id="a capital"),
    ],
)
def test_article_id(other: str, same: bool) -> None:
    assert (read.article_id("Douze morts à Ménaka.") == read.article_id(other)) == same


@given(st.lists(st.sampled_from(["Douze", "morts", "à", "Ménaka"]), min_size=1), st.text(" \n\t\r\u00a0", min_size=1))
def test_white_space_never_makes_another_article(words: list[str], space: str) -> None:
    assert read.article_id(space.join(words)) == read.article_id(" ".join(words))


def test_the_name_is_made_safe_to_show(tmp_path: Path) -> None:
    path = tmp_path / "a\nb.txt"
    path.write_text("Douze morts à Ménaka.")
    assert read.read(path)[0].source_file == "a%0Ab.txt"


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="it is a folder"):
        read.read(tmp_path)
