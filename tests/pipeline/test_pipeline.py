import json
import os
import shutil
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pyarrow as pa
import pytest

from dropping import Drop
from pipeline.conftest import AT, HERAT, LOT, MENAKA
from pipeline.disturbed import dropped, published
from toll import lake, pipeline
from toll.errors import RefusedError, TollError
from toll.files import batch as batches
from toll.pipeline import staging
from toll.settings import Settings
from toll.tables import ARTICLES, CLAIMS, EVENTS, REJECTED

LATER = AT + timedelta(days=1)


def _rows(settings: Settings, table: Any, *columns: str) -> list[tuple[Any, ...]]:
    return sorted(tuple(row.values()) for row in lake.read(settings, table, columns).to_pylist())


def _ledger(settings: Settings) -> list[tuple[str, str, str | None]]:
    receipts = [json.loads(path.read_bytes()) for path in settings.ledger.rglob("*.json")]
    return sorted((receipt["outcome"], fate["file"], fate["to"]) for receipt in receipts for fate in receipt["fates"])


def test_a_mixed_lot_goes_all_the_way(lot: Settings) -> None:
    everything = dropped(lot)
    done = pipeline.ingest(lot, "run", AT)
    assert _rows(lot, ARTICLES, "source_file", "language") == [
        ("afp/menaka (1).txt", "fr"),
        ("caf%E9.txt", "fr"),
        ("english.txt", "en"),
        ("herat.txt", "fr"),
        ("line%0Abreak%1B[31m.txt", "fr"),
    ]
    assert _rows(lot, REJECTED, "stage", "source_file", "reason") == [
        ("extract", "english.txt", "there is no language pack for en"),
        ("publish", "latin.txt", _rows(lot, REJECTED, "stage", "reason")[1][1]),
        ("publish", "menaka other spaces.txt", _rows(lot, REJECTED, "stage", "reason")[2][1]),
        ("read", "empty.txt", "it is empty"),
        ("read", "link.txt", "it is a symbolic link, not a file"),
        ("read", "picture.png", "it is a picture (PNG)"),
    ]
    assert (done["articles"], done["rejected"], done["refused"]) == (5, 6, [])
    assert dropped(lot) == everything
    assert not list(lot.processing.rglob("[!.]*"))
    assert not list(lot.staging.iterdir())


def test_rows_lead_back_to_their_article(lot: Settings) -> None:
    pipeline.ingest(lot, "run", AT)
    articles = {key: (text, when) for key, text, when in _rows(lot, ARTICLES, "article_id", "text", "ingested_at")}
    events = dict(_rows(lot, EVENTS, "event_id", "article_id"))
    claims = _rows(lot, CLAIMS, "event_id", "article_id", "quote", "quote_start", "quote_end")
    assert claims
    assert set(events.values()) <= set(articles)
    for event, article, quote, start, end in claims:
        assert events[event] == article
        assert articles[article][0][start:end] == quote
    assert {when for _, when in articles.values()} == {AT}


def test_every_file_is_found_where_its_row_says(lot: Settings) -> None:
    pipeline.ingest(lot, "run", AT)
    for name, sha256 in _rows(lot, ARTICLES, "source_file", "source_sha256"):
        assert (lot.archive / sha256[:2] / sha256 / name.replace("/", "%2F")).is_file()
    fates = _ledger(lot)
    assert len(fates) == len(LOT) + 1
    assert all((lot.data / to).is_symlink() or (lot.data / to).is_file() for _, _, to in fates if to)


def test_a_quarantined_file_has_its_reason_beside_it(lot: Settings) -> None:
    pipeline.ingest(lot, "run", AT)
    told = {}
    for path in lot.quarantine.rglob("*.reason.json"):
        told[path.name.removesuffix(".reason.json")] = json.loads(path.read_bytes())["reason"]
        assert path.with_name(path.name.removesuffix(".reason.json")).lstat()
    assert set(told) == {"empty.txt", "link.txt", "picture.png"}
    assert told["empty.txt"] == "it is empty"


