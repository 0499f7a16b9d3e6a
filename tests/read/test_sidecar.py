from __future__ import annotations

from pathlib import Path

import pytest

from toll import read
from toll.errors import UnreadableError
from toll.read.sidecar import is_sidecar

TEXT = "date 2022-03 Douze morts à Ménaka."


def article(folder: Path, aside: str, name: str = "a.txt") -> Path:
    (folder / name).write_text(TEXT, encoding="utf-8")
    (folder / "a.json").write_text(aside, encoding="utf-8")
    return folder / name


@pytest.mark.parametrize(
    ("aside", "day", "basis"),
    [
        pytest.param('{"published": "2016-10-11"}', "2016-10-11", "metadata", id="day"),
        pytest.param(
            '{"article": "a.txt", "published": "2016-10-11"}', "2016-10-11", "metadata", id="names its article"
        ),
        pytest.param('{"published": "2016-10-11T08:30:00Z"}', "2016-10-11", "metadata", id="time"),
        pytest.param('{"published": "2016-10"}', "2016-10-01", "metadata", id="month"),
        pytest.param('{"published": null}', "2022-03-01", "header", id="unknown"),
        pytest.param('{"published": "hier"}', "2022-03-01", "header", id="no date: the head"),
        pytest.param("{}", "2022-03-01", "header", id="nothing said"),
    ],
)
def test_when_it_appeared(tmp_path: Path, aside: str, day: str, basis: str) -> None:
    (found,) = read.read(article(tmp_path, aside))
    assert found.published.interval is not None
    assert (found.published.interval.start.isoformat(), found.published.basis) == (day, basis)
    assert found.published.header_date == "2022-03"


def test_where_it_appeared_and_no_more(tmp_path: Path) -> None:
    aside = '{"outlet": "Le Matin", "url": "https://e.org/1", "title": "T", "claims": [9]}'
    (found,) = read.read(article(tmp_path, aside))
    assert (found.outlet, found.url, found.title, found.text) == ("Le Matin", "https://e.org/1", "T", TEXT)


@pytest.mark.parametrize(
    "aside",
    [
        pytest.param('{"title": "T", "outlet": "Le Matin", "text": "Trois morts à Gao."}', id="a text"),
        pytest.param('{"title": "T", "article": "Trois morts à Gao. a.txt"}', id="a text that ends like a name"),
        pytest.param('{"title": "T", "article": "b.txt"}', id="another's name"),
        pytest.param('{"title": "T", "articles": [{"text": "Trois morts à Gao."}]}', id="a list of articles"),
        pytest.param('{"uri": "u", "title": "T", "version_created": "x", "body_xhtml": "<p>Non</p>"}', id="ninjs"),
    ],
)
def test_what_holds_articles_of_its_own_is_no_sidecar(tmp_path: Path, aside: str) -> None:
    (found,) = read.read(article(tmp_path, aside))
    assert (found.title, found.outlet) == (None, None)
    assert not is_sidecar(tmp_path / "a.json")


def test_of_one_among_several_articles_it_tells_what_they_do_not_say(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'text,outlet\n{TEXT},Le Soir\n"Un mort à Gao.",\n', encoding="utf-8")
    (tmp_path / "a.json").write_text('{"outlet": "Le Matin", "title": "T", "published": "2016-10"}', encoding="utf-8")
    first, second = read.read(tmp_path / "a.csv")
    assert [(one.outlet, one.title) for one in (first, second)] == [("Le Soir", None), ("Le Matin", None)]
    assert str(second.published.interval and second.published.interval.start) == "2016-10-01"


@pytest.mark.parametrize(
    ("aside", "says"),
    [
        pytest.param("{", "a.json beside it is no sidecar .*mend it", id="no JSON"),
        pytest.param("[]", "a.json beside it is no sidecar", id="no object"),
        pytest.param('{"published": 2016}', r"published: .*string", id="a date that is no string"),
        pytest.param("", "it is empty", id="empty"),
    ],
)
def test_a_wrong_sidecar_is_told(tmp_path: Path, aside: str, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        read.read(article(tmp_path, aside))


def test_a_file_is_no_sidecar_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(TEXT, encoding="utf-8")
    assert read.read(path)[0].text == TEXT
