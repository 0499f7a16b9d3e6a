import json
from dataclasses import asdict
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dropping import Drop
from toll.files import batch as batches
from toll.files import inbox, looking
from toll.files.batch import Batch, DroppedFile
from toll.settings import Settings

AT = datetime(2022, 3, 5, 6, 7, 8, tzinfo=UTC)


def _file(name: str, sha256: str = "", size: int = 1, is_copy: bool = False) -> DroppedFile:
    path = f"processing/run/claimed-1/{name}"
    return DroppedFile(path=path, sha256=sha256 or name * 8, size=size, modified_ns=1, is_copy=is_copy)


def test_a_manifest_gives_its_batch_back() -> None:
    batch = Batch.of("run", AT, [_file("b"), _file("reuters%2Fa"), _file("c", "b" * 8, is_copy=True)])
    assert Batch.from_json(batch.to_json()) == batch
    assert json.loads(batch.to_json()) == json.loads(json.dumps(asdict(batch) | {"at": "2022-03-05T06:07:08+00:00"}))
    assert [file.name for file in batch.files] == ["b", "c", "reuters/a"]
    assert [file.name for file in batch.originals] == ["b", "reuters/a"]


@pytest.mark.parametrize(
    ("files", "other", "same"),
    [
        pytest.param([_file("a"), _file("b")], [_file("b"), _file("a")], True, id="in another order"),
        pytest.param([_file("a", "1")], [_file("b", "1")], True, id="under another name"),
        pytest.param([_file("a", "1")], [_file("a", "1"), _file("b", "1", is_copy=True)], True, id="with a copy"),
        pytest.param([_file("a", "1")], [_file("a", "2")], False, id="other content"),
        pytest.param([_file("a", "1")], [_file("a", "1"), _file("b", "2")], False, id="with another file"),
        pytest.param([_file("a", "1")], [_file("a", "1", is_copy=True)], False, id="copies only"),
    ],
)
def test_a_batch_is_named_by_its_content(files: list[DroppedFile], other: list[DroppedFile], same: bool) -> None:
    assert (Batch.of("1", AT, files).batch_id == Batch.of("2", AT, other).batch_id) == same


@pytest.mark.parametrize(
    ("files", "label"),
    [
        pytest.param([_file("alep.txt", size=4779)], "1 file · 5 kB · alep.txt", id="one"),
        pytest.param([_file("b", size=9000), _file("a", size=3000)], "2 files · 12 kB · a …", id="more"),
        pytest.param([_file("a", size=0)], "1 file · 1 kB · a", id="small"),
    ],
)
def test_label(files: list[DroppedFile], label: str) -> None:
    assert Batch.of("run", AT, files).label == label


@pytest.mark.parametrize(
    ("sizes", "groups"),
    [
        pytest.param([], [], id="none"),
        pytest.param([5, 5, 1], [[5, 5], [1]], id="up to the limit"),
        pytest.param([11, 1], [[11], [1]], id="a large one alone"),
        pytest.param([1, 11, 1], [[1], [11], [1]], id="a large one between"),
        pytest.param([0] * 5, [[0] * 5], id="empty ones"),
    ],
)
def test_group(sizes: list[int], groups: list[list[int]]) -> None:
    files = [_file(str(i), size=size) for i, size in enumerate(sizes)]
    assert [[file.size for file in group] for group in batches.group(((file,) for file in files), 10)] == groups


@given(st.lists(st.integers(0, 20)), st.integers(1, 15))
def test_grouping_what_a_killed_run_left_gives_the_groups_that_it_would_have_made(sizes: list[int], limit: int) -> None:
    files = [_file(str(i), size=size) for i, size in enumerate(sizes)]
    groups = list(batches.group(((file,) for file in files), limit))
    for made in range(len(groups)):
        left = [file for group in groups[made:] for file in group]
        assert list(batches.group(((file,) for file in left), limit)) == groups[made:]


def test_a_file_that_changes_is_seen(settings: Settings, drop: Drop) -> None:
    drop("a.txt", "douze morts")
    inbox.claim(settings, "run")
    (path,) = batches.claimed(settings)
    looked = looking.look(settings, path)
    assert looked is not None
    file, head = looked
    assert head == b"douze morts"
    assert looking.is_unchanged(settings, file)
    with (settings.data / path).open("a") as writer:
        writer.write(" et treize")
    assert not looking.is_unchanged(settings, file)
    (settings.data / path).unlink()
    assert not looking.is_unchanged(settings, file)
    assert looking.look(settings, path) is None


def test_empty_folders_that_a_killed_run_left_are_swept(settings: Settings, drop: Drop) -> None:
    drop("a.txt", "x")
    inbox.claim(settings, "run")
    (settings.processing / "killed" / "claimed-0").mkdir(parents=True)
    batches.sweep(settings)
    assert [folder.name for folder in settings.processing.iterdir()] == ["run"]
