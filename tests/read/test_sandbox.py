"""Reading elsewhere: in real processes, which are killed, starved and made to wait."""

from __future__ import annotations

import io
import json
import os
import signal
import time
import zipfile
from pathlib import Path

import docx
import psutil
import pytest

from packing import zipped
from toll.errors import UnreadableError
from toll.read import Limits, Reader
from toll.read.document import Document, Found, Refused

WORDS = "Douze soldats ont été tués près de Ménaka, a annoncé l'armée dans un communiqué."


MAIL = [f"b.eml!attachment {number}" for number in (1, 2, 3)]


def told(found: list[Found]) -> list[tuple[str | None, str]]:
    """Locators, with a document's text or the reason why there is none."""
    return [(one.locator, one.text if isinstance(one, Document) else one.reason) for one in found]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A zip of three articles in JSON, which this process would not read by itself."""
    path = tmp_path / "three.zip"
    with zipfile.ZipFile(path, "w") as out:
        for name in "abc":
            out.writestr(f"{name}.json", json.dumps({"title": name, "text": f"{name}: {WORDS}"}))
    return path


def test_members_come_in_their_order(archive: Path) -> None:
    with Reader() as reader:
        for _ in range(2):
            assert told(list(reader.found(archive, "three.zip"))) == [
                (f"{name}.json", f"{name}: {WORDS}") for name in "abc"
            ]


def test_plain_text_needs_no_process(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(WORDS)
    with Reader() as reader:
        assert told(list(reader.found(path, "a.txt"))) == [(None, WORDS)]
        assert reader.process_id is None


def test_after_a_killed_process_another_one_reads_on(archive: Path) -> None:
    with Reader() as reader:
        list(reader.found(archive, "three.zip"))
        os.kill(reader.process_id or 0, signal.SIGKILL)
        psutil.wait_procs([psutil.Process(reader.process_id or 0)], timeout=10)
        assert len(list(reader.found(archive, "three.zip"))) == 3


def _held(path: Path, after: int) -> list[Found]:
    """What is found in `path` by a reading process that is held for good when it has told of `after` articles."""
    with Reader(Limits(seconds=4)) as reader:
        found = reader.found(path, path.name)
        first = [next(found) for _ in range(after)]
        time.sleep(1)
        os.kill(reader.process_id or 0, signal.SIGSTOP)
        return [*first, *found]


def test_a_member_that_stops_the_reader_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    """The process is held while it tells of the second member, which is longer than what a pipe takes."""
    path = tmp_path / "slow.zip"
    with zipfile.ZipFile(path, "w") as out:
        for name in "abc":
            out.writestr(f"{name}.txt", f"{name}: {WORDS}\n" * 5_000)
    told_of = _held(path, after=1)
    assert [one.locator for one in told_of] == ["a.txt", "b.txt", "c.txt"]
    assert isinstance(told_of[1], Refused)
    assert told_of[1].reason == "reading it took longer than 4 seconds"
    assert told_of[1].content.startswith(b"b: Douze")
    assert isinstance(told_of[2], Document)


def _listed(kind: str, texts: list[str]) -> bytes:
    """A file of several articles."""
    records = [{"title": "T", "text": text} for text in texts]
    if kind == "csv":
        return "\n".join(["title,text", *(f'T,"{text}"' for text in texts)]).encode()
    lines = [json.dumps(record) for record in records]
    return ("\n".join(lines) if kind == "jsonl" else f"[{','.join(lines)}]").encode()


@pytest.mark.parametrize("kind", ["jsonl", "csv", "json"])
def test_a_list_that_stops_the_reader_costs_the_rest_of_itself_alone(tmp_path: Path, kind: str) -> None:
    """The process is held while it tells of the third article of the second member."""
    path, long = tmp_path / "slow.zip", f"{WORDS} " * 5_000
    with zipfile.ZipFile(path, "w") as out:
        for name, texts in {"a": [WORDS], "b": [WORDS, long, long], "c": [WORDS]}.items():
            out.writestr(f"{name}.{kind}", _listed(kind, texts))
    *others, last = _held(path, after=3)
    within = {"jsonl": "line", "csv": "row", "json": "item"}[kind]
    assert [one.locator for one in others] == [
        f"a.{kind}!{within} 1",
        f"b.{kind}!{within} 1",
        f"b.{kind}!{within} 2",
        f"b.{kind}",
    ]
    assert told(others)[-1][1] == "reading it took longer than 4 seconds, after 2 of its articles"
    assert last.locator == f"c.{kind}!{within} 1"


def _word(text: str) -> bytes:
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph(text)
    made.save(out)
    return out.getvalue()


def test_a_word_document_that_stops_the_reader_costs_itself_alone(tmp_path: Path) -> None:
    path = tmp_path / "slow.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("a.docx", _word(f"{WORDS} " * 5_000))
        out.writestr("b.docx", _word(f"{WORDS} " * 5_000))
        out.writestr("c.docx", _word(WORDS))
    told_of = _held(path, after=1)
    assert [(one.locator, isinstance(one, Document)) for one in told_of] == [
        ("a.docx", True),
        ("b.docx", False),
        ("c.docx", True),
    ]


def test_one_that_takes_too_long_is_refused_in_words(archive: Path) -> None:
    with (
        Reader(Limits(seconds=0.001)) as reader,
        pytest.raises(UnreadableError, match=r"took longer than 0\.001 seconds"),
    ):
        list(reader.found(archive, "three.zip"))


def test_one_that_takes_too_much_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    path.write_text(json.dumps({"text": WORDS * 100_000}))
    with Reader(Limits(memory_bytes=90_000_000)) as reader, pytest.raises(UnreadableError):
        list(reader.found(path, "large.json"))


def test_a_member_that_asks_for_too_much_memory_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    path, members = tmp_path / "lzma.zip", {name: f"{name} {WORDS}".encode() for name in ("a.txt", "b.txt", "c.txt")}
    raw = bytearray(zipped(members, zipfile.ZIP_LZMA))
    window = raw.index(b"b.txt") + len("b.txt") + 5  # after the version, the length and the first byte of properties
    raw[window : window + 4] = b"\xff" * 4
    path.write_bytes(raw)
    with Reader(Limits(memory_bytes=2_000_000_000)) as reader:
        found = list(reader.found(path, "lzma.zip"))
    assert [(one.locator, isinstance(one, Document)) for one in found] == [
        ("a.txt", True),
        ("b.txt", False),
        ("c.txt", True),
    ]
    assert told(found)[1][1] == "reading it takes more than 2,000,000,000 bytes of memory"


def test_an_abandoned_file_leaves_no_answers_behind(archive: Path) -> None:
    with Reader() as reader:
        found = reader.found(archive, "three.zip")
        next(found)
        found.close()
        assert len(list(reader.found(archive, "three.zip"))) == 3


def test_refused_members_bring_their_bytes(tmp_path: Path) -> None:
    path = tmp_path / "mixed.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("a.txt", WORDS)
        out.writestr("b.png", b"\x89PNG\r\n\x1a\n")
    with Reader() as reader:
        good, bad = reader.found(path, "mixed.zip")
    assert isinstance(good, Document)
    assert bad == Refused(locator="b.png", reason="it is a picture (PNG)", content=b"\x89PNG\r\n\x1a\n")
