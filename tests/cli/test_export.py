import csv
import json
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import lakes
from cli.conftest import Run
from toll.settings import Settings

FORMULA = "=HYPERLINK(0)"


def test_csv_unless_told_otherwise(lake: Settings, run: Run, tmp_path: Path) -> None:
    out = run("export", "ucdp_ged").out
    assert out.startswith("id,relid,year,active_year,")
    assert run("export", "ucdp_ged", "-o", tmp_path / "ged.csv").code == 0
    assert (tmp_path / "ged.csv").read_text() == out


def test_parquet(lake: Settings, run: Run, tmp_path: Path) -> None:
    assert run("export", "acled", "-o", tmp_path / "acled.parquet").code == 0
    assert pq.read_schema(tmp_path / "acled.parquet").names[:2] == ["event_id_cnty", "event_date"]


def test_restrictions(lake: Settings, run: Run) -> None:
    rows = json.loads(run("export", "ucdp_ged", "--country", "SY", "-f", "json").out)
    assert {row["country"] for row in rows} == {"Syria"}


def test_words_of_articles_are_no_formulas_and_numbers_stay_numbers(lake: Settings, run: Run) -> None:
    dated = {"date_start": date(2016, 10, 12), "date_end": date(2016, 10, 12), "date_prec": 1}
    told = {"incident_id": "x", "latitude": -3.5, "longitude": 1.0, "perpetrator": FORMULA}
    lakes.add(lake, "incidents", [dated | told], "more")
    rows = [row for row in csv.DictReader(run("export", "acled").out.splitlines()) if row["event_id_cnty"] == "x"]
    assert [(row["actor1"], row["latitude"]) for row in rows] == [(f"'{FORMULA}", "-3.5")]
    assert FORMULA in {row["actor1"] for row in json.loads(run("export", "acled", "-f", "json").out)}


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        pytest.param(["gtd"], "no export is called 'gtd'; there are acled, ucdp_ged", id="export"),
        pytest.param(["acled", "--reading", "lax"], "no reading is called 'lax'; there are literal", id="reading"),
    ],
)
def test_errors(lake: Settings, run: Run, arguments: list[str], reason: str) -> None:
    done = run("export", *arguments)
    assert done.code == 1
    assert reason in done.err
    assert len(done.err.splitlines()) == 1
