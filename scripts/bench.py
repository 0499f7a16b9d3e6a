"""`make bench`: articles a second, beside the time that spaCy takes merely to cut the same articles into words.

Both run over the same articles in turns, on one core, so that what else the machine does slows both. The articles are
made up (`dispatches.py`), or those of a folder of texts or of a .jsonl(.gz) file (fields `text` and `published`) that
is named. Then what memory the process takes more after many articles than after the first ones, all made up.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

import psutil
import spacy
from dispatches import dispatches

from toll import extract, read
from toll.codes import PublishedBasis
from toll.fingerprint import fingerprint
from toll.model import Article, Interval, Published

_CHUNK = 20
_MEGABYTE = 2**20


def main() -> None:
    """Measure and print."""
    asked = _asked()
    _keep_to_one_core()
    extract.preload()
    articles = _articles(asked.articles, asked.seed)
    warm, measured = list(islice(articles, asked.warm_up)), list(islice(articles, asked.count))
    ours, theirs = _speeds(warm, measured)
    print(f"{len(measured):,} articles of {sum(len(one.text) for one in measured) // len(measured):,} characters")
    print(f"toll.extract.extract          {ours:7,.0f} articles/s")
    print(f'spacy.blank("fr") {spacy.__version__:11} {theirs:7,.0f} articles/s')
    print(f"time of extraction to time of tokenising: {theirs / ours:.2f}")
    if asked.memory:
        before, after = _memory(asked.seed + 1, asked.memory)
        print(f"memory after {_warm(asked.memory):,} articles {before:,.0f} MB, after {asked.memory:,} {after:,.0f} MB")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("articles", nargs="?", type=Path, help="a folder of texts, or a .jsonl or .jsonl.gz file")
    parser.add_argument("--count", type=int, default=2000, help="articles to measure the speed on")
    parser.add_argument("--warm-up", type=int, default=200, help="articles that both read before they are measured")
    parser.add_argument("--memory", type=int, default=100_000, help="articles to measure the memory over; 0: do not")
    parser.add_argument("--seed", type=int, default=1, help="of the articles that are made up")
    return parser.parse_args()


def _keep_to_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _articles(path: Path | None, seed: int) -> Iterator[Article]:
    if path is None:
        yield from (_article(text, day) for day, text in dispatches(seed))
    elif path.is_dir():
        yield from (
            one for file in sorted(path.glob("*.txt")) for one in read.read(file) if extract.supports(one.language)
        )
    else:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for line in lines:
                told = json.loads(line)
                yield _article(
                    told["text"], date.fromisoformat(told["published"][:10]) if told.get("published") else None
                )


def _article(text: str, day: date | None) -> Article:
    published = (
        Published(Interval(day, day, 1), PublishedBasis.METADATA) if day else Published(None, PublishedBasis.NONE)
    )
    return Article(
        article_id=read.article_id(text),
        source_file="bench",
        source_sha256="",
        source_format="text",
        language="fr",
        published=published,
        text=text,
        fingerprint=fingerprint(text),
    )


def _speeds(warm: Sequence[Article], measured: Sequence[Article]) -> tuple[float, float]:
    """Articles a second of extraction and of tokenising, once both have read those of `warm`."""
    tokenise = spacy.blank("fr")
    _time(extract.extract, warm)
    _time(tokenise, [one.text for one in warm])
    ours = theirs = 0.0
    for start in range(0, len(measured), _CHUNK):
        chunk = measured[start : start + _CHUNK]
        ours += _time(extract.extract, chunk)
        theirs += _time(tokenise, [one.text for one in chunk])
    return len(measured) / ours, len(measured) / theirs


def _time(work: Callable[..., object], over: Iterable[object]) -> float:
    start = time.process_time()
    for one in over:
        work(one)
    return time.process_time() - start


def _memory(seed: int, count: int) -> tuple[float, float]:
    """Megabytes of the process after the first of `count` articles, and after all of them."""
    process, before = psutil.Process(), 0.0
    for number, article in enumerate(islice(_articles(None, seed), count), start=1):
        extract.extract(article)
        if number == _warm(count):
            before = process.memory_info().rss / _MEGABYTE
    return before, process.memory_info().rss / _MEGABYTE


def _warm(count: int) -> int:
    return max(1, count // 10)


if __name__ == "__main__":
    main()
