"""Reading the archive again: the same extractor gives the same lake, another one a lake that shows what changed."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from itertools import count
from pathlib import Path

import duckdb
import pytest

from dropping import Drop
from pipeline.conftest import AT, HERAT, MENAKA
from pipeline.disturbed import SERVER, dropped, killed, published
from pipeline.generations_cases import copy, no_drafts, put, tables
from toll import lake, pipeline, statistics
from toll.settings import Settings
from toll.statistics import Session
from toll.tables import ARTICLES, CLAIMS, EVENTS, INCIDENTS

GAO = "date: 2022-03-06\n\nTrois civils ont été tués samedi à Gao par une mine, selon la mairie.\n"


@pytest.fixture
def two(settings: Settings, drop: Drop) -> Settings:
    """A lake of two batches of one day each."""
    for number, text in enumerate((MENAKA, HERAT)):
        drop(f"{number}.txt", text)
        pipeline.ingest(settings, f"run-{number}", AT + timedelta(days=number))
    return settings


def test_the_same_extractor_gives_the_same_lake(lot: Settings) -> None:
    pipeline.ingest(lot, "run", AT)
    before, files = tables(lot), dropped(lot)
    done = pipeline.reprocess(lot)
    assert tables(lot) == before
    assert dropped(lot) == files
    assert done.changed.num_rows == 0
    assert {was == now for was, now in done.totals.values()} == {True}
    assert (lot.lake.readlink(), no_drafts(lot)) == (Path("lakes/2"), True)


def test_what_changed_is_shown_article_by_article(two: Settings) -> None:
    right = tables(two)
    for part in lake.parts(two, CLAIMS):
        first, *others = lake.load_part(two, CLAIMS, part).to_pylist()
        wrong = {**first, "claim_id": "gone"}
        put(two, CLAIMS, part, [wrong, *({**other, "best": 99} for other in others)])
    before = tables(two)
    shown = pipeline.reprocess(two, dry_run=True)
    assert tables(two) == before
    assert no_drafts(two)
    assert [(one["source_file"], one["gained"], one["lost"], one["altered"]) for one in shown.changed.to_pylist()] == [
        ("0.txt", 1, 1, 1),
        ("1.txt", 1, 1, 1),
    ]
    assert pipeline.reprocess(two).changed.equals(shown.changed)
    assert tables(two)["claims"] == right["claims"]


def test_versions_of_incidents_go_on(two: Settings) -> None:
    (first, *_) = lake.parts(two, EVENTS)
    put(two, EVENTS, first, [])
    pipeline.build_incidents(two)
    pipeline.reprocess(two)
    readings = lake.read(two, INCIDENTS, ["incident_id", "version", "status"]).to_pylist()
    (gone,) = (one["incident_id"] for one in readings if one["status"] == "deleted")
    assert sorted((one["version"], one["status"]) for one in readings if one["incident_id"] == gone) == [
        (1, "deleted"),
        (2, "current"),
    ]


def test_a_batch_whose_files_are_not_in_the_archive_stays_as_it_is(two: Settings) -> None:
    before = tables(two)
    (file,) = two.archive.rglob("0.txt")
    file.unlink()
    done = pipeline.reprocess(two)
    assert (done.read, done.kept) == (1, 1)
    assert tables(two) == before


def test_a_batch_without_a_receipt_stays_as_it_is(two: Settings) -> None:
    before = tables(two)
    for receipt in two.ledger.rglob("*.json"):
        receipt.unlink()
    assert pipeline.reprocess(two).kept == 2
    assert tables(two) == before


def test_a_lake_that_is_lost_comes_back_from_the_archive(two: Settings) -> None:
    before = tables(two)
    shutil.rmtree(two.lakes)
    two.lake.unlink()
    pipeline.reprocess(two)
    assert tables(two) == before


def test_the_plain_folder_of_older_versions_is_taken_over(two: Settings) -> None:
    before = tables(two)
    plain = two.lake.resolve()
    two.lake.unlink()
    plain.rename(two.lake)
    shutil.rmtree(two.lakes)
    assert tables(two) == before
    pipeline.reprocess(two)
    assert two.lake.readlink() == Path("lakes/2")
    assert tables(two) == before


def test_who_reads_stays_with_the_lake_that_was_opened(two: Settings) -> None:
    (part, *_) = lake.parts(two, CLAIMS)
    put(two, CLAIMS, part, [])
    counted = "SELECT count(*) AS n FROM claims"
    with Session(two) as session, duckdb.connect(str(statistics.refresh_views(two)), read_only=True) as elsewhere:
        before = session.run(counted)["n"][0].as_py()
        pipeline.reprocess(two)
        assert session.run(counted)["n"][0].as_py() == before
        assert elsewhere.execute(counted).fetchone() == (before,)
    assert statistics.ask(two, counted)["n"][0].as_py() > before
    with duckdb.connect(str(two.lake / "toll.duckdb"), read_only=True) as anew:
        assert anew.execute(counted).fetchone() != (before,)


def test_what_comes_meanwhile_is_in_the_new_lake(two: Settings, drop: Drop) -> None:
    drop("gao.txt", GAO)
    tasks = [
        SERVER.Process(target=pipeline.reprocess, args=(two,)),
        SERVER.Process(target=pipeline.ingest, args=(two, "meanwhile", AT + timedelta(days=3))),
    ]
    for task in tasks:
        task.start()
    for task in tasks:
        task.join()
    assert [task.exitcode for task in tasks] == [0, 0]
    assert sorted(lake.read(two, ARTICLES, ["source_file"])["source_file"].to_pylist()) == ["0.txt", "1.txt", "gao.txt"]
    before = tables(two)
    pipeline.build_incidents(two)
    pipeline.publish_statistics(two)
    assert tables(two) == before


def test_killed_at_any_instant_it_ends_as_undisturbed(two: Settings, tmp_path: Path) -> None:
    (part, *_) = lake.parts(two, CLAIMS)
    right = published(copy(two, tmp_path / "right"))
    put(two, CLAIMS, part, [])
    wrong = published(two)
    step = int(os.environ.get("TOLL_TEST_STEP", "37"))
    for change in count(3, step):
        settings = copy(two, tmp_path / "killed")
        if not killed(change, pipeline.reprocess, settings):
            break
        assert published(settings) in (wrong, right)
        pipeline.reprocess(settings)
        assert published(settings) == right
        assert no_drafts(settings)
    assert change > 3
