"""The same made-up articles in every format, for `bench_readers.py`: a file each, or one where a format holds many."""

from __future__ import annotations

import bz2
import csv
import gzip
import html
import io
import json
import lzma
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

import docx
import pyarrow as pa
import pyarrow.parquet as pq

from packing import tarred, zipped, zstandard_of
from printing import printed
from toll.read.formats import Format

_FILES = Path(__file__).parents[1] / "tests" / "read" / "formats" / "files"
_NAMED = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;)\w+;")
"""Characters by their names in HTML, which XML does not know."""

Texts = Sequence[str]


@dataclass(frozen=True, slots=True)
class Made:
    """Files with this suffix that hold the articles."""

    suffix: str
    files: list[bytes]


def _each(suffix: str, write: Callable[[str], bytes]) -> Callable[[Texts], Made]:
    return lambda texts: Made(suffix, [write(text) for text in texts])


def _all(suffix: str, write: Callable[[Texts], bytes]) -> Callable[[Texts], Made]:
    return lambda texts: Made(suffix, [write(texts)])


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(part, quote=False)}</p>" for part in text.split("\n\n"))


def _page(text: str) -> bytes:
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>Mali</title></head><body><nav><a href=/>Une</a></nav>"
        f"<article><h1>Mali</h1><time datetime=2022-03-05>5 mars</time>{_paragraphs(text)}</article></body></html>"
    ).encode()


def _mail(text: str) -> bytes:
    head = (
        "From: Le Fleuve <a@fleuve.example>\nSubject: Mali\nDate: Sat, 5 Mar 2022 10:00:00 +0100\nMIME-Version: 1.0\n"
    )
    kind = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
    return f"{head}{kind}\n{text}\n".encode()


def _article(text: str) -> dict[str, str]:
    return {"title": "Mali", "text": text, "date": "2022-03-05", "url": "http://fleuve.example/1"}


def _csv(texts: Texts) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["title", "text", "date"], *(["Mali", text, "2022-03-05"] for text in texts)])
    return out.getvalue().encode()


def _parquet(texts: Texts) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([_article(text) for text in texts]), out)
    return out.getvalue()


def _feed(texts: Texts) -> bytes:
    items = "".join(
        f"<item><title>Mali</title><description>{html.escape(_paragraphs(text))}</description></item>" for text in texts
    )
    return f'<rss version="2.0"><channel><title>Le Fleuve</title>{items}</channel></rss>'.encode()


def _filled(name: str, tag: str) -> Callable[[str], bytes]:
    """The file of the tests with the text put into its element `tag`."""
    raw = (_FILES / name).read_bytes()
    encoding = "iso-8859-1" if b"iso-8859-1" in raw else "utf-8"
    text = _NAMED.sub(lambda named: html.unescape(named[0]), raw.decode(encoding).replace(encoding, "utf-8"))
    before, rest = text.split(f"<{tag}>", 1)
    after = rest.split(f"</{tag}>", 1)[1]
    return lambda text: f"{before}<{tag}>{_paragraphs(text)}</{tag}>{after}".encode()


def _ninjs(text: str) -> bytes:
    told = json.loads((_FILES / "diffa.ninjs.json").read_bytes())
    return json.dumps({name: value for name, value in told.items() if "bod" not in name} | {"body_text": text}).encode()


def _pdf(text: str) -> bytes:
    plain = text.encode("cp1252", "replace").decode("cp1252").replace("\\", "").replace("(", "").replace(")", "")
    lines = [line for part in plain.split("\n\n") for line in (*wrap(part, 90), "")]
    pages = [lines[start : start + 50] for start in range(0, len(lines), 50)]
    return printed([[(50, 780 - 14 * at, line) for at, line in enumerate(page) if line] for page in pages])


def _docx(text: str) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for part in text.split("\n\n"):
        document.add_paragraph(part)
    document.save(out)
    return out.getvalue()


def _warc(texts: Texts) -> bytes:
    return b"".join(map(_record, texts))


def _record(text: str) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text.encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://fleuve.example/\r\nWARC-Date: 2022-03-05T10:00:00Z"
        f"\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def _tree(texts: Texts) -> dict[str, bytes]:
    return {f"{number}.txt": text.encode() for number, text in enumerate(texts)}


FILES: dict[Format, Callable[[Texts], Made]] = {
    Format.TEXT: _each(".txt", str.encode),
    Format.MARKDOWN: _each(".md", lambda text: f"# Mali\n\n{text}".encode()),
    Format.HTML: _each(".html", _page),
    Format.MAIL: _each(".eml", _mail),
    Format.JSON: _all(".json", lambda texts: json.dumps([_article(text) for text in texts]).encode()),
    Format.JSONL: _all(".jsonl", lambda texts: "\n".join(json.dumps(_article(text)) for text in texts).encode()),
    Format.CSV: _all(".csv", _csv),
    Format.PARQUET: _all(".parquet", _parquet),
    Format.FEED: _all(".xml", _feed),
    Format.NEWSML_G2: _each(".xml", _filled("kidal.newsml-g2.xml", "body")),
    Format.NEWSML: _each(".xml", _filled("bangui.newsml.xml", "DataContent")),
    Format.NITF: _each(".xml", _filled("mopti.nitf.xml", "body.content")),
    Format.NINJS: _each(".json", _ninjs),
    Format.PDF: _each(".pdf", _pdf),
    Format.DOCX: _each(".docx", _docx),
    Format.WARC: _all(".warc", _warc),
    Format.ZIP: _all(".zip", lambda texts: zipped(_tree(texts))),
    Format.TAR: _all(".tar", lambda texts: tarred(_tree(texts))),
    Format.GZIP: _each(".txt.gz", lambda text: gzip.compress(text.encode())),
    Format.BZIP2: _each(".txt.bz2", lambda text: bz2.compress(text.encode())),
    Format.XZ: _each(".txt.xz", lambda text: lzma.compress(text.encode())),
    Format.ZSTD: _each(".txt.zst", lambda text: zstandard_of(text.encode())),
}
