"""What holds of every format of exports: the same articles come back, and a large file costs no more memory."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import documents_of
from toll.read.decoding import mended

Articles = list[tuple[str, str, str]]

LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="<&")
TEXTS = st.text(LETTERS | st.sampled_from('\n\t,;|"{}[]\\'), min_size=1).map(lambda text: f"Morts {text}")
WORDS = st.text(st.sampled_from('Gao, à "l\'aube"; {12} [morts]=|'))
TITLES = WORDS.map(lambda words: " ".join(f"T {words}".split()))
DATES = st.dates().map(lambda day: day.isoformat())
ARTICLES = st.lists(st.tuples(TEXTS, TITLES, DATES), min_size=1, max_size=5)


def as_json(articles: Articles) -> bytes:
    return json.dumps([dict(zip(("text", "title", "date"), one, strict=True)) for one in articles]).encode()


def as_jsonl(articles: Articles) -> bytes:
    rows = (dict(zip(("text", "title", "date"), one, strict=True)) for one in articles)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def as_csv(articles: Articles) -> bytes:
    sink = io.StringIO(newline="")
    csv.writer(sink, delimiter=";").writerows([("text", "title", "date"), *articles])
    return sink.getvalue().encode()


def as_parquet(articles: Articles) -> bytes:
    sink = io.BytesIO()
    columns = [list(column) for column in zip(*articles, strict=True)]
    pq.write_table(pa.table(columns, names=["text", "title", "date"]), sink)
    return sink.getvalue()


@pytest.mark.parametrize(
    ("written", "name"), [(as_json, "a.json"), (as_jsonl, "a.jsonl"), (as_csv, "a.csv"), (as_parquet, "a.parquet")]
)
def test_any_articles_come_back(written: Callable[[Articles], bytes], name: str) -> None:
    @settings(deadline=None, max_examples=60)
    @given(ARTICLES)
    def come_back(articles: Articles) -> None:
        found = [(one.text, one.title, one.published) for one in documents_of(written(articles), name)]
        assert found == [(mended(text), title, date) for text, title, date in articles]

    come_back()


MEASURE = """
import io, resource, sys
from toll import read
from toll.read.limits import Limits

kind, megabytes = sys.argv[1], int(sys.argv[2])
begins, between, ends = {"json": "[ , ]", "jsonl": " \\n \\n", "csv": "text;n\\n \\n \\n"}[kind].encode().split(b" ")
words = "Douze morts à Gao, selon l'armée. " * 100
record = (f"{words};1" if kind == "csv" else '{"text": "' + words + '", "n": 1}').encode()


class Endless(io.RawIOBase):
    left = megabytes * 1_000_000 // len(record)
    rest = begins + record

    def readable(self):
        return True

    def readinto(self, buffer):
        while self.left and len(self.rest) < len(buffer):
            self.left -= 1
            self.rest += between + record if self.left else ends
        block, self.rest = self.rest[: len(buffer)], self.rest[len(buffer) :]
        buffer[: len(block)] = block
        return len(block)


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000


list(read.found(io.BytesIO(begins + record + between + record + ends), f"a.{kind}", Limits()))
before = peak()
count = sum(1 for _ in read.found(io.BufferedReader(Endless()), f"a.{kind}", Limits()))
print(count, peak() - before, peak())
"""
"""Reads a made-up file of so many megabytes, and prints the articles, how much memory the reading added, and in all."""


@pytest.mark.parametrize("kind", ["json", "jsonl", "csv"])
def test_a_large_file_costs_no_more_memory(kind: str) -> None:
    """Of 30 MB, or of as many as TOLL_TEST_MEGABYTES says."""
    megabytes = os.environ.get("TOLL_TEST_MEGABYTES", "30")
    ran = subprocess.run(
        [sys.executable, "-c", MEASURE, kind, megabytes],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    count, added, whole = map(int, ran.stdout.split())
    print(f"{kind}: {megabytes} MB, {count:,} articles, {added} MB more, {whole} MB in all")
    assert count > int(megabytes) * 200
    assert added < 25