def test_the_same_files_again_change_nothing(lot: Settings, drop: Drop) -> None:
    pipeline.ingest(lot, "run", AT)
    before = published(lot)
    for name, content in LOT.items():
        drop(name, content)
    drop("menaka under another name.txt", MENAKA)
    assert pipeline.claim_files(lot, "again", LATER) == []
    after = published(lot)
    assert {path for path in after if path not in before} == {
        path for path in after if path.endswith("/menaka under another name.txt")
    }
    assert {path: content for path, content in after.items() if path.startswith("lake/")} == {
        path: content for path, content in before.items() if path.startswith("lake/")
    }
    assert len([1 for outcome, _, _ in _ledger(lot) if outcome == "known"]) == len(LOT) + 1


def test_a_copy_in_the_same_burst_is_filed_with_its_original(settings: Settings, drop: Drop) -> None:
    for name in ("a.txt", "b.txt", "folder/a.txt"):
        drop(name, MENAKA)
    assert pipeline.ingest(settings, "run", AT)["articles"] == 1
    assert sorted(path.name for path in settings.archive.rglob("*.txt")) == ["a.txt", "b.txt", "folder%2Fa.txt"]


def test_a_copy_of_what_is_being_read_waits(settings: Settings, drop: Drop) -> None:
    drop("a.txt", MENAKA)
    (first,) = pipeline.claim_files(settings, "run", AT)
    drop("b.txt", MENAKA)
    assert pipeline.claim_files(settings, "run", AT) == [first]
    assert len(list(batches.claimed(settings))) == 2
    pipeline.ingest(settings, "next", LATER)
    assert sorted(path.name for path in settings.archive.rglob("*.txt")) == ["a.txt", "b.txt"]
    assert not list(batches.claimed(settings))


def test_a_larger_limit_reads_what_was_too_large(settings: Settings, drop: Drop) -> None:
    small = replace(settings, max_file_bytes=100)
    drop("a.txt", MENAKA)
    assert pipeline.ingest(small, "run", AT)["rejected"] == 1
    drop("a.txt", MENAKA)
    assert pipeline.claim_files(small, "again", LATER) == []
    drop("a.txt", MENAKA)
    assert pipeline.ingest(settings, "larger", LATER)["articles"] == 1


def test_a_file_that_grows_after_it_was_claimed_is_read_again(settings: Settings, drop: Drop) -> None:
    drop("a.txt", MENAKA)
    slow = replace(settings, settle_seconds=60)
    (first,) = pipeline.claim_files(settings, "run", AT)
    (path,) = (settings.data / path for path in batches.claimed(settings))
    with path.open("a") as late_writer:
        late_writer.write("Le bilan est passé à 14 morts samedi.\n")
    for task in (pipeline.extract_batch, pipeline.validate_batch, pipeline.publish_batch):
        task(settings, first["batch"])
    assert _rows(settings, REJECTED, "reason") == [("it changed while it was read",)]
    assert pipeline.claim_files(slow, "too early", AT) == []
    os.utime(path, (time.time() - 60,) * 2)
    assert pipeline.ingest(settings, "next", LATER)["articles"] == 1
    assert _rows(settings, ARTICLES, "text")[0][0].endswith("14 morts samedi.\n")


def test_a_file_that_goes_after_it_was_claimed_is_told(settings: Settings, drop: Drop) -> None:
    drop("a.txt", MENAKA)
    drop("b.txt", HERAT)
    pipeline.claim_files(settings, "run", AT)
    next(settings.data / path for path in batches.claimed(settings) if path.endswith("a.txt")).unlink()
    assert pipeline.ingest(settings, "next", LATER)["articles"] == 1
    assert _rows(settings, REJECTED, "reason") == [("it cannot be opened (No such file or directory)",)]


def test_a_pipe_is_quarantined_without_waiting_for_its_writer(settings: Settings, drop: Drop) -> None:
    drop("a.txt", MENAKA)
    os.mkfifo(settings.inbox / "pipe")
    os.utime(settings.inbox / "pipe", (0, 0))
    assert pipeline.ingest(settings, "run", AT)["articles"] == 1
    assert _rows(settings, REJECTED, "source_file", "reason") == [("pipe", "it is a named pipe, not a file")]
    assert [path.name for path in settings.quarantine.rglob("pipe*")] == ["pipe", "pipe.reason.json"]


