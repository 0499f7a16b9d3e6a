"""`toll explain` for other programs: the same claims, rules and passed numbers as rows."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.conftest import Run
from pipeline.conftest import MENAKA
from toll import pipeline
from toll.settings import Settings
from toll.statistics import ask


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "menaka.txt"
    path.write_text(MENAKA, encoding="utf-8")
    return path


def test_claims_are_those_of_toll_claims(article: Path, run: Run) -> None:
    claims = [json.loads(line) for line in run("claims", article).out.splitlines()]
    rows = json.loads(run("explain", article, "--format", "json").out)
    told = [row for row in rows if row["kind"] == "claim"]
    assert {row["claim_id"] for row in told} == {claim["claim_id"] for claim in claims}
    for claim in claims:
        (row,) = (row for row in told if row["claim_id"] == claim["claim_id"])
        same = ("outcome", "victim_group", "low", "best", "high", "rule", "sentence")
        assert {name: row[name] for name in same} == {name: claim[name] for name in same}
        assert row["words"] == claim["quote"]


def test_what_is_printed_is_in_the_rows(article: Path, run: Run) -> None:
    printed = run("explain", article).out
    rows = json.loads(run("explain", article, "-f", "json").out)
    for kind in ("fired", "lost", "passed"):
        assert printed.count(f"  {kind} ") == sum(row["kind"] == kind for row in rows)
    assert {row["article"] for row in rows} == {1}
    assert rows[0]["kind"] == "published"


def test_csv_and_a_file(article: Path, run: Run, tmp_path: Path) -> None:
    told = list(csv.DictReader(io.StringIO(run("explain", article, "--format", "csv").out)))
    assert told[0].keys() >= {"kind", "sentence", "rule", "words", "why"}
    assert run("explain", article, "-o", tmp_path / "told.csv").out == ""
    assert len(list(csv.DictReader((tmp_path / "told.csv").open()))) == len(told)


def test_all_sentences_where_they_are_wanted(article: Path, run: Run) -> None:
    some, every = (json.loads(run("explain", article, "-f", "json", *more).out) for more in ((), ("--all",)))
    assert len(every) >= len(some)


def test_an_article_that_tells_of_nobody(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "calm.txt"
    path.write_text("Le marché de Gao a rouvert mardi.", encoding="utf-8")
    rows = json.loads(run("explain", path, "-f", "json").out)
    assert "claim" not in {row["kind"] for row in rows}


def test_figures_of_an_incident(lake: Settings, run: Run) -> None:
    done = run("explain", "--incident", "i1", "-f", "json")
    assert (done.code, done.err) == (0, "")
    for row in json.loads(done.out):
        assert row.keys() >= {"toll", "claim_id", "low", "best", "high", "quote"}


def test_a_correction_that_waits_says_what_applies_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, article: Path, run: Run
) -> None:
    monkeypatch.setenv("TOLL_DATA", str(tmp_path / "data"))
    settings = Settings(data=tmp_path / "data", settle_seconds=0.0)
    settings.inbox.mkdir(parents=True)
    article.rename(settings.inbox / article.name)
    pipeline.ingest(settings, "run", datetime(2022, 3, 6, tzinfo=UTC))
    (claim, *_) = ask(settings, "SELECT claim_id FROM claims").column(0).to_pylist()
    done = run("correct", claim, "status=denied", "--why", "so", "--later", "-f", "json")
    assert (done.code, len(json.loads(done.out))) == (0, 1)
    assert "`toll ingest`, or build_incidents in Airflow" in done.err
