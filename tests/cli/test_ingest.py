import shutil
from pathlib import Path

import pytest

from cli.conftest import Run
from toll.settings import PROJECT, Settings


def test_the_whole_way_and_nothing_the_second_time(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(data=tmp_path)
    monkeypatch.setenv("TOLL_DATA", str(tmp_path))
    monkeypatch.setenv("TOLL_SETTLE_SECONDS", "0.2")
    settings.inbox.mkdir()
    shutil.copyfile(PROJECT / "examples" / "articles" / "alep.txt", settings.inbox / "alep.txt")
    (settings.inbox / "bad.txt").write_bytes(b"\0")

    first = run("ingest")
    assert (first.code, first.err) == (0, "")
    assert first.out.startswith("1 batch read: 1 articles, ")
    assert run("sql", "SELECT source_file FROM articles", "-f", "csv").out == "source_file\nalep.txt\n"
    assert (
        run("sql", "SELECT source_file FROM rejected WHERE stage = 'read'", "-f", "csv").out == "source_file\nbad.txt\n"
    )
    assert run("show", "alep.txt").out.startswith("alep.txt · fr · published ")

    again = run("ingest")
    assert again.code == 0
    assert again.out.startswith("0 batches read; 0 refused\n")
