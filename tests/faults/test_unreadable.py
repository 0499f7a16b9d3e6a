"""A file of which the disk gives not one byte ends in quarantine, in words, and holds up no other."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from dropping import Drop
from faults.conftest import packed
from faults.tracing import Fault, is_possible, traced
from faults.trees import dropped, go_on
from packing import zipped
from pipeline.conftest import AT, HERAT, MENAKA
from toll.errors import UnreadableError
from toll.files import content, whereabouts
from toll.read import Limits, Reader
from toll.settings import Settings

NO_BYTES = Path("/proc/self/mem")
"""A regular file whose first bytes cannot be read."""


def test_its_hash_is_its_own_and_what_reads_it_says_why() -> None:
    with pytest.raises(OSError) as failed, NO_BYTES.open("rb") as file:  # noqa: PT011  (asked for below)
        file.read(1)
    assert failed.value.errno == errno.EIO
    assert content.sha256(NO_BYTES) == content.sha256(NO_BYTES)
    with pytest.raises(UnreadableError, match=r"^it cannot be read \(Input/output error\)$"):
        content.read(NO_BYTES, 10)
    with Reader() as reader, pytest.raises(UnreadableError, match="cannot be read"):
        list(reader.found(NO_BYTES, "a.txt"))


@pytest.mark.skipif(not is_possible(), reason="no process may be traced here")
@pytest.mark.parametrize(
    ("name", "holds"),
    [
        pytest.param("bad.txt", HERAT.encode(), id="text"),
        pytest.param("bad.json", json.dumps({"text": HERAT}).encode(), id="JSON"),
        pytest.param("bad.zip", packed(), id="packed"),
    ],
)
def test_it_ends_in_quarantine_and_the_others_go_on(settings: Settings, drop: Drop, name: str, holds: bytes) -> None:
    drop("good.txt", MENAKA)
    drop("lot.zip", zipped({"a.txt": HERAT.replace("quatre", "cinq").encode()}))
    drop(name, holds)
    everything = dropped(settings)
    ended = traced(Fault(unreadable=name), settings.data, go_on, settings, "run", AT)
    assert ended.complaint == ""
    told = {one.file: (one.state.value, one.reason) for one in whereabouts.everywhere(settings)}
    assert told == {
        name: ("quarantined", "it cannot be read (Input/output error)"),
        "good.txt": ("published", None),
        "lot.zip": ("unpacked", None),
    }
    assert dropped(settings) == everything


def test_where_there_is_no_room_to_unpack_the_file_is_not_to_blame(tmp_path: Path, small_disk: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"b.zip": zipped({"c.txt": HERAT.encode() * 80_000}, method=0)}))
    limits = Limits(spools=str(small_disk / "staging"))
    with Reader(limits) as reader, pytest.raises(OSError, match="No space left") as failed:
        list(reader.found(path, "a.zip"))
    assert failed.value.errno == errno.ENOSPC
    assert not list((small_disk / "staging").iterdir())
