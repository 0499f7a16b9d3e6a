"""What speaks for and against two events being one: pairs whose verdict must not change by accident."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from incidents.incident_cases import ArticleCase, EventCase, lake
from toll.incidents import block, compare, facts, wording
from toll.incidents.weights import LINK

DAY = date(2016, 5, 3)
ONE: dict[str, Any] = {
    "place": "Alep",
    "point": (36.2, 37.16),
    "country": "SY",
    "day": DAY,
    "means": "shelling",
    "tolls": {"killed": (12, 12, 12)},
}


COUNTRY_ALONE: dict[str, Any] = {"place": None, "point": None, "where_prec": 6}


def evidence(other: dict[str, Any], published: int = 1, one: dict[str, Any] = ONE) -> int | None:
    """The score of event `one` and a variant of it in an article `published` days later; None where they conflict."""
    told = [("a", one, 0), ("b", one | other, published)]
    cases = [
        ArticleCase(id=name, published=DAY + timedelta(days=later), events=(EventCase(id=f"{name}-e", **event),))
        for name, event, later in told
    ]
    events, articles, claims = lake(cases)
    known = facts.gather(events, articles, claims)
    scored = compare.score_pairs(known, wording.gather(known), block.candidates(known, np.arange(known.size)))
    return int(scored.score.max()) if len(scored.score) else None


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({}, id="the same"),
        pytest.param({"means": None}, id="no means told"),
        pytest.param({"means": "air_strike"}, id="bombs from guns or from the air"),
        pytest.param({"means": "attack"}, id="a general word"),
        pytest.param({"tolls": {"killed": (20, 20, 20)}}, id="a toll that rose"),
        pytest.param({"tolls": {"injured": (30, 30, 30)}, "means": "shelling"}, id="other outcome told"),
        pytest.param({"place": "Salaheddine", "point": (36.18, 37.12)}, id="a quarter of the town"),
        pytest.param(COUNTRY_ALONE, id="country alone, toll agrees"),
        pytest.param({"day": None}, id="undated news of the day after"),
        pytest.param({"day": DAY + timedelta(days=1)}, id="a day later, a large toll agrees"),
        pytest.param(
            {"day": DAY - timedelta(days=2), "until": DAY + timedelta(days=4), "date_prec": 3}, id="that week"
        ),
        pytest.param({"domain": "crime"}, id="whether politics is in it"),
    ],
)
def test_these_are_one(other: dict[str, Any]) -> None:
    score = evidence(other)
    assert score is not None
    assert score >= LINK


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"country": "LB"}, id="another country"),
        pytest.param({"place": "Homs", "point": (34.73, 36.71)}, id="another town"),
        pytest.param({"day": DAY + timedelta(days=2)}, id="two days later"),
        pytest.param({"means": "stabbing", "tolls": {"killed": (2, 2, 2)}}, id="other means and toll"),
        pytest.param({"tolls": {"killed": (2, 2, 2)}, "means": "shooting"}, id="a fallen toll by other means"),
        pytest.param(COUNTRY_ALONE | {"tolls": {"killed": (3, 3, 3)}}, id="country alone, other toll"),
        pytest.param({"day": None, "background": True}, id="undated background"),
        pytest.param({"day": date(2016, 1, 1), "until": date(2016, 12, 31), "date_prec": 5, "means": None,
                      "tolls": {"killed": (30, 30, 30)}}, id="some day of the year, other toll"),
    ],
)  # fmt: skip
def test_these_are_two(other: dict[str, Any]) -> None:
    score = evidence(other)
    assert score is None or score < LINK


@pytest.mark.parametrize(
    ("more", "less"),
    [
        pytest.param({}, {"tolls": {"killed": (11, 11, 11)}}, id="an equal toll says more than a near one"),
        pytest.param(
            {"tolls": {"killed": (20, 20, 20)}}, {"tolls": {"killed": (7, 7, 7)}}, id="rising rather than falling"
        ),
        pytest.param({}, {"means": "bomb"}, id="the same means"),
        pytest.param({}, {"place": "Salaheddine", "point": (36.18, 37.12)}, id="the same place"),
        pytest.param({}, {"day": None}, id="the same day"),
    ],
)
def test_better_agreement_scores_higher(more: dict[str, Any], less: dict[str, Any]) -> None:
    assert (evidence(more) or 0) > (evidence(less) or 0)
