from __future__ import annotations

from pathlib import Path

import pytest

from toll import read
from toll.errors import UnreadableError

TEXT = "date 2022-03 Douze morts à Ménaka."


def article(folder: Path, aside: str, name: str = "a.txt") -> Path:
    (folder / name).write_text(TEXT, encoding="utf-8")
    (folder / "a.json").write_text(aside, encoding="utf-8")
    return folder / name


@pytest.mark.parametrize(
    ("aside", "day", "basis"),
    [
        pytest.param('{"published": "2016-10-11"}', "2016-10-11", "metadata", id="day"),
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
    aside = '{"outlet": "Le Matin", "url": "https://e.org/1", "title": "T", "text": "Non", "claims": [9]}'
    (found,) = read.read(article(tmp_path, aside))
    assert (found.outlet, found.url, found.title, found.text) == ("Le Matin", "https://e.org/1", "T", TEXT)


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
