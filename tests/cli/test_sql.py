import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from cli.conftest import HOSTILE, Run
from toll.settings import Settings

TOLL = [sys.executable, "-c", "from toll.cli import main; main()"]
FIGURES = "SELECT country_code AS country, killed_low, killed_high FROM incidents ORDER BY killed_low DESC"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param(
            "table",
            "country      killed_low    killed_high\n---------  ------------  -------------\n"
            "SY                   25\nIQ                    3              3\n",
            id="table",
        ),
        pytest.param("csv", "country,killed_low,killed_high\nSY,25,\nIQ,3,3\n", id="csv"),
        pytest.param(
            "json",
            '[\n{"country": "SY", "killed_low": 25, "killed_high": null},\n'
            '{"country": "IQ", "killed_low": 3, "killed_high": 3}\n]\n',
            id="json",
        ),
        pytest.param(
            "jsonl",
            '{"country": "SY", "killed_low": 25, "killed_high": null}\n'
            '{"country": "IQ", "killed_low": 3, "killed_high": 3}\n',
            id="jsonl",
        ),
        pytest.param(
            "markdown",
            "| country   |   killed_low |   killed_high |\n|:----------|-------------:|--------------:|\n"
            "| SY        |           25 |               |\n| IQ        |            3 |             3 |\n",
            id="markdown",
        ),
    ],
)
def test_formats(lake: Settings, run: Run, wanted: str, expected: str) -> None:
    done = run("sql", FIGURES, "--format", wanted)
    assert (done.code, done.out, done.err) == (0, expected, "")


def test_parquet_through_a_pipe(lake: Settings, run: Run, tmp_path: Path) -> None:
    (tmp_path / "piped.parquet").write_bytes(run("sql", FIGURES, "-f", "parquet").raw)
    assert pq.read_table(tmp_path / "piped.parquet")["killed_low"].to_pylist() == [25, 3]


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        pytest.param("out.csv", b"country,killed_low", id="csv"),
        pytest.param("out.json", b"[\n{", id="json"),
        pytest.param("out.parquet", b"PAR1", id="parquet"),
        pytest.param("out.md", b"| country", id="markdown"),
        pytest.param("out.txt", b"country  ", id="anything else"),
    ],
)
def test_a_file_says_its_format(lake: Settings, run: Run, tmp_path: Path, name: str, begins: bytes) -> None:
    done = run("sql", FIGURES, "-o", tmp_path / name)
    assert (done.code, done.out) == (0, "")
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        pytest.param("SELECT 1 AS a, 2 AS a", {"a": 1, "a_2": 2}, id="repeated names"),
        pytest.param("SELECT sum(killed_low) AS s FROM incidents", {"s": 28}, id="sums are integers"),
        pytest.param("SELECT ['a', NULL] AS l", {"l": ["a", None]}, id="lists"),
        pytest.param("SELECT {'x': DATE '2016-10-11'} AS d", {"d": {"x": "2016-10-11"}}, id="records"),
        pytest.param("SELECT 'nan'::DOUBLE AS n, 1.5 AS f, true AS b", {"n": None, "f": 1.5, "b": True}, id="numbers"),
        pytest.param("SELECT TIMESTAMPTZ '2016-10-11 12:00:00+02' AS t", {"t": "2016-10-11T10:00:00+00:00"}, id="UTC"),
        pytest.param("SELECT 'a'::BLOB AS b, TIME '12:00' AS i", {"b": "b'a'", "i": "12:00:00"}, id="other types"),
    ],
)
def test_values_as_json(lake: Settings, run: Run, sql: str, expected: object) -> None:
    assert json.loads(run("sql", sql, "-f", "jsonl").out) == expected


@pytest.mark.parametrize(
    ("arguments", "code", "reason"),
    [
        pytest.param(["SELEC"], 1, "toll: Parser Error: syntax error", id="bad SQL"),
        pytest.param(["FROM victims"], 1, "toll: Catalog Error: Table with name victims", id="no table"),
        pytest.param(["SELECT 1", "-o", "/nowhere/x.csv"], 1, "/nowhere/x.csv: cannot be written", id="folder"),
        pytest.param(["SELECT 1", "-f", "xml"], 2, "Invalid value for '--format'", id="no such format"),
        pytest.param(["SELECT '\x1b[2J'x y"], 1, "toll: Parser Error", id="control characters come back as text"),
    ],
)
def test_errors(lake: Settings, run: Run, arguments: list[str], code: int, reason: str) -> None:
    done = run("sql", *arguments)
    assert (done.code, done.out) == (code, "")
    assert reason in done.err
    assert "\x1b" not in done.err
    assert code == 2 or done.err.count("\n") == 1


