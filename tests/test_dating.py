"""When an article appeared: dates given with it against what its text says."""

from __future__ import annotations

from datetime import date

import pytest

from toll.codes import PublishedBasis
from toll.dating import date_article
from toll.dating.offices import COLUMNS, holders, load
from toll.errors import ConfigurationError
from toll.model import Interval, Published
from toll.settings import PROJECT
from toll.timex import load as load_words

WORDS = load_words("fr")
ALEP = (PROJECT / "examples" / "articles" / "alep.txt").read_text(encoding="utf-8")
NOTHING = Published(None, PublishedBasis.NONE)


def span(start: str, end: str, prec: int) -> Interval:
    return Interval(date.fromisoformat(start), date.fromisoformat(end), prec)


def header(start: str, end: str, prec: int) -> Published:
    return Published(span(start, end, prec), PublishedBasis.HEADER, start[:7])


@pytest.mark.parametrize(
    "prior",
    [
        pytest.param(header("2022-03-01", "2022-03-31", 4), id="wrong-header"),
        pytest.param(header("2016-10-01", "2016-10-31", 4), id="month-header"),
        pytest.param(NOTHING, id="no-date"),
    ],
)
def test_the_example_is_dated_by_its_words(prior: Published):
    dated = date_article(ALEP, prior, WORDS)
    assert dated.interval == span("2016-10-11", "2016-10-11", 1)
    assert dated.basis is PublishedBasis.INFERRED
    assert dated.header_date == prior.header_date
    evidence = "\n".join(dated.evidence)
    for words in ("Hollande", "Boris Johnson", "5 octobre", "19 octobre", "mardi"):
        assert words in evidence


@pytest.mark.parametrize(
    ("text", "prior"),
    [
        pytest.param(ALEP, Published(span("2016-10-12", "2016-10-12", 1), PublishedBasis.METADATA), id="near-enough"),
        pytest.param("Dix morts mardi.", header("2022-03-01", "2022-03-31", 4), id="weekday-of-any-week"),
        pytest.param("Dix morts.", NOTHING, id="no-date-no-evidence"),
        pytest.param("Dix morts mardi, depuis 2011.", NOTHING, id="no-end"),
    ],
)
def test_a_date_that_nothing_denies_stands(text: str, prior: Published):
    dated = date_article(text, prior, WORDS)
    assert (dated.interval, dated.basis, dated.header_date) == (prior.interval, prior.basis, prior.header_date)


def test_one_slip_is_told_but_overrules_nothing():
    prior = Published(span("2020-06-05", "2020-06-05", 1), PublishedBasis.METADATA)
    dated = date_article("Le président François Hollande a condamné l'attentat.", prior, WORDS)
    assert (dated.interval, dated.basis) == (prior.interval, prior.basis)
    assert "François Hollande" in dated.evidence[0]


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        pytest.param(
            "Dix morts mardi 14 juillet, a dit le Premier ministre Jean Castex.",
            span("2020-07-07", "2020-07-21", 4),
            id="weekday-and-office",
        ),
        pytest.param(
            "Le Premier ministre Bernard Cazeneuve a parlé au président François Hollande.",
            span("2016-12-06", "2017-05-24", 5),
            id="offices-alone",
        ),
    ],
)
def test_without_a_date_the_text_decides(text: str, interval: Interval):
    dated = date_article(text, NOTHING, WORDS)
    assert dated.basis is PublishedBasis.INFERRED
    assert dated.interval is not None
    assert interval.start <= dated.interval.start
    assert dated.interval.end <= interval.end


@pytest.mark.parametrize(
    ("text", "surnames"),
    [
        pytest.param("le président (François) Hollande", ["hollande"], id="brackets"),
        pytest.param("le ministre français de la Défense Jean-Yves Le Drian", ["drian"], id="adjective-inside-title"),
        pytest.param("le ministre de la Défense Jean-Yves Le Drian", ["drian"], id="particle"),
        pytest.param("l'ancien président François Hollande", [], id="former"),
        pytest.param("l'ex-président Barack Obama", [], id="ex"),
        pytest.param("le vice-président Joe Biden", [], id="vice"),
        pytest.param("le président élu Joe Biden", [], id="elect"),
        pytest.param("le président qui affronte Biden", [], id="no-apposition"),
        pytest.param("le président. Macron", [], id="other-sentence"),
        pytest.param("le pape François et le Premier ministre Valls", ["françois", "valls"], id="two"),
        pytest.param("le Premier ministre Hollande", [], id="never-held"),
    ],
)
def test_holders(text: str, surnames: list[str]):
    assert [holder.surname for holder in holders(text, WORDS, load())] == surnames


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        pytest.param("name,office\n", ":1: columns", id="columns"),
        pytest.param(f"{','.join(COLUMNS)}\nX,president,FR,2012-13-01,\n", ":2: X: not a date", id="date"),
        pytest.param(f"{','.join(COLUMNS)}\nX,president,FR,2012-01-02,2012-01-01\n", ":2: X leaves", id="order"),
    ],
)
def test_a_wrong_table_is_refused(tmp_path, rows: str, message: str):
    path = tmp_path / "offices.csv"
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=message):
        load(path)


def test_every_office_of_the_table_has_a_title():
    assert {office for _, office in load().terms} <= set(WORDS.offices.titles)
