"""The timeline: steps that fit the period, in the reader's words, with the sums of the standing questions."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import lakes
from page.conftest import text, visit
from toll import statistics
from toll.page import Site
from toll.page.words import chosen
from toll.settings import Settings
from toll.statistics import Readers, pages

TIMELINE = next(asked.sql for asked in pages() if asked.name == "timeline")


def incident(first: str, last: str | None = None, best: int = 1) -> dict[str, object]:
    figures = dict.fromkeys(("killed_low", "killed_best", "killed_high"), best)
    return {"date_start": date.fromisoformat(first), "date_end": date.fromisoformat(last or first), **figures}


def timeline(settings: Settings, **given: object) -> list[tuple[str, str, int]]:
    with Readers(settings).session() as session:
        for name, value in given.items():
            session.set(name, value)
        return [(str(row["begins"]), row["step"], row["best"]) for row in session.run(TIMELINE).to_pylist()]


@pytest.mark.parametrize(
    ("last", "given", "step"),
    [
        pytest.param("2016-10-03", {}, "day", id="one day"),
        pytest.param("2016-12-03", {}, "day", id="two months"),
        pytest.param("2016-12-04", {}, "week", id="a day more"),
        pytest.param("2018-04-05", {}, "week", id="a year and a half"),
        pytest.param("2018-04-06", {}, "month", id="more than that"),
        pytest.param("2028-10-19", {}, "month", id="twelve years"),
        pytest.param("2028-10-20", {}, "year", id="longer"),
        pytest.param("2016-10-03", {"since": date(2010, 1, 1)}, "month", id="asked from before"),
        pytest.param("2024-10-03", {"until": date(2016, 11, 1)}, "day", id="asked until earlier"),
        pytest.param("2024-10-03", {"step": "year"}, "year", id="asked for years"),
        pytest.param("2016-10-03", {"step": "month"}, "month", id="asked for months"),
        pytest.param("2018-10-03", {"step": "day"}, "day", id="asked for days"),
        pytest.param("2024-10-03", {"step": "day"}, "month", id="too many days"),
        pytest.param("2046-10-03", {"step": "week"}, "year", id="too many weeks"),
    ],
)
def test_steps_fit_the_period(tmp_path: Path, last: str, given: dict[str, object], step: str) -> None:
    settings = lakes.make(tmp_path, {"incidents": [incident("2016-10-03"), incident(last)]})
    assert {found for _, found, _ in timeline(settings, **given)} == {step}


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        pytest.param("day", [("2016-10-31", 1), ("2016-11-01", 2)], id="days"),
        pytest.param("week", [("2016-10-31", 1 + 2 + 8), ("2016-12-26", 32)], id="weeks"),
        pytest.param("month", [("2016-10-01", 1), ("2016-11-01", 2)], id="months"),
        pytest.param("year", [("2016-01-01", 1 + 2 + 8 + 16)], id="years"),
    ],
)
def test_what_may_lie_in_two_steps_is_in_none(tmp_path: Path, step: str, expected: list[tuple[str, int]]) -> None:
    rows = [
        incident("2016-10-31", best=1),
        incident("2016-11-01", best=2),
        incident("2016-10-31", "2016-11-01", best=8),
        incident("2016-10-01", "2016-11-30", best=16),
        incident("2016-12-31", "2017-01-01", best=32),
    ]
    settings = lakes.make(tmp_path, {"incidents": rows})
    assert [(begins, best) for begins, _, best in timeline(settings, step=step) if best] == expected


def test_a_step_without_killed_has_zeros(tmp_path: Path) -> None:
    settings = lakes.make(tmp_path, {"incidents": [incident("2016-10-03"), incident("2016-10-05")]})
    assert [best for *_, best in timeline(settings)] == [1, 0, 1]


@pytest.mark.parametrize(
    ("step", "question", "column"),
    [("day", "casualties_by_country_and_day", "day"), ("month", "casualties_by_country_and_month", "month")],
)
def test_its_sums_are_those_of_the_standing_questions(told: Settings, step: str, question: str, column: str) -> None:
    expected: Counter[str] = Counter()
    for row in statistics.answer(told, question, country="SY").to_pylist():
        if row["outcome"] == "killed" and row[column]:
            expected[str(row[column])] += row["best"]
    found = {begins[: 7 if step == "month" else 10]: n for begins, _, n in timeline(told, step=step, country="SY")}
    assert {begins: n for begins, n in found.items() if n} == dict(expected)


@pytest.mark.parametrize(
    ("step", "english", "french"),
    [
        ("day", "3 Oct 2016", "3 oct. 2016"),
        ("week", "week of 3 Oct 2016", "semaine du 3 oct. 2016"),
        ("month", "October 2016", "octobre 2016"),
        ("year", "2016", "2016"),
    ],
)
def test_a_step_in_words(step: str, english: str, french: str) -> None:
    begins = date(2016, 10, 3)
    assert chosen("fr", "").period(begins, step) == french
    assert chosen("en", "").period(begins, step).replace("Oct 3, 2016", "3 Oct 2016") == english


def test_the_address_asks_for_steps(site: Site) -> None:
    page = text(site.overview(visit(step="year", country="SY")))
    assert '/casualties/?country=SY&amp;step=year#timeline" aria-current="true">years</a>' in page
    assert "charts/timeline.svg?country=SY&amp;step=year&amp;lang=en" in page
    assert "downloads/timeline.csv?country=SY&amp;step=year" in page
    assert "is none of day, week, month, year" in text(site.overview(visit(step="hour")), 404)


@pytest.mark.parametrize("step", ["day", "week", "month", "year"])
def test_the_chart_is_an_image(site: Site, step: str) -> None:
    reply = site.chart(visit("/charts/timeline.svg", step=step, lang="fr"), "timeline")
    assert (reply.media_type, reply.status) == ("image/svg+xml; charset=utf-8", 200)
    assert b"Personnes tu" in reply.body
    assert site.chart(visit(), "nothing").status == 404
