"""A short run of `make fuzz`: changed files of every format give articles or a reason, and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import fuzzing
import seeds
from fuzzing import judged, made, tried
from toll.read.formats import Format

INPUTS = 300


@pytest.mark.parametrize("name", Format)
def test_good_files_are_read(name: Format) -> None:
    assert {judged(seed) for seed in seeds.seeds(name)} == {"read"}


@pytest.mark.parametrize("name", Format)
def test_changed_files_are_read_or_refused(name: Format) -> None:
    told = list(tried(name, INPUTS))
    assert [one for one in told if one.is_finding] == []
    assert len(told) == INPUTS


def test_an_input_is_known_by_its_number() -> None:
    for name in (Format.TAR, Format.DOCX):
        assert made(name, 7) == made(name, 7)


def _hang() -> None:
    while True:
        pass


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        pytest.param(lambda: os.kill(os.getpid(), signal.SIGSEGV), "its process ended (SIGSEGV)", id="crash"),
        pytest.param(lambda: os._exit(3), "its process ended (exit code 3)", id="exit"),
        pytest.param(_hang, "it takes more than 0.2 seconds", id="endless loop"),
    ],
)
def test_what_stops_its_process_is_told_and_the_rest_is_read(
    harm: Callable[[], None], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    third = made(Format.JSONL, 3)
    monkeypatch.setattr(fuzzing, "_SECONDS", 0.2)
    monkeypatch.setattr(fuzzing, "judged", lambda one: harm() if one == third else fuzzing.READ)  # type: ignore[func-returns-value]
    outcomes = {one.number: one.outcome for one in tried(Format.JSONL, 8, workers=2)}
    assert outcomes == {number: told if number == 3 else fuzzing.READ for number in range(8)}


def test_the_script_says_one_line_a_format() -> None:
    root = Path(__file__).parents[2]
    command = [sys.executable, str(root / "scripts" / "fuzz.py"), "gzip", "csv", "--inputs", "20"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (root / "include", root / "tests")))}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert [line.split()[:2] for line in done.stdout.splitlines()[1:]] == [["gzip", "20"], ["csv", "20"]]
