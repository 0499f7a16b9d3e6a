"""Quarantined files put back: read again by whoever can read them now, kept where nobody can; pieces among them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dropping import Drop
from packing import zipped
from pipeline.conftest import AT, HERAT, MENAKA
from pipeline.disturbed import dropped, killed
from pipeline.generations_cases import copy
from toll import lake, pipeline
from toll.errors import RefusedError
from toll.files import whereabouts
from toll.files.whereabouts import Whereabouts
from toll.settings import Settings
from toll.tables import ARTICLES, REJECTED

LATER = AT + timedelta(days=30)
FUTURE = HERAT.replace("2022-03-04", "2022-03-20")
"""Told before it happened, which the expectations refuse until then."""


def read_all(settings: Settings, run: str, at: datetime) -> None:
    """A run up to the tables of articles; a refused batch does not hold up the others."""
    while pipeline.claim_files(settings, run, at):
        for batch in pipeline.unpack_files(settings, run, at):
            with suppress(RefusedError):
                for stage in (pipeline.extract_batch, pipeline.validate_batch, pipeline.publish_batch):
                    stage(settings, batch["batch"])


def told(settings: Settings) -> dict[str, str]:
    """The state of each file."""
    return {one.file: one.state.value for one in whereabouts.everywhere(settings)}


def named(*names: str) -> Callable[[Whereabouts], bool]:
    """What asks for files of these names, and for pieces of them."""
    return lambda one: one.file in names or one.piece_of in names


@pytest.fixture
def two(settings: Settings, drop: Drop) -> Settings:
    """A quarantine of two files: one too large for now, one that is never read."""
    drop("a.txt", MENAKA)
    drop("copy of a.txt", MENAKA)
    drop("empty.txt")
    read_all(replace(settings, max_file_bytes=100), "run", AT)
    assert told(settings) == dict.fromkeys(("a.txt", "copy of a.txt", "empty.txt"), "quarantined")
    return settings


def test_what_can_be_read_now_is_and_the_rest_goes_back(two: Settings) -> None:
    everything = dropped(two)
    assert {one.file for one in pipeline.retry(two, lambda _: True)} == {"a.txt", "copy of a.txt", "empty.txt"}
    assert set(told(two).values()) == {"in_process"}
    read_all(two, "next", LATER)
    assert told(two) == {"a.txt": "published", "copy of a.txt": "known", "empty.txt": "quarantined"}
    assert dropped(two) == everything
    assert lake.read(two, ARTICLES, ["source_file"])["source_file"].to_pylist() == ["a.txt"]
    assert len(list(two.quarantine.rglob("*.reason.json"))) == 1


def test_only_what_is_asked_for_with_all_of_its_content(two: Settings) -> None:
    done = pipeline.retry(two, named("copy of a.txt"))
    assert sorted(one.file for one in done) == ["a.txt", "copy of a.txt"]
    assert told(two)["empty.txt"] == "quarantined"
    assert pipeline.retry(two, named("copy of a.txt")) == ()


def test_again_and_again_it_is_told_once(two: Settings) -> None:
    for day in range(3):
        pipeline.retry(two, named("empty.txt"))
        read_all(two, f"run-{day}", AT + timedelta(days=day))
        assert [one.state.value for one in whereabouts.everywhere(two) if one.file == "empty.txt"] == ["quarantined"]


def test_two_of_one_name_are_both_put_back(settings: Settings, drop: Drop) -> None:
    small = replace(settings, max_file_bytes=100)
    for day, text in enumerate((MENAKA, HERAT)):
        drop("a.txt", text)
        drop("a.json", f'{{"outlet": "Le Matin {day}"}}')
        read_all(small, f"run-{day}", AT)
    assert len(pipeline.retry(settings, named("a.txt"))) == 4
    read_all(settings, "next", LATER)
    rows = lake.read(settings, ARTICLES, ["text", "outlet"]).to_pylist()
    assert {(row["outlet"], "Ménaka" in row["text"]) for row in rows} == {("Le Matin 0", True), ("Le Matin 1", False)}


def test_killed_at_any_instant_nothing_is_lost(two: Settings) -> None:
    everything, change = dropped(two), 1
    while killed(change, pipeline.retry, here := copy(two, two.data.parent / "killed"), all_of_it):
        assert dropped(here) == everything
        pipeline.retry(here, all_of_it)
        assert set(told(here).values()) == {"in_process"}
        change += 3
    assert change > 1


def all_of_it(_: object) -> bool:
    return True


@pytest.fixture
def refused(settings: Settings, drop: Drop) -> Settings:
    """A packed file of which the expectations refused a piece."""
    here = replace(settings, batch_bytes=1)
    drop("lot.zip", zipped({"a.txt": MENAKA.encode(), "b.txt": FUTURE.encode(), "c.txt": HERAT.encode()}))
    read_all(here, "run", AT)
    return here


def test_a_packed_file_says_that_a_piece_of_it_is_kept_out(refused: Settings) -> None:
    (lot,) = (one for one in whereabouts.everywhere(refused) if one.file == "lot.zip")
    assert (lot.state.value, str(lot.path).split("/")[0]) == ("refused", "archive")
    assert str(lot.reason).startswith(
        "1 of its 3 pieces are in quarantine, where `toll retry` takes them from: 1 of 1 rows of articles broke"
    )
    assert lake.read(refused, ARTICLES, ["article_id"]).num_rows == 2
    (piece,) = (one for one in whereabouts.everywhere(refused) if one.piece_of == "lot.zip")
    assert (piece.state.value, str(piece.path).split("/")[0]) == ("refused", "quarantine")


def test_the_archive_can_be_read_again_all_the_same(refused: Settings) -> None:
    before = [lake.read(refused, table).num_rows for table in (ARTICLES, REJECTED)]
    done = pipeline.reprocess(refused)
    assert done.changed.num_rows == 0
    assert [lake.read(refused, table).num_rows for table in (ARTICLES, REJECTED)] == before


def test_a_piece_put_back_is_read_among_its_like(refused: Settings) -> None:
    (piece,) = pipeline.retry(refused, named("lot.zip"))
    assert piece.piece_of == "lot.zip"
    assert told(refused)["lot.zip"] == "unpacked"
    read_all(refused, "next", AT)
    assert told(refused)["lot.zip"] == "refused"
    pipeline.retry(refused, named("lot.zip"))
    read_all(refused, "after it", LATER)
    assert told(refused) == {"lot.zip": "unpacked"}
    assert lake.read(refused, ARTICLES, ["source_file"])["source_file"].to_pylist() == ["lot.zip"] * 3
    assert not [path for path in refused.quarantine.rglob("*") if path.is_file()]
