"""`make bench-readers`: articles a second of every reader, beside the bare library that parses its format.

Both read the same bytes in one process, and their time is the processor's. What the library does is the parse alone,
with no article found, no encoding told, no date and no title. The last column is the same file read through
`toll.read.Reader`, in the process that nothing a stranger made gets out of. Articles are made up (`dispatches.py`).
"""

from __future__ import annotations

import argparse
import bz2
import csv
import email
import email.policy
import gzip
import io
import json
import lzma
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import docx
import psutil
import pyarrow.parquet as pq
import pypdfium2
import trafilatura
import zstandard
from benched import FILES, Made
from dispatches import dispatches
from fastwarc.warc import ArchiveIterator, WarcRecordType
from lxml import etree
from markdown_it import MarkdownIt

from toll import read
from toll.read.document import Document
from toll.read.formats import Format

_LIMITS = read.Limits(unpacked_bytes=2_000_000_000)


@dataclass(frozen=True, slots=True)
class _Rates:
    """Articles a second: of the reader, of the library alone, of the reader in its own process."""

    ours: float
    bare: float
    elsewhere: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("formats", nargs="*", type=Format, default=list(Format), help="which formats (default: all)")
    parser.add_argument("--articles", type=int, default=200, help="articles of each format")
    parser.add_argument("--turns", type=int, default=3, help="how often each is measured; the best counts")
    asked = parser.parse_args()
    texts = [text for _, text in islice(dispatches(seed=1), asked.articles)]
    head = ("articles/s", "MB/s", "bare lib/s", "time, x bare", "in sandbox/s")
    print(f"{'format':10}" + "".join(f"{said:>14}" for said in head))
    for name in asked.formats:
        made = FILES[name](texts)
        size = sum(len(raw) for raw in made.files) / len(texts)
        rates = _rates(name, made, len(texts), asked.turns)
        told = (f"{rates.ours:,.0f}", f"{rates.ours * size / 1e6:,.1f}", f"{rates.bare:,.0f}",
                f"{rates.bare / rates.ours:,.1f}", f"{rates.elsewhere:,.0f}")  # fmt: skip
        print(f"{name:10}" + "".join(f"{said:>14}" for said in told), flush=True)


def _rates(name: Format, made: Made, count: int, turns: int) -> _Rates:
    with tempfile.TemporaryDirectory() as folder, read.Reader(_LIMITS) as reader:
        paths = [Path(folder, f"{number}{made.suffix}") for number in range(len(made.files))]
        for path, raw in zip(paths, made.files, strict=True):
            path.write_bytes(raw)
        ways: Sequence[Callable[[], int]] = (
            lambda: sum(_articles(raw, made.suffix) for raw in made.files),
            lambda: sum(BARE[name](raw) for raw in made.files),
            lambda: sum(isinstance(one, Document) for path in paths for one in reader.found(path, path.name)),
        )
        _timed(ways[2], count, None)  # what is imported and started once
        best = [min(_timed(way, count, reader.process_id) for _ in range(turns + 1)) for way in ways]
    return _Rates(*(count / seconds for seconds in best))


def _articles(raw: bytes, suffix: str) -> int:
    return sum(isinstance(one, Document) for one in read.found(io.BytesIO(raw), f"a{suffix}", _LIMITS))


def _timed(way: Callable[[], int], count: int, process_id: int | None) -> float:
    """Seconds of the processor, here and in the other process, so that what else the machine does counts little."""
    start = _worked(process_id)
    if (found := way()) < count:
        raise SystemExit(f"{found} articles came of {count}")
    return _worked(process_id) - start


def _worked(process_id: int | None) -> float:
    spent = psutil.Process(process_id).cpu_times() if process_id else None
    return time.process_time() + (spent.user + spent.system if spent else 0.0)


def _lines(raw: bytes) -> int:
    return len([json.loads(line) for line in raw.splitlines()])


def _csv(raw: bytes) -> int:
    return sum(1 for _ in csv.reader(io.StringIO(raw.decode(), newline=""))) - 1


def _mail(raw: bytes) -> int:
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    return 1 if mail.get_content() else 0  # type: ignore[attr-defined]


def _pdf(raw: bytes) -> int:
    with pypdfium2.PdfDocument(raw) as pdf:
        return 1 if "".join(page.get_textpage().get_text_range() for page in pdf) else 0


def _docx(raw: bytes) -> int:
    return 1 if "\n\n".join(one.text for one in docx.Document(io.BytesIO(raw)).paragraphs) else 0


def _warc(raw: bytes) -> int:
    records = ArchiveIterator(io.BytesIO(raw), record_types=WarcRecordType.response)
    return sum(bool(record.reader.read()) for record in records)


def _zip(raw: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return sum(bool(archive.read(name).decode()) for name in archive.namelist())


def _tar(raw: bytes) -> int:
    with tarfile.open(fileobj=io.BytesIO(raw)) as archive:
        return sum(bool(file.read().decode()) for one in archive if (file := archive.extractfile(one)))


def _xml(raw: bytes) -> int:
    return 1 if "".join(etree.fromstring(raw).itertext()) else 0


def _feed(raw: bytes) -> int:
    return len([words for item in etree.fromstring(raw).iter("item") if (words := "".join(item.itertext()))])


BARE: dict[Format, Callable[[bytes], int]] = {
    Format.TEXT: lambda raw: bool(raw.decode()),
    Format.MARKDOWN: lambda raw: bool(MarkdownIt("commonmark").parse(raw.decode())),
    Format.HTML: lambda raw: bool(trafilatura.bare_extraction(raw)),
    Format.MAIL: _mail,
    Format.JSON: lambda raw: len(json.loads(raw)),
    Format.JSONL: _lines,
    Format.CSV: _csv,
    Format.PARQUET: lambda raw: len(pq.read_table(io.BytesIO(raw)).to_pylist()),
    Format.FEED: _feed,
    Format.NEWSML_G2: _xml,
    Format.NEWSML: _xml,
    Format.NITF: _xml,
    Format.NINJS: lambda raw: bool(json.loads(raw)),
    Format.PDF: _pdf,
    Format.DOCX: _docx,
    Format.WARC: _warc,
    Format.ZIP: _zip,
    Format.TAR: _tar,
    Format.GZIP: lambda raw: bool(gzip.decompress(raw).decode()),
    Format.BZIP2: lambda raw: bool(bz2.decompress(raw).decode()),
    Format.XZ: lambda raw: bool(lzma.decompress(raw).decode()),
    Format.ZSTD: lambda raw: bool(zstandard.ZstdDecompressor().decompress(raw).decode()),
}


if __name__ == "__main__":
    main()
