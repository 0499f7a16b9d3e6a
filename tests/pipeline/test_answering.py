"""Statistics that disagree with the tables are not published: each expectation is broken once."""

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import lakes
from toll import pipeline
from toll.errors import RefusedError
from toll.settings import Settings
from toll.statistics.session import Session
from toll.statistics.sums import SUMMED, sums
from toll.tables import SUMS

DAY = {"date_start": date(2016, 10, 11), "date_end": date(2016, 10, 11)}

WHOLE_LAKE: dict[str, list[dict[str, Any]]] = {
    "articles": [{"article_id": "a"}],
    "events": [{"event_id": "e", "article_id": "a"}, {"event_id": "f", "article_id": "a"}],
    "incidents": [
        {"incident_id": "i", "country_code": "SY", "killed_low": 2, "killed_best": 3, "killed_high": 5, **DAY},
        {"incident_id": "j", "country_code": "IQ", "killed_low": 1, "injured_low": 4},
    ],
    "incident_events": [{"incident_id": "i", "event_id": "e"}, {"incident_id": "j", "event_id": "f"}],
}


@pytest.fixture
def lake(tmp_path: Path) -> Settings:
    return lakes.make(tmp_path, WHOLE_LAKE)


def test_a_whole_lake_is_published_with_its_page(lake: Settings) -> None:
    assert pipeline.publish_statistics(lake)["casualties_by_means"] == 2
    page = (lake.reports / "statistics.html").read_text()
    assert "statistics sum to incidents, every current incident has an event, every event an article" in page


@pytest.mark.parametrize(
    ("table", "kept", "told"),
    [
        pytest.param("incident_events", [0], "incidents current incidents with an event", id="an incident of no event"),
        pytest.param("events", [0], "incident_events linked events that are there", id="a link to no event"),
        pytest.param("articles", [], "events events with an article", id="an event of no article"),
    ],
)
def test_what_refers_to_nothing_refuses_the_publication(lake: Settings, table: str, kept: list[int], told: str) -> None:
    pipeline.publish_statistics(lake)
    before = {path.name: path.stat().st_mtime_ns for path in (lake.lake / "statistics").iterdir()}
    lakes.add(lake, table, [WHOLE_LAKE[table][number] for number in kept])
    with pytest.raises(RefusedError, match=f"^statistics not published: {told}: ") as refused:
        pipeline.publish_statistics(lake)
    assert "\n" not in str(refused.value)
    assert told.split(" ", 1)[1] in (lake.reports / "statistics.html").read_text()
    assert {path.name: path.stat().st_mtime_ns for path in (lake.lake / "statistics").iterdir()} == before


@pytest.mark.parametrize("name", SUMMED)
def test_an_answer_that_counts_an_incident_twice_breaks_its_expectation(lake: Settings, name: str) -> None:
    from toll.pipeline.answering import _judge

    with Session(lake) as session:
        answers = {name: session.run(f"FROM statistics_{name}") for name in SUMMED}
        _judge(lake, sums(session, answers))
        with pytest.raises(RefusedError, match=f"^statistics not published: {name} "):
            _judge(lake, sums(session, answers | {name: pa.concat_tables([answers[name]] * 2)}))


def test_an_answer_that_loses_an_outcome_is_found(lake: Settings) -> None:
    with Session(lake) as session:
        killed = session.run("FROM statistics_casualties_by_means WHERE outcome = 'killed'")
        compared = sums(session, {"casualties_by_means": killed}).to_pylist()
    lost = [row for row in compared if row["equal_to"] not in (None, row["found"])]
    assert {row["measure"] for row in lost} == {"injured incidents", "injured low", "injured best", "injured high"}


def test_the_days_hold_less_than_the_months(lake: Settings) -> None:
    with Session(lake) as session:
        days = session.run("FROM statistics_casualties_by_country_and_day")
        rows = sums(session, {"casualties_by_country_and_day": days})
    assert rows.schema.names == SUMS.schema.names
    killed = next(row for row in rows.to_pylist() if row["measure"] == "killed low")
    assert (killed["found"], killed["equal_to"], killed["at_most"]) == (2, None, 3)
