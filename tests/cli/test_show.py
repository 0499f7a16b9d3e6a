from datetime import date

import pytest

from cli.conftest import Run
from toll.cli.figures import days, figure
from toll.settings import Settings


def test_an_article(lake: Settings, run: Run) -> None:
    out = run("show", "alep.txt").out
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert lines[0] == "alep.txt · fr · published 2016-10-11"
    assert lines[3].startswith("event 2016-10-11 Alep, SY killed 25+")
    assert lines[3].endswith("air strike avions russes OSDH")
    assert "(children 4)" in " ".join(lines[3:5]).replace("air strike avions russes OSDH ", "")
    assert lines[5].startswith("total 2011-03-01 to SY killed 300000+")
    assert "other.txt" not in out
    assert max(map(len, out.splitlines())) <= 100


def test_every_article_and_nothing_that_a_terminal_obeys(lake: Settings, run: Run) -> None:
    out = run("show").out
    assert "recalled" in out
    assert "[red]" in out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_an_article_that_is_not_there(lake: Settings, run: Run) -> None:
    done = run("show", "none.txt")
    assert (done.code, done.out) == (1, "")
    assert done.err == "toll: no event in the lake from none.txt; `toll sql 'FROM articles'` lists the articles\n"


@pytest.mark.parametrize(
    ("bounds", "shown"),
    [
        pytest.param((4, 4, 4), "4", id="exact"),
        pytest.param((0, 0, 0), "0", id="none"),
        pytest.param((25, 25, None), "25+", id="at least"),
        pytest.param((24, None, None), "24+", id="dozens"),
        pytest.param((None, 5, 5), "≤5", id="up to"),
        pytest.param((None, 20, None), "~20", id="about"),
        pytest.param((10, None, 15), "10–15", id="range"),
        pytest.param((10, 12, 15), "10–12–15", id="range with a best"),
        pytest.param((10, 12, None), "10+ (best 12)", id="at least with a best"),
        pytest.param((None, None, None), None, id="nothing"),
    ],
)
def test_figure(bounds: tuple[int | None, int | None, int | None], shown: str | None) -> None:
    assert figure(*bounds) == shown


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        pytest.param(date(2016, 10, 11), date(2016, 10, 11), "2016-10-11", id="day"),
        pytest.param(date(2016, 10, 9), date(2016, 10, 10), "2016-10-09 to 10-10", id="night"),
        pytest.param(date(2016, 2, 1), date(2016, 2, 29), "2016-02", id="month"),
        pytest.param(date(2016, 12, 1), date(2016, 12, 31), "2016-12", id="December"),
        pytest.param(date(2016, 1, 1), date(2016, 12, 31), "2016", id="year"),
        pytest.param(date(2016, 1, 1), date(2016, 2, 29), "2016-01-01 to 02-29", id="two months"),
        pytest.param(date(2015, 1, 1), date(2016, 12, 31), "2015-01-01 to 2016-12-31", id="two years"),
        pytest.param(None, None, "", id="unknown"),
    ],
)
def test_days(start: date | None, end: date | None, shown: str) -> None:
    assert days(start, end) == shown
