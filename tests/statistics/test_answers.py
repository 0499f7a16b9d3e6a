from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import lakes
from toll import statistics
from toll.errors import ConfigurationError, QueryError
from toll.model import TOLLS
from toll.settings import Settings
from toll.statistics.questions import questions

TWO = [
    {"country_code": "SY", "date_start": date(2016, 10, 11), "date_end": date(2016, 10, 11), "killed_best": 25},
    {"country_code": "IQ", "killed_best": 3},
]


@pytest.fixture
def lake(tmp_path: Path) -> Settings:
    return lakes.make(tmp_path, {"incidents": TWO})


@pytest.mark.parametrize(
    ("sql", "params", "expected"),
    [
        pytest.param("SELECT country_code FROM incidents WHERE killed_best = ?", [25], ["SY"], id="positional"),
        pytest.param("SELECT country_code FROM incidents WHERE killed_best = $n", {"n": 3}, ["IQ"], id="named"),
        pytest.param(
            "SELECT $word", {"word": "'; DROP VIEW incidents; --"}, ["'; DROP VIEW incidents; --"], id="quotes"
        ),
        pytest.param("SELECT current_setting('TimeZone')", (), ["UTC"], id="no matter where the machine stands"),
    ],
)
def test_ask(lake: Settings, sql: str, params: list[object], expected: list[object]) -> None:
    assert statistics.ask(lake, sql, params).column(0).to_pylist() == expected


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        pytest.param("SELEC 1", 'syntax error at or near "SELEC"', id="syntax"),
        pytest.param("SELECT nothing FROM incidents", 'column "nothing" not found', id="column"),
        pytest.param("SELECT 1; SELECT 2", "only a single SELECT", id="two statements"),
        pytest.param("", "only a single SELECT", id="none"),
        pytest.param("CREATE TABLE t(x INTEGER)", "only a single SELECT", id="create"),
        pytest.param("SET enable_external_access = true", "only a single SELECT", id="set"),
        pytest.param("COPY (SELECT 1) TO '{lake}/incidents/x.parquet'", "only a single SELECT", id="write to the lake"),
        pytest.param("ATTACH '{lake}/x.duckdb'", "only a single SELECT", id="attach"),
        pytest.param("SELECT * FROM read_csv('/etc/passwd')", "Permission Error", id="another file"),
        pytest.param("SELECT * FROM read_text('{lake}/../inbox/x.txt')", "Permission Error", id="out of the lake"),
        pytest.param("SELECT * FROM 'https://example.org/x.csv'", "Permission Error", id="network"),
    ],
)
def test_ask_refuses(lake: Settings, sql: str, reason: str) -> None:
    with pytest.raises(QueryError) as refused:
        statistics.ask(lake, sql.format(lake=lake.lake))
    assert reason.lower() in str(refused.value).lower()
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("question", "params", "reason"),
    [
        pytest.param(
            "casualties", {}, "no question is called 'casualties'; there are aggregates_by_conflict,", id="name"
        ),
        pytest.param(
            "coverage", {"country": "SY"}, "coverage has no parameter 'country'; it takes none", id="parameter"
        ),
        pytest.param("coverage", {"contry": "SY"}, "no parameter is called 'contry'; there are since,", id="misspelt"),
        pytest.param("deadliest_incidents", {"top": "3"}, "top='3' should be of the type int", id="text for a number"),
        pytest.param(
            "deadliest_incidents", {"top": True}, "top=True should be of the type int", id="truth for a number"
        ),
    ],
)
def test_answer_refuses(lake: Settings, question: str, params: dict[str, object], reason: str) -> None:
    with pytest.raises(QueryError) as refused:
        statistics.answer(lake, question, **params)
    assert str(refused.value).startswith(reason)


def test_a_parameter_is_never_sql(lake: Settings) -> None:
    assert statistics.answer(lake, "casualties_by_means", country="SY' OR true --").num_rows == 0
    assert statistics.answer(lake, "casualties_by_means", country="SY").num_rows == 1
    assert statistics.answer(lake, "casualties_by_means", country=None).num_rows == 1


def test_report_answers_what_takes_the_restrictions(lake: Settings) -> None:
    assert {asked.name for asked, _ in statistics.report(lake)} == {asked.name for asked in statistics.questions()}
    restricted = {asked.name: rows for asked, rows in statistics.report(lake, country="IQ", top=1)}
    assert {name: rows["killed_best"].to_pylist() for name, rows in restricted.items()} == {"deadliest_incidents": [3]}


def test_publish_writes_each_answer_with_its_question_and_the_same_bytes_again(lake: Settings) -> None:
    counts = statistics.publish(lake)
    files = {path.stem: path for path in (lake.lake / "statistics").glob("*.parquet")}
    first = {name: path.read_bytes() for name, path in files.items()}
    assert counts.keys() == files.keys() == {question.name for question in statistics.questions()}
    assert {name: pq.read_table(path).num_rows for name, path in files.items()} == counts
    assert pq.read_schema(files["casualties_by_means"]).metadata[b"description"].startswith(b"By what did")
    assert statistics.publish(lake) == counts
    assert {name: path.read_bytes() for name, path in files.items()} == first


def test_groupings_of_the_same_incidents_sum_to_the_same_toll(lake: Settings) -> None:
    partial = ("casualties_by_country_and_day", "casualties_by_source")
    names = [q.name for q in statistics.questions() if q.name.startswith("casualties_by") and q.name not in partial]
    sums = {
        name: statistics.ask(lake, f"FROM statistics_{name} SELECT sum(low), sum(best), sum(high)").to_pylist()[0]
        for name in names
    }
    assert len(names) == 4
    assert len({tuple(row.values()) for row in sums.values()}) == 1
    assert sums["casualties_by_means"]["sum(best)"] == 28


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("-- Deaths.\nSELECT 1", "has to be a question in words, ending with '?'", id="no question"),
        pytest.param("SELECT 1", "has to be a question in words, ending with '?'", id="no comment"),
        pytest.param("-- How?\nSELECT getvariable('contry')", "unknown parameter contry", id="misspelt parameter"),
    ],
)
def test_a_file_that_is_no_question_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "deaths.sql").write_text(text)
    with pytest.raises(ConfigurationError, match=r"deaths\.sql:1: ") as refused:
        questions(tmp_path)
    assert reason in str(refused.value)


def test_every_toll_of_an_incident_is_counted(tmp_path: Path) -> None:
    figures = {f"{toll}_{bound}": number for number, toll in enumerate(TOLLS, 1) for bound in ("low", "best", "high")}
    settings = lakes.make(tmp_path, {"incidents": [figures]})
    rows = statistics.ask(settings, "SELECT low, best, high FROM conflict_tolls ORDER BY low").to_pylist()
    assert rows == [{"low": n, "best": n, "high": n} for n in range(1, len(TOLLS) + 1)]


def test_a_question_in_words_with_notes_and_parameters() -> None:
    asked = statistics.question("deadliest_incidents")
    assert asked.words == "Which conflict incidents killed most people?"
    assert asked.notes.startswith("By the best figure of those killed")
    chosen_by = ("country", "means", "victim_group", "source", "perpetrator")
    assert asked.parameters == ("since", "until", *chosen_by, "reading", "top")
