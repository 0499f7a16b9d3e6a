from pathlib import Path

import pytest
import yaml

import lakes
from toll import statistics
from toll.errors import ConfigurationError, QueryError
from toll.languages import LANGUAGES
from toll.mentions.counts import SEVERAL
from toll.settings import Settings
from toll.statistics.readings import DEFAULT, names, readings

VAGUE = {
    "incidents": [{"incident_id": "i", "killed_low": 20}],
    "claims": [{"claim_id": "c", "low": 20, "count_kind": "vague"}],
    "incident_claims": [{"incident_id": "i", "claim_id": "c", "best": False, "high": False}],
}


@pytest.fixture
def lake(tmp_path: Path) -> Settings:
    return lakes.make(tmp_path, VAGUE)


def test_the_readings() -> None:
    assert names() == (DEFAULT, "acled", "strict")


def test_sql_takes_the_reading_from_a_variable_and_refuses_one_that_is_not_there(lake: Settings) -> None:
    with statistics.Session(lake) as session:
        ask = "SELECT best FROM statistics_casualties_by_means"
        found = {name: session.run(f"SET VARIABLE reading = '{name}'; {ask}").column(0).to_pylist() for name in names()}
        assert found == {"literal": [20], "acled": [10], "strict": [0]}
        assert session.run(f"RESET VARIABLE reading; {ask}").column(0).to_pylist() == [20]
        with pytest.raises(QueryError, match="no reading is called acledd"):
            session.run(f"SET VARIABLE reading = 'acledd'; {ask}")


def test_an_unknown_reading_is_one_line_that_names_those_there_are(lake: Settings) -> None:
    with pytest.raises(QueryError, match=r"^no reading is called 'lax'; there are literal, acled, strict$"):
        statistics.answer(lake, "casualties_by_means", reading="lax")


def test_the_answer_says_which_reading_it_is(lake: Settings) -> None:
    told = {
        name: statistics.answer(lake, "casualties_by_means", reading=name).schema.metadata[b"reading"]
        for name in (None, "strict")
    }
    assert told == {None: b"literal", "strict": b"strict"}
    assert b"reading" not in statistics.answer(lake, "coverage").schema.metadata


def test_a_report_under_a_reading_still_answers_what_no_reading_bears_on(lake: Settings) -> None:
    assert [q.name for q, _ in statistics.report(lake, reading="acled")] == [q.name for q in statistics.questions()]


def test_acled_reads_every_vague_collective_of_the_languages_as_one_of_it() -> None:
    acled = {number.low: number.number for reading in readings() for number in reading.numbers}
    for pack in LANGUAGES.iterdir():
        collectives = yaml.safe_load((pack / "numbers.yaml").read_text(encoding="utf-8"))["collectives"]
        sizes = [int(size) for size in collectives]
        assert [acled[SEVERAL * size] for size in sizes] == sizes


def test_a_file_is_named_as_its_reading(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "{reading: yours, since: 1.0.0, says: x, source: x, others: stored, numbers: []}"
    )
    with pytest.raises(ConfigurationError, match=r"mine\.yaml:1: reading: 'yours' is not the name of this file"):
        readings(tmp_path)
