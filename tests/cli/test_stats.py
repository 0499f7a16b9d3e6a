import json
from pathlib import Path

import pytest

from cli.conftest import Run
from toll import statistics
from toll.settings import Settings


def test_all_questions_fit_a_hundred_columns(lake: Settings, run: Run) -> None:
    done = run("stats")
    assert (done.code, done.err) == (0, "")
    assert [q.words for q in statistics.questions() if q.words not in done.out] == []
    assert max(map(len, done.out.splitlines())) <= 100
    assert "\x1b" not in done.out


def test_one_question_with_its_notes(lake: Settings, run: Run) -> None:
    out = run("stats", "-q", "casualties_by_means").out
    assert out.startswith("By what did conflict incidents kill and hurt people?")
    assert "The means is null where no article tells it." in out


@pytest.mark.parametrize(
    ("restrictions", "places"),
    [
        pytest.param([], ["SY", "IQ"], id="none"),
        pytest.param(["--top", 1], ["SY"], id="top"),
        pytest.param(["--country", "IQ"], ["IQ"], id="country"),
        pytest.param(["--since", "2016-10-11", "--until", "2016-10-11"], ["SY"], id="period"),
        pytest.param(["--since", "2016-10-12"], [], id="later"),
    ],
)
def test_restrictions(lake: Settings, run: Run, restrictions: list[object], places: list[str]) -> None:
    out = run("stats", "-q", "deadliest_incidents", "-f", "json", *restrictions).out
    assert [row["country_code"] for row in json.loads(out)] == places


def test_restrictions_choose_the_questions(lake: Settings, run: Run) -> None:
    out = run("stats", "--top", 1).out
    assert "Which conflict incidents killed most people?" in out
    assert "By what" not in out


def test_the_list_names_every_question(lake: Settings, run: Run) -> None:
    listed = [json.loads(line)["name"] for line in run("stats", "--list", "-f", "jsonl").out.splitlines()]
    assert listed == [question.name for question in statistics.questions()]


def test_a_file(lake: Settings, run: Run, tmp_path: Path) -> None:
    assert run("stats", "-q", "coverage", "-o", tmp_path / "coverage.csv").code == 0
    assert (tmp_path / "coverage.csv").read_text().startswith("month,articles,")


@pytest.mark.parametrize(
    ("arguments", "code", "reason"),
    [
        pytest.param(["-q", "deaths"], 1, "no question is called 'deaths'; there are aggregates", id="question"),
        pytest.param(["-q", "coverage", "--country", "SY"], 1, "coverage has no parameter 'country'", id="parameter"),
        pytest.param(["-f", "csv"], 2, "name one with --question", id="all questions as CSV"),
        pytest.param(["--since", "yesterday"], 2, "Invalid value for '--since'", id="date"),
        pytest.param(["--top", "0"], 2, "Invalid value for '--top'", id="top"),
    ],
)
def test_errors(lake: Settings, run: Run, arguments: list[str], code: int, reason: str) -> None:
    done = run("stats", *arguments)
    assert done.code == code
    assert reason in " ".join(done.err.split())


def test_a_reading_is_named_where_it_bears_on_the_answer(lake: Settings, run: Run) -> None:
    out = run("stats", "--reading", "strict").out
    assert "Which conflict incidents killed most people? (reading: strict)" in out
    assert "What do the articles cover, month by month?\n" in out
    assert "(reading:" not in run("stats").out
    done = run("stats", "--reading", "lax")
    assert (done.code, done.err) == (1, "toll: no reading is called 'lax'; there are literal, acled, strict\n")
