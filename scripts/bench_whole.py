"""The whole way: text files dropped at once, through Airflow as `make up` runs it, to published incidents.

    make bench-whole [FILES=100000] [ARTICLES=press.jsonl.gz]

The files are made up (`dispatches.py`), or the articles of a .jsonl.gz file (fields `text` and `published`) over and
over, a third of their words exchanged for others so that none is a copy. Two shares say what is not extraction: of the
whole way, the time in which no task extracted; and what it takes longer than as many bare processes as there are cores
take for the same texts in the same run, which is what claiming, judging, publishing, linking and Airflow itself cost.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count, islice, takewhile
from multiprocessing import get_context
from pathlib import Path

import pyarrow.parquet as pq
from dispatches import dispatches

from toll import extract, read
from toll.settings import cores
from toll_local import processes, runs, stack
from toll_local.api import Api, connect
from toll_local.environment import environment

_EXCHANGED = 1 / 3
_POLL_SECONDS = 2.0
_MEGABYTE = 2**20
_PAGE = 100


def main() -> None:
    """Measure and print."""
    asked = _asked()
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        lot = Path(folder) / "lot"
        size = _write(lot, islice(_texts(asked.articles), asked.files))
        print(f"{asked.files:,} files, {size / _MEGABYTE:,.0f} MB, {cores()} cores", flush=True)
        bare = _bare(sorted(lot.iterdir()))
        print(f"bare extraction      {bare:8,.0f} s {asked.files / bare:8,.0f} articles/s", flush=True)
        whole, data = _whole(Path(folder), lot)
        print(f"the whole way        {whole.seconds:8,.0f} s {asked.files / whole.seconds:8,.0f} articles/s")
        print(f"nothing extracted    {1 - whole.extracting / whole.seconds:8.1%} of the whole way")
        print(f"more than bare       {1 - bare / whole.seconds:8.1%} of the whole way")
        for table in ("articles", "events", "claims", "rejected", "incidents"):
            print(f"{table:20} {_rows(data / 'lake' / table):8,} rows")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="?", type=int, default=100_000)
    parser.add_argument("articles", nargs="?", type=Path, help="a .jsonl.gz file of articles to multiply")
    parser.add_argument("--folder", type=Path, help="where to work; default that of temporary files")
    return parser.parse_args()


def _texts(path: Path | None) -> Iterator[str]:
    if path is None:
        for day, text in dispatches(seed=7):
            yield f"date: {day}\n\n{text}"
        return
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        told = [json.loads(line) for line in lines]
    words = sorted({word for one in told for word in one["text"].split() if word.islower() and word.isalpha()})
    draw = random.Random(7)  # noqa: S311  (nothing secret)
    while True:
        for one in told:
            yield f"date: {one['published'][:10]}\n\n{_exchanged(one['text'], words, draw)}"


def _exchanged(text: str, words: Sequence[str], draw: random.Random) -> str:
    return " ".join(
        draw.choice(words) if word.islower() and draw.random() < _EXCHANGED else word for word in text.split(" ")
    )


def _write(folder: Path, texts: Iterator[str]) -> int:
    folder.mkdir()
    return sum((folder / f"{number:07}.txt").write_text(text) for number, text in enumerate(texts))


def _bare(files: Sequence[Path]) -> float:
    extract.preload()
    read.preload()
    with get_context("fork").Pool(cores()) as pool:
        began = time.monotonic()
        pool.map(_extract, files, chunksize=max(1, min(500, len(files) // (4 * cores()))))
        return time.monotonic() - began


def _extract(path: Path) -> None:
    for article in read.read(path):
        if extract.supports(article.language):
            extract.extract(article)


@dataclass(frozen=True, slots=True)
class _Whole:
    """Seconds from the drop until no run is open any more, and those in which at least one task extracted."""

    seconds: float
    extracting: float


def _whole(folder: Path, lot: Path) -> tuple[_Whole, Path]:
    """What the drop of `lot` took, and the data folder."""
    env = environment({**os.environ, "TOLL_AIRFLOW_HOME": str(folder / "home"), "TOLL_DATA": str(folder / "data")})
    _, running = stack.up(environment({**env, "TOLL_PORT": str(processes.free_port(env))}))
    data = folder / "data"
    try:
        began = time.monotonic()
        lot.rename(data / "inbox" / "lot")
        _wait(running, data)
        seconds = time.monotonic() - began
        return _Whole(seconds, _covered(_extractions(connect(running)))), data
    finally:
        stack.down(running)
        shutil.rmtree(folder / "home", ignore_errors=True)


def _wait(env: Mapping[str, str], data: Path) -> None:
    token, renewed = connect(env), time.monotonic()
    while not _is_done(token, data):
        time.sleep(_POLL_SECONDS)
        if time.monotonic() - renewed > 600:
            token, renewed = connect(env), time.monotonic()


def _is_done(api: Api, data: Path) -> bool:
    # Listing a hundred thousand files takes from what is measured, so Airflow is asked first.
    if not runs.is_quiet(api) or not (data / "lake" / "statistics").is_dir():
        return False
    return not any(any((data / name).rglob("*.txt")) for name in ("inbox", "processing"))


def _extractions(api: Api) -> Iterator[tuple[datetime, datetime]]:
    path = "dags/ingest_articles/dagRuns/~/taskInstances"
    pages = (api.get(path, limit=_PAGE, offset=at, order_by="id")["task_instances"] for at in count(0, _PAGE))
    for page in takewhile(bool, pages):
        for task in page:
            if task["task_id"].endswith("extract") and task["end_date"]:
                yield datetime.fromisoformat(task["start_date"]), datetime.fromisoformat(task["end_date"])


def _covered(spans: Iterable[tuple[datetime, datetime]]) -> float:
    """How many seconds lie in at least one of `spans`."""
    seconds, reached = 0.0, None
    for begin, end in sorted(spans):
        fresh = begin if reached is None else max(begin, reached)
        seconds += max(0.0, (end - fresh).total_seconds())
        reached = end if reached is None else max(end, reached)
    return seconds


def _rows(folder: Path) -> int:
    return sum(pq.read_metadata(part).num_rows for part in folder.glob("*.parquet"))


if __name__ == "__main__":
    main()
