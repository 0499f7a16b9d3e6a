"""A sidecar `a.json` goes with its text `a.txt`: read with it, filed with it, found again with it."""

from __future__ import annotations

import io
import json
import os
import time
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest

from dropping import Drop
from faults.trees import go_on
from pipeline.conftest import AT, HERAT, MENAKA
from pipeline.disturbed import published
from toll import lake, pipeline
from toll.files import batch as batches
from toll.files import whereabouts
from toll.settings import Settings
from toll.tables import ARTICLES

SAID = json.dumps({"outlet": "Le Matin", "url": "https://e.org/1", "published": "2022-03-05"})
OTHER = json.dumps({"outlet": "Le Soir"})


def told(settings: Settings) -> list[tuple[str, str, str]]:
    """File, state and the top folder of each dropped file."""
    return sorted((one.file, one.state.value, str(one.path).split("/")[0]) for one in whereabouts.everywhere(settings))


def outlets(settings: Settings) -> dict[str, str | None]:
    """The outlet of the article of each file."""
    rows = lake.read(settings, ARTICLES, ["source_file", "outlet"]).to_pylist()
    return {row["source_file"]: row["outlet"] for row in rows}


def ingest(settings: Settings, day: int) -> None:
    """A run of its own, up to the tables of articles."""
    go_on(settings, f"run-{day}", AT + timedelta(days=day))


def test_it_is_read_and_filed_with_its_text(settings: Settings, drop: Drop) -> None:
    drop("desk/a.txt", MENAKA)
    drop("desk/a.json", SAID)
    drop("a.txt", HERAT)
    ingest(settings, 0)
    assert outlets(settings) == {"desk/a.txt": "Le Matin", "a.txt": None}
    assert told(settings) == [
        ("a.txt", "published", "archive"),
        ("desk/a.json", "sidecar", "archive"),
        ("desk/a.txt", "published", "archive"),
    ]
    (one,) = (one for one in whereabouts.everywhere(settings) if one.state == "sidecar")
    assert one.reason == "it tells of desk/a.txt"
    assert one.path == f"archive/{one.sha256[:2]}/{one.sha256}/desk%2Fa.json" if one.sha256 else False
    before = published(settings)
    pipeline.reprocess(settings)
    assert outlets(settings) == {"desk/a.txt": "Le Matin", "a.txt": None}
    assert {name for name in published(settings) if name.startswith("archive")} == {
        name for name in before if name.startswith("archive")
    }


def test_one_that_many_texts_share_goes_with_each(settings: Settings, drop: Drop) -> None:
    names = [f"{number}.txt" for number in range(3)]
    for number, name in enumerate(names):
        drop(name, HERAT.replace("quatre", str(number + 5)))
        drop(f"{number}.json", SAID)
    small = replace(settings, batch_bytes=len(HERAT) * 2)
    waiting = pipeline.claim_files(small, "run", AT)
    assert len(waiting) == len(names), "a text with its sidecar is over half the limit"
    ingest(small, 0)
    assert outlets(small) == dict.fromkeys(names, "Le Matin")


def test_a_text_in_two_forms_has_one_sidecar(settings: Settings, drop: Drop) -> None:
    drop("a.html", f"<html><body><p>{MENAKA}</p></body></html>")
    drop("a.txt", HERAT)
    drop("a.json", SAID)
    ingest(replace(settings, batch_bytes=1), 0)
    assert set(outlets(settings).values()) == {"Le Matin"}
    assert len(batches.unfinished(settings)) == 0


def test_an_article_in_json_beside_a_text_is_an_article(settings: Settings, drop: Drop) -> None:
    drop("a.txt", MENAKA)
    drop("a.json", json.dumps({"outlet": "Le Matin", "text": HERAT}))
    ingest(settings, 0)
    assert outlets(settings) == {"a.txt": None, "a.json": "Le Matin"}


def test_beside_a_packed_file_it_tells_of_its_members(settings: Settings, drop: Drop) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("1.txt", MENAKA)
        archive.writestr("2.json", json.dumps({"outlet": "Le Soir", "text": HERAT}))
    drop("lot.zip", out.getvalue())
    drop("lot.json", SAID)
    ingest(settings, 0)
    assert sorted(lake.read(settings, ARTICLES, ["outlet"])["outlet"].to_pylist()) == ["Le Matin", "Le Soir"]
    assert told(settings) == [("lot.json", "sidecar", "archive"), ("lot.zip", "unpacked", "archive")]
    pipeline.reprocess(settings)
    assert sorted(lake.read(settings, ARTICLES, ["outlet"])["outlet"].to_pylist()) == ["Le Matin", "Le Soir"]


