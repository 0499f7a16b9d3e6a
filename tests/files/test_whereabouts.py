"""Every dropped file is told once a drop, in each state that it can be in, whatever moves or was taken away."""

from __future__ import annotations

from datetime import UTC, datetime

from dropping import Drop
from toll import pipeline
from toll.files import batch as batches
from toll.files import filing, ledger, whereabouts
from toll.files.ledger import Outcome, Refusal
from toll.files.whereabouts import State
from toll.settings import Settings

AT = datetime(2022, 3, 5, 6, 7, 8, tzinfo=UTC)

GOOD = "date: 2022-03-05\n\nTrois civils ont été tués vendredi à Gao par une mine, selon la mairie.\n"


def told(settings: Settings) -> list[tuple[str, str, str | None]]:
    """File, state, and the top folder where it lies."""
    found = whereabouts.everywhere(settings)
    return sorted((one.file, one.state.value, one.path.split("/")[0] if one.path else None) for one in found)


def test_where_nothing_was_dropped(settings: Settings) -> None:
    assert whereabouts.everywhere(settings) == ()


def test_from_the_inbox_to_the_end(settings: Settings, drop: Drop) -> None:
    drop("desk/good.txt", GOOD)
    drop("copy.txt", GOOD)
    drop("empty.txt")
    drop("young.txt", GOOD, age=0)
    drop("half.txt.part", GOOD)
    assert {state for _, state, _ in told(settings)} == {"waiting"}
    (batch,) = pipeline.claim_files(settings, "run", AT)
    assert told(settings) == [
        ("copy.txt", "in_process", "processing"),
        ("desk/good.txt", "in_process", "processing"),
        ("empty.txt", "in_process", "processing"),
        ("young.txt", "waiting", "inbox"),
    ]
    for stage in (pipeline.extract_batch, pipeline.validate_batch, pipeline.publish_batch):
        stage(settings, batch["batch"])
    assert told(settings) == [
        ("copy.txt", "published", "archive"),
        ("desk/good.txt", "known", "archive"),
        ("empty.txt", "quarantined", "quarantine"),
        ("young.txt", "waiting", "inbox"),
    ]
    (empty,) = (one for one in whereabouts.everywhere(settings) if one.state is State.QUARANTINED)
    assert (empty.reason, empty.at, empty.batch_id) == ("it is empty", AT, batch["batch"].split("/")[-1][:-5])


def test_dropped_again_is_told_again(settings: Settings, drop: Drop) -> None:
    for run in ("one", "other"):
        drop("good.txt", GOOD)
        drop("empty.txt")
        pipeline.ingest(settings, run, AT)
    assert told(settings) == [
        ("empty.txt", "quarantined", "quarantine"),
        ("empty.txt", "quarantined", "quarantine"),
        ("good.txt", "known", "archive"),
        ("good.txt", "published", "archive"),
    ]


def test_a_refused_batch(settings: Settings, drop: Drop) -> None:
    drop("good.txt", GOOD)
    (path,) = pipeline.claim_files(settings, "run", AT)
    with batches.held(settings, path["batch"]) as batch:
        assert batch
        refusals = {file.sha256: Refusal(stage="validate", reason="too bad") for file in batch.files}
        filing.finish(settings, batch, Outcome.REFUSED, refusals=refusals, counts={}, reason="too bad")
    assert told(settings) == [("good.txt", "refused", "quarantine")]


def test_names_that_are_no_text_and_links(settings: Settings, drop: Drop) -> None:
    drop(b"caf\xe9.txt", GOOD)
    drop("line\nbreak.txt", "x")
    (settings.inbox / "link.txt").symlink_to("/nowhere")
    found = whereabouts.everywhere(settings)
    assert {one.file for one in found} == {"caf%E9.txt", "line%0Abreak.txt", "link.txt"}
    assert all((one.path or "").encode() for one in found)


def test_one_that_was_taken_away(settings: Settings, drop: Drop) -> None:
    drop("good.txt", GOOD)
    pipeline.ingest(settings, "run", AT)
    (one,) = whereabouts.everywhere(settings)
    (settings.data / str(one.path)).unlink()
    assert told(settings) == [("good.txt", "published", None)]


def test_a_batch_whose_files_are_yet_to_be_moved(settings: Settings, drop: Drop) -> None:
    drop("good.txt", GOOD)
    pipeline.ingest(settings, "run", AT)
    ((fate,),) = (receipt.fates for receipt in ledger.receipts(settings))
    (settings.data / fate.path).parent.mkdir(parents=True)
    (settings.data / str(fate.to)).rename(settings.data / fate.path)
    assert told(settings) == [("good.txt", "published", "processing")]