@pytest.fixture
def refused(settings: Settings, drop: Drop) -> tuple[Settings, str]:
    """A batch of one good and one unreadable file whose staged articles all have the same key."""
    drop("a.txt", MENAKA)
    drop("empty.txt")
    (batch,) = pipeline.claim_files(settings, "run", AT)
    pipeline.extract_batch(settings, batch["batch"])
    with staging.working_on(settings, batch["batch"]) as found:
        assert found
        parts = staging.load(settings, found, staging.EXTRACTED)
        parts[ARTICLES.name] = pa.concat_tables([parts[ARTICLES.name]] * 2)
        staging.save(settings, found, staging.EXTRACTED, parts)
    return settings, batch["batch"]


def test_nothing_of_a_refused_batch_is_published(refused: tuple[Settings, str]) -> None:
    settings, batch = refused
    for task in (pipeline.validate_batch, pipeline.validate_batch, pipeline.publish_batch, pipeline.extract_batch):
        with pytest.raises(RefusedError, match="articles"):
            task(settings, batch)
    assert _rows(settings, ARTICLES, "article_id") == []
    assert ("read", "empty.txt", "it is empty") in _rows(settings, REJECTED, "stage", "source_file", "reason")
    assert sorted(path.name for path in settings.quarantine.rglob("*.txt")) == ["a.txt", "empty.txt"]
    assert not list(settings.archive.iterdir())


def test_a_file_of_a_refused_batch_is_read_anew_when_dropped_again(refused: tuple[Settings, str], drop: Drop) -> None:
    settings, batch = refused
    with pytest.raises(RefusedError):
        pipeline.validate_batch(settings, batch)
    drop("a.txt", MENAKA)
    drop("empty.txt")
    assert pipeline.ingest(settings, "run", LATER)["articles"] == 1


def test_a_refused_batch_does_not_hold_up_the_next(refused: tuple[Settings, str], drop: Drop) -> None:
    settings, batch = refused
    with pytest.raises(RefusedError):
        pipeline.validate_batch(settings, batch)
    drop("b.txt", HERAT)
    assert pipeline.ingest(settings, "next", LATER)["articles"] == 1


def test_tasks_of_a_finished_batch_say_again_what_it_gave(settings: Settings, drop: Drop) -> None:
    drop("a.txt", MENAKA)
    (batch,) = pipeline.claim_files(settings, "run", AT)
    tasks = (pipeline.extract_batch, pipeline.validate_batch, pipeline.publish_batch)
    counts = [task(settings, batch["batch"]) for task in tasks]
    before = published(settings)
    assert [task(settings, batch["batch"]) for task in tasks] == [counts[-1]] * 3
    assert published(settings) == before


def test_a_batch_that_never_was_is_told(settings: Settings) -> None:
    with pytest.raises(TollError, match=r"there is no batch processing/run/none\.json below"):
        pipeline.extract_batch(settings, "processing/run/none.json")


def test_a_lake_made_of_any_batches_holds_the_same_articles(settings: Settings, drop: Drop) -> None:
    found = []
    for limit in (1, 500, 1_000_000):
        shutil.rmtree(settings.data, ignore_errors=True)
        for name, content in LOT.items():
            drop(name, content)
        pipeline.ingest(replace(settings, batch_bytes=limit), "run", AT)
        found.append((_rows(settings, ARTICLES, "article_id"), _rows(settings, CLAIMS, "claim_id")))
    assert found[0] == found[1] == found[2]


def test_an_empty_inbox_gives_nothing_and_an_empty_lake_can_be_asked(settings: Settings) -> None:
    done = pipeline.ingest(settings, "run", AT)
    assert (done["batches"], done["refused"], done["incidents"]) == (0, [], 0)
    assert _rows(settings, ARTICLES, "article_id") == []
