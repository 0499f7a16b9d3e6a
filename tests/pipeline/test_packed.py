"""Containers through the whole pipeline: cut into pieces, read side by side, bad members quarantined by themselves."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from dropping import Drop
from pipeline.conftest import AT, HERAT, MENAKA
from pipeline.disturbed import killed, published
from toll import lake, pipeline
from toll.files.ledger import Receipt
from toll.pipeline.staging import PARTS
from toll.settings import Settings
from toll.tables import ARTICLES, REJECTED

PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
MANY = 12


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def dispatches() -> dict[str, bytes]:
    """Dispatches of different tolls."""
    return {f"afp/{number}.txt": HERAT.replace("quatre", str(number)).encode() for number in range(5, 5 + MANY)}


@pytest.fixture
def lot(settings: Settings, drop: Drop) -> Settings:
    """An inbox with a zip of dispatches, a bad member among them, a bad zip, and a text; small batches."""
    drop("lot.zip", zipped({**dispatches(), "afp/photo.png": PICTURE}))
    drop("pictures.zip", zipped({"a.png": PICTURE}))
    drop("menaka.txt", MENAKA.encode())
    return replace(settings, batch_bytes=700)


def receipts(settings: Settings) -> list[Receipt]:
    """Every receipt of the ledger."""
    return [Receipt.from_json(path.read_bytes()) for path in sorted(settings.ledger.rglob("*.json"))]


def test_members_are_articles_that_know_their_place(lot: Settings) -> None:
    done = pipeline.ingest(lot, "run", AT)
    found = lake.read(lot, ARTICLES, ["source_file", "source_locator", "source_format"]).to_pylist()
    assert sorted((one["source_file"], one["source_locator"]) for one in found if one["source_locator"]) == sorted(
        ("lot.zip", name) for name in dispatches()
    )
    assert done["articles"] == MANY + 1
    assert done["batches"] > 2


def test_a_bad_member_is_quarantined_by_itself(lot: Settings) -> None:
    pipeline.ingest(lot, "run", AT)
    lost = lake.read(lot, REJECTED, ["source_file", "source_locator", "reason"]).to_pylist()
    assert sorted(tuple(map(str, row.values())) for row in lost) == [
        ("lot.zip", "afp/photo.png", "it is a picture (PNG)"),
        ("pictures.zip", "None", "none of its 1 members gives an article; a.png: it is a picture (PNG)"),
    ]
    quarantined = {path.name: path.read_bytes() for path in lot.quarantine.glob("*/*/*")}
    assert quarantined["lot.zip!afp%2Fphoto.png"] == PICTURE
    assert json.loads(quarantined["lot.zip!afp%2Fphoto.png.reason.json"])["reason"] == "it is a picture (PNG)"
    assert {path.name for path in lot.archive.glob("*/*/*")} == {"lot.zip", "menaka.txt"}
    assert [fate.file for receipt in receipts(lot) for fate in receipt.members] == ["lot.zip!afp/photo.png"]


def test_nothing_is_left_in_between(lot: Settings) -> None:
    pipeline.ingest(lot, "run", AT)
    assert not list(lot.processing.rglob("[!.]*"))
    assert not list(lot.staging.iterdir())


def test_dropped_again_it_is_known(lot: Settings, drop: Drop) -> None:
    pipeline.ingest(lot, "run", AT)
    before = {path: path.read_bytes() for path in lot.lake.rglob("*.parquet")}
    drop("again.zip", zipped({**dispatches(), "afp/photo.png": PICTURE}))
    pipeline.ingest(lot, "again", AT)
    assert {path: path.read_bytes() for path in lot.lake.rglob("*.parquet")} == before


def copied(settings: Settings, data: Path) -> Settings:
    """The same data folder elsewhere."""
    shutil.copytree(settings.data, data)
    return replace(settings, data=data)


def unpacked(settings: Settings) -> dict[str, bytes]:
    """What lies where after unpacking: pieces by their name, and filed files."""
    roots = (settings.processing, settings.archive, settings.quarantine)
    found = [path for root in roots for path in root.rglob("*") if path.is_file() and not path.name.startswith(".")]
    return {path.name: path.read_bytes() for path in found if path.suffix != ".json"}


def test_killed_while_it_unpacks_it_ends_as_undisturbed(lot: Settings, tmp_path: Path) -> None:
    """Before each of its changes to the file system, each time from the same start."""
    pipeline.claim_files(lot, "run", AT)
    whole, change = copied(lot, tmp_path / "whole"), 1
    pipeline.unpack_files(whole, "run", AT)
    while killed(change, pipeline.unpack_files, disturbed := copied(lot, tmp_path / str(change)), "run", AT):
        pipeline.claim_files(disturbed, "next", AT)
        pipeline.unpack_files(disturbed, "next", AT)
        assert unpacked(disturbed) == unpacked(whole)
        change += 1
    assert change > 5
    pipeline.ingest(disturbed, "run", AT)
    pipeline.ingest(whole, "run", AT)
    assert published(disturbed) == published(whole)


def test_read_again_from_the_archive_it_gives_the_same(lot: Settings) -> None:
    pipeline.ingest(lot, "run", AT)
    before = lake_rows(lot)
    done = pipeline.reprocess(lot)
    assert (done.kept, done.changed.num_rows) == (1, 0)  # the row of `rejected` of the zip without an article
    assert done.read > 2  # the text, the zip, and each batch of its pieces
    assert lake_rows(lot) == before


def lake_rows(settings: Settings) -> dict[str, list[str]]:
    """The rows of the tables that batches bring, in any order."""
    return {table.name: sorted(map(str, lake.read(settings, table).to_pylist())) for table in PARTS}
