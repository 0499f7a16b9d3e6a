"""The command line in this process: arguments in, exit code and output out."""

from __future__ import annotations

import io
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import lakes
from toll import cli
from toll.settings import Settings

HOSTILE = "Al\x1b[2Jep [red]rouge[/red]\u202e\n|<script>"
"""What an article may hold that a terminal, rich, Markdown or a page would obey."""


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    raw: bytes
    err: str


Run = Callable[..., Done]


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A lake of two articles, three events and two incidents; TOLL_DATA names it."""
    monkeypatch.setenv("TOLL_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("COLUMNS", raising=False)
    return lakes.load(tmp_path / "data", Path(__file__).parent / "lake.yaml")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run `toll` with these arguments and this standard input."""

    def done(*arguments: object, stdin: str = "") -> Done:
        monkeypatch.setattr(sys, "argv", ["toll", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capfdbinary.readouterr()
        return Done(int(ended.value.code or 0), out.decode(errors="replace"), out, err.decode())

    return done


@pytest.fixture
def interrupts() -> Iterator[None]:
    """What the test starts hears Ctrl+C, which a shell keeps from whatever it runs in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
