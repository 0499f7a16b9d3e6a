"""What sources say, counted when incidents are built and counted from the claims when asked: the same."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

import lakes
from bringing import bring
from incidents import story_cases
from incidents.incident_cases import CASES, story
from toll import lake, pipeline, statistics
from toll.codes import Outcome, VictimGroup
from toll.settings import Settings
from toll.tables import ARTICLES, CLAIMS, EVENTS

QUESTIONS = ("casualties_by_source", "sources_compared", "what_sources_say")
RESTRICTIONS: tuple[Mapping[str, object], ...] = (
    {},
    {"country": "SY"},
    {"since": date(2016, 1, 1), "until": date(2016, 12, 31)},
)
WAYS = ("conflict_sources", "conflict_said")


def answers(settings: Settings, name: str, restricted: Mapping[str, object]) -> list[list[dict[str, Any]]]:
    """The answer of a question by the table, and by the long way; in one order, since the ways need not keep one."""
    with statistics.Session(settings) as session:
        for parameter, value in restricted.items():
            session.set(parameter, value)
        sql = statistics.question(name).sql
        parts = [session.run(sql.replace(WAYS[0], way)).to_pylist() for way in WAYS]
        return [sorted(rows, key=lambda row: str([*row.values()])) for rows in parts]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Every incident case and every story, through the pipeline."""
    settings = Settings(data=tmp_path_factory.mktemp("told"))
    bring(settings, "cases", [article for case in sorted(CASES.iterdir()) for article in story(case.name).articles])
    stories = story_cases.lake([story_cases.story(slug) for slug in story_cases.SLUGS])
    for table, rows in zip((EVENTS, ARTICLES, CLAIMS), stories[:3], strict=True):
        lake.publish(settings, table, "stories", rows)
    pipeline.build_incidents(settings)
    return settings


@pytest.mark.parametrize("restricted", RESTRICTIONS, ids=[" ".join(one) or "all" for one in RESTRICTIONS])
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_table_and_the_claims_say_the_same(told: Settings, question: str, restricted: dict[str, object]) -> None:
    stored, counted = answers(told, question, restricted)
    assert stored == counted
    assert stored


NUMBER = st.none() | st.integers(0, 4)
CLAIM = st.fixed_dictionaries(
    {
        "event": st.integers(0, 3),
        "article_id": st.sampled_from(["a0", "a1", "a2", "gone"]),
        "outcome": st.sampled_from([Outcome.KILLED.value, Outcome.INJURED.value]),
        "victim_group": st.sampled_from([VictimGroup.PEOPLE.value, VictimGroup.WOMEN.value]),
        "low": NUMBER,
        "best": NUMBER,
        "high": NUMBER,
        "sources": st.lists(st.sampled_from(["OSDH", "RFI", "é", "z"]), max_size=2),
        "status": st.sampled_from(["reported", "reported", "reported", "denied"]),
        "scope": st.sampled_from(["incident", "incident", "incident", "aggregate"]),
        "link": st.sampled_from([None, None, "part_of", "same_as"]),
        "named": st.integers(0, 5),
    }
)
DAYS = st.lists(st.sampled_from([None, date(2016, 1, 1), date(2016, 1, 2)]), min_size=3, max_size=3)
TOLLS = st.fixed_dictionaries({f"killed_{bound}": NUMBER for bound in ("low", "best", "high")})


def claim(number: int, drawn: dict[str, Any]) -> dict[str, Any]:
    """A row of `claims`; what it repeats or is part of need not be there."""
    named = {drawn["link"]: f"c{drawn['named']}"} if drawn["link"] else {}
    kept = {name: value for name, value in drawn.items() if name not in ("event", "link", "named")}
    return {"claim_id": f"c{number}", "event_id": f"e{drawn['event']}"} | kept | named


def drawn_lake(
    drawn: list[dict[str, Any]], days: list[date | None], tolls: list[dict[str, Any]]
) -> dict[str, list[dict[str, Any]]]:
    """Two incidents of three events; a fourth is none's, and one article is not there."""
    return {
        "claims": [claim(number, one) for number, one in enumerate(drawn)],
        "articles": [
            {"article_id": f"a{number}", "published_start": day, "published_end": day}
            for number, day in enumerate(days)
        ],
        "incident_events": [{"event_id": f"e{number}", "incident_id": f"i{number // 2}"} for number in range(3)],
        "incidents": [{"incident_id": f"i{number}"} | toll for number, toll in enumerate(tolls)],
    }


@examples(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(drawn=st.lists(CLAIM, max_size=8), days=DAYS, tolls=st.lists(TOLLS, min_size=2, max_size=2))
def test_any_claims_say_the_same(
    drawn: list[dict[str, Any]], days: list[date | None], tolls: list[dict[str, Any]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = lakes.make(Path(folder), drawn_lake(drawn, days, tolls))
        for question in QUESTIONS:
            stored, counted = answers(settings, question, {})
            assert stored == counted