def test_it_goes_where_its_text_goes(settings: Settings, drop: Drop) -> None:
    drop("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    drop("a.json", SAID)
    ingest(settings, 0)
    assert told(settings) == [("a.json", "quarantined", "quarantine"), ("a.png", "quarantined", "quarantine")]


def test_alone_it_waits_a_run_for_its_text(settings: Settings, drop: Drop) -> None:
    drop("a.json", SAID)
    ingest(settings, 0)
    assert told(settings) == [("a.json", "in_process", "processing")]
    drop("a.txt", MENAKA)
    ingest(settings, 1)
    assert outlets(settings) == {"a.txt": "Le Matin"}
    assert told(settings) == [("a.json", "sidecar", "archive"), ("a.txt", "published", "archive")]


def test_alone_for_longer_it_is_refused(settings: Settings, drop: Drop) -> None:
    drop("a.json", SAID)
    ingest(settings, 0)
    ingest(settings, 1)
    (one,) = whereabouts.everywhere(settings)
    assert one.state == "quarantined"
    assert "beside a text file of the same name it is read with that" in str(one.reason)
    for name, content in (("a.json", SAID), ("a.txt", MENAKA)):
        drop(name, content)
    ingest(settings, 2)
    assert outlets(settings) == {"a.txt": "Le Matin"}


@pytest.mark.parametrize("young", ["a.json", "a.txt"])
def test_while_one_of_the_two_is_written_both_wait(settings: Settings, drop: Drop, young: str) -> None:
    drop("a.txt", MENAKA)
    drop("a.json", SAID)
    os.utime(settings.inbox / young, (time.time(), time.time()))
    ingest(settings, 0)
    assert {state for _, state, _ in told(settings)} == {"waiting"}
    os.utime(settings.inbox / young, (0, 0))
    ingest(settings, 1)
    assert outlets(settings) == {"a.txt": "Le Matin"}


def test_after_its_text_it_is_kept_for_reading_again(settings: Settings, drop: Drop) -> None:
    drop("a.txt", MENAKA)
    ingest(settings, 0)
    drop("a.json", SAID)
    ingest(settings, 1)
    ingest(settings, 2)
    assert told(settings) == [("a.json", "sidecar", "archive"), ("a.txt", "published", "archive")]
    assert [one.reason for one in whereabouts.everywhere(settings)] == [
        None,
        "it tells of a.txt, which came before; `toll reprocess` reads them together",
    ]
    assert outlets(settings) == {"a.txt": None}
    pipeline.reprocess(settings)
    assert outlets(settings) == {"a.txt": "Le Matin"}


def test_with_its_text_again_the_last_one_counts(settings: Settings, drop: Drop) -> None:
    for day, said in enumerate((SAID, OTHER)):
        drop("a.txt", MENAKA)
        drop("a.json", said)
        ingest(settings, day)
    assert outlets(settings) == {"a.txt": "Le Matin"}
    pipeline.reprocess(settings)
    assert outlets(settings) == {"a.txt": "Le Soir"}
    assert [state for _, state, _ in told(settings)] == ["sidecar", "sidecar", "known", "published"]


def test_the_same_again_changes_nothing(settings: Settings, drop: Drop) -> None:
    for day in range(2):
        drop("a.txt", MENAKA)
        drop("a.json", SAID)
        ingest(settings, day)
        seen = {name: content for name, content in published(settings).items() if "/articles/" in name}
        if not day:
            before = seen
    assert seen == before


def test_another_sidecar_makes_another_batch(settings: Settings, drop: Drop) -> None:
    names = set()
    for said in (SAID, OTHER):
        drop("a.txt", MENAKA)
        drop("a.json", said)
        (batch,) = pipeline.claim_files(settings, "run", AT)
        names.add(batch["batch"])
        for path in [settings.data / path for path in batches.claimed(settings)]:
            path.unlink()
        (settings.data / batch["batch"]).unlink()
    assert len(names) == 2


def test_one_that_changed_since_it_was_claimed_is_not_believed(settings: Settings, drop: Drop) -> None:
    drop("a.txt", MENAKA)
    drop("a.json", SAID)
    pipeline.claim_files(settings, "run", AT)
    (path,) = (settings.data / path for path in batches.claimed(settings) if path.endswith(".json"))
    path.write_text(OTHER)
    os.utime(path, (0, 0))
    ingest(settings, 1)
    ingest(settings, 2)
    assert outlets(settings) == {"a.txt": None}
    assert told(settings) == [("a.json", "sidecar", "archive"), ("a.txt", "published", "archive")]
    pipeline.reprocess(settings)
    assert outlets(settings) == {"a.txt": "Le Soir"}
