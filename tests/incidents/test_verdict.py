"""How reports that differ are settled: GTD's and UCDP's rules, each as a row of a table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toll.incidents.verdict import Report, Speaker, Verdict, hear, judge

NO = -1


def said(
    day: int, source: int, best: int, low: int | None = None, high: int | None = None, own: bool = False
) -> Report:
    return Report(day, source, best if low is None else low, best, best if high is None else high, own)


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        pytest.param([said(1, 1, 5)], Verdict((5, 5, 5)), id="one report"),
        pytest.param([said(1, 1, 5, high=NO)], Verdict((5, 5, 5)), id="at least five"),
        pytest.param([said(1, 1, 50, low=NO, high=NO)], Verdict((50, 50, 50)), id="about fifty"),
        pytest.param([said(1, 1, NO, low=20)], Verdict((20, NO, NO)), id="dozens: no number is invented"),
        pytest.param([said(1, 1, 18), said(2, 2, NO, low=20)], Verdict((18, 18, 18)), id="vague words move no number"),
        pytest.param([said(1, 1, 5), said(2, 1, 12)], Verdict((12, 12, 12)), id="one source's toll rises"),
        pytest.param([said(1, 1, 5), said(2, 2, 12)], Verdict((12, 12, 12)), id="a later source overtakes"),
        pytest.param([said(1, 1, 12), said(2, 1, 8)], Verdict((8, 8, 8)), id="a source corrects itself"),
        pytest.param([said(1, 1, 12), said(2, 2, 8)], Verdict((8, 8, 12), contested=True), id="a later, lower rival"),
        pytest.param([said(1, n, 10 + n % 2) for n in range(3)], Verdict((10, 10, 11)), id="the majority of a day"),
        pytest.param([said(1, 1, 30), said(1, 2, 20)], Verdict((20, 20, 30), contested=True), id="then the lowest"),
        pytest.param([said(1, 1, 40, own=True)], Verdict((NO, NO, 40)), id="a perpetrator alone"),
        pytest.param([said(3, 1, 40, own=True), said(1, 2, 9)], Verdict((9, 9, 9)), id="a perpetrator beside others"),
        pytest.param([said(1, 1, 10, high=15), said(1, 2, 11, low=9)], Verdict((9, 10, 15)), id="the span of all"),
        pytest.param([said(1, 1, 12, high=NO), said(1, 2, 14)], Verdict((14, 14, 14)), id="14 fulfil at least 12"),
        pytest.param([said(1, 1, 30, high=NO), said(1, 2, 14)], Verdict((14, 14, 30), contested=True), id="not 30"),
        pytest.param(
            [said(1, 1, 28), said(2, 2, 30, low=NO, high=NO)], Verdict((28, 28, 28)), id="28 are about thirty"
        ),
        pytest.param([said(1, 1, 12), said(2, 2, 30, low=NO, high=NO)], Verdict((30, 30, 30)), id="12 are not"),
        pytest.param([said(1, 1, 0)], Verdict((0, 0, 0)), id="nobody"),
    ],
)
def test_verdict(reports: list[Report], expected: Verdict) -> None:
    assert judge(_last_words(reports), {}) == expected


@pytest.mark.parametrize(
    ("outdated", "best"),
    [
        pytest.param({}, 5, id="one day's rivals: the lowest"),
        pytest.param({5: 1}, 12, id="called old on that day"),
        pytest.param({5: 0}, 5, id="called old the day before"),
        pytest.param({5: 1, 12: 1}, 5, id="all called old: better than nothing"),
    ],
)
def test_a_figure_that_an_article_calls_old_no_longer_counts(outdated: dict[int, int], best: int) -> None:
    assert judge([said(1, 1, 5), said(1, 2, 12)], outdated).bounds[1] == best


def test_of_one_days_words_of_a_source_the_highest_is_kept() -> None:
    assert judge(_last_words([said(1, 1, 9), said(1, 1, 7)]), {}).bounds == (9, 9, 9)


def _last_words(reports: list[Report]) -> list[Report]:
    words: dict[Speaker, Report] = {}
    for report in reports:
        hear(words, report)
    return list(words.values())


SMALL = st.integers(0, 3)
FIGURES = st.one_of(
    st.builds(said, st.integers(0, 3), st.integers(0, 3), st.integers(0, 50), own=st.booleans()),
    st.builds(
        lambda day, source, low: said(day, source, NO, low=low), st.integers(0, 3), st.integers(0, 3), st.integers(0, 9)
    ),
)


@given(st.lists(FIGURES, min_size=1, max_size=8))
def test_bounds_are_in_order_and_no_order_of_sources_matters(reports: list[Report]) -> None:
    words = _last_words(reports)
    verdict = judge(words, {})
    known = [number for number in verdict.bounds if number != NO]
    assert known == sorted(known)
    assert judge(words[::-1], {}) == verdict
