"""Few large parts for many small ones: every answer stays, and what comes again is still known."""

from __future__ import annotations

import os
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from dropping import Drop
from pipeline.conftest import AT, LOT
from pipeline.disturbed import killed
from pipeline.generations_cases import copy, no_drafts, tables
from toll import lake, pipeline
from toll.pipeline import compacting, staging
from toll.settings import Settings
from toll.tables import ARTICLES, CLAIMS


@pytest.fixture
def small(lot: Settings) -> Settings:
    """A lake of several batches, with all that can be wrong with a file."""
    pipeline.ingest(lot, "run", AT)
    assert len(lake.parts(lot, ARTICLES)) > 1
    return lot


def test_every_table_and_every_answer_stays(small: Settings) -> None:
    before = tables(small)
    parts = pipeline.compact(small)
    assert {name: now for name, (_, now) in parts.items()} == dict.fromkeys(parts, 1)
    assert tables(small) == before
    assert no_drafts(small)


def test_twice_is_once(small: Settings) -> None:
    pipeline.compact(small)
    link = small.lake.readlink()
    assert {was == now for was, now in pipeline.compact(small).values()} == {True}
    assert small.lake.readlink() == link


def test_what_is_dropped_again_adds_nothing(small: Settings, drop: Drop) -> None:
    pipeline.compact(small)
    before = tables(small)
    for name, content in LOT.items():
        drop(name, content)
    drop("spaced.txt", LOT["herat.txt"].replace(b" ", b"  "))
    pipeline.ingest(small, "again", AT + timedelta(days=1))
    after = tables(small)
    assert {name for name in before if after[name] != before[name]} <= {"rejected", "data_quality"}
    pipeline.compact(small)
    assert tables(small) == after


def test_a_part_whose_batch_has_no_receipt_is_not_merged(small: Settings) -> None:
    """Its task may have been killed, and writes the part again."""
    (first, *others) = lake.parts(small, CLAIMS)
    (receipt,) = small.ledger.rglob(f"{first}.json")
    receipt.unlink()
    before = tables(small)
    pipeline.compact(small)
    assert first in lake.parts(small, CLAIMS)
    assert len(lake.parts(small, CLAIMS)) == (2 if len(others) > 1 else 1 + len(others))
    assert tables(small) == before


def test_large_parts_stay(small: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compacting, "LARGE", 1)
    assert {was == now for was, now in pipeline.compact(small).values()} == {True}


def test_reading_again_takes_the_parts_apart(small: Settings) -> None:
    parts = {table: lake.parts(small, table) for table in staging.PARTS}
    before = tables(small)
    pipeline.compact(small)
    pipeline.reprocess(small)
    assert {table: lake.parts(small, table) for table in staging.PARTS} == parts
    assert tables(small) == before


def test_killed_at_any_instant_it_ends_as_undisturbed(small: Settings, tmp_path: Path) -> None:
    before = tables(small)
    step = int(os.environ.get("TOLL_TEST_STEP", "17"))
    for change in count(2, step):
        settings = copy(small, tmp_path / "killed")
        if not killed(change, pipeline.compact, settings):
            break
        assert tables(settings) == before
        pipeline.compact(settings)
        assert tables(settings) == before
        assert len(lake.parts(settings, ARTICLES)) == 1
        assert no_drafts(settings)
    assert change > 2
