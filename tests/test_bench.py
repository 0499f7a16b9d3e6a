"""That `make bench` runs, and that what it measures on is as said; how fast it is depends on the machine."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from itertools import islice
from pathlib import Path
from statistics import mean

from scripts.dispatches import dispatches

BENCH = Path(__file__).parents[1] / "scripts" / "bench.py"


def test_dispatches_differ_and_are_the_same_for_a_seed():
    made = list(islice(dispatches(seed=3), 300))
    assert made == list(islice(dispatches(seed=3), 300))
    assert len({text for _, text in made}) == len(made)
    assert 2_900 < mean(len(text) for _, text in made) < 3_500


def test_it_measures_made_up_articles_and_memory():
    assert re.search(
        r"5 articles of .*\n.*extract .*\n.*spacy.*\n.*time of.*\nmemory after 1 articles", _bench("--memory", "10")
    )


def test_it_measures_the_articles_of_a_file(tmp_path: Path):
    file = tmp_path / "articles.jsonl"
    lines = ({"text": text, "published": str(day)} for day, text in islice(dispatches(seed=3), 7))
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert re.match(r"5 articles of", _bench("--memory", "0", "--warm-up", "2", str(file)))


def _bench(*asked: str) -> str:
    command = [sys.executable, str(BENCH), "--count", "5", *asked]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_it_measures_readers_beside_bare_libraries():
    root = BENCH.parents[1]
    command = [
        sys.executable,
        str(BENCH.with_name("bench_readers.py")),
        "csv",
        "nitf",
        "--articles",
        "2",
        "--turns",
        "1",
    ]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (root / "include", root / "tests")))}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["format", "csv", "nitf"]