def test_without_a_lake(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOLL_DATA", str(tmp_path))
    done = run("sql", "SELECT 1")
    assert (done.code, done.err[:16]) == (1, "toll: no lake at")


def test_a_script_on_standard_input(lake: Settings, run: Run) -> None:
    script = "-- two steps;\nCREATE TABLE dead AS FROM incidents;\nSELECT count(*) AS n FROM dead;\n"
    assert run("sql", "-f", "csv", stdin=script).out == "n\n2\n"
    assert run("sql", stdin="").out == ""


def test_the_lake_cannot_be_changed(lake: Settings, run: Run) -> None:
    done = run("sql", "DELETE FROM incidents")
    assert done.code == 1
    assert run("sql", "SELECT count(*) AS n FROM incidents", "-f", "csv").out == "n\n2\n"


@pytest.mark.parametrize("wanted", [pytest.param(f, id=f) for f in ("table", "markdown")])
def test_what_people_read_is_harmless(lake: Settings, run: Run, wanted: str) -> None:
    out = run("sql", "SELECT place_name FROM incidents WHERE incident_id = 'i2'", "-f", wanted).out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "[red]rouge[/red]" in out
    assert ("<script>" in out) is (wanted == "table")


def test_what_machines_read_is_whole(lake: Settings, run: Run) -> None:
    out = run("sql", "SELECT place_name FROM incidents WHERE incident_id = 'i2'", "-f", "jsonl").out
    assert json.loads(out) == {"place_name": HOSTILE}


def test_no_terminal_no_colours_no_limits(lake: Settings, run: Run) -> None:
    out = run("sql", "SELECT repeat('x', 500) AS x FROM range(1500)").out
    assert "\x1b" not in out
    assert out.count("x" * 500) == 1500


def on_a_terminal(arguments: list[str], lake: Settings) -> bytes:
    """What the command shows on a terminal of 80 columns."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"TOLL_DATA": str(lake.data), "TERM": "xterm", "COLUMNS": "80"}
    with subprocess.Popen([*TOLL, *arguments], stdout=theirs, stderr=theirs, stdin=theirs, env=environment) as process:
        os.close(theirs)
        shown = b""
        try:
            while chunk := os.read(ours, 65536):
                shown += chunk
        except OSError:
            pass
        assert process.wait(60) == 0
    os.close(ours)
    return shown


def test_a_terminal_gets_a_table_that_fits(lake: Settings) -> None:
    shown = on_a_terminal(["sql", "SELECT repeat('x', 100) AS x, place_name FROM incidents ORDER BY 2"], lake).decode()
    assert "\x1b[1m" in shown
    assert "\x1b[2J" not in shown
    assert "[red]rouge[/red]" in shown
    records = on_a_terminal(["sql", "FROM incidents"], lake).decode()
    assert "row 2" in records
    csv = on_a_terminal(["sql", "SELECT place_name FROM incidents", "-f", "csv"], lake).decode()
    assert "\x1b[2J" not in csv


@pytest.mark.parametrize("unbuffered", [pytest.param("", id="buffered"), pytest.param("1", id="unbuffered")])
def test_a_reader_that_goes_away(lake: Settings, unbuffered: str) -> None:
    command = [*TOLL, "sql", "SELECT repeat('x', 1000) FROM range(10000)", "-f", "csv"]
    environment = os.environ | {"TOLL_DATA": str(lake.data), "PYTHONUNBUFFERED": unbuffered}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 141


@pytest.mark.parametrize("unbuffered", [pytest.param("", id="buffered"), pytest.param("1", id="unbuffered")])
def test_long_output_is_whole(lake: Settings, unbuffered: str) -> None:
    command = [*TOLL, "sql", "SELECT repeat('x', 1000) AS x FROM range(1000)", "-f", "csv"]
    environment = os.environ | {"TOLL_DATA": str(lake.data), "PYTHONUNBUFFERED": unbuffered}
    done = subprocess.run(command, capture_output=True, env=environment, timeout=60, check=True)
    assert len(done.stdout) == len("x\n") + 1000 * 1001


@pytest.mark.usefixtures("interrupts")
def test_an_interrupted_query(lake: Settings) -> None:
    query = "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = 7"
    environment = os.environ | {"TOLL_DATA": str(lake.data)}
    with subprocess.Popen([*TOLL, "sql", query], stderr=subprocess.PIPE, env=environment) as it:
        assert it.stderr
        try:
            time.sleep(2)
            it.send_signal(signal.SIGINT)
            assert it.wait(30) == 130
            assert b"Traceback" not in it.stderr.read()
        finally:
            it.kill()
