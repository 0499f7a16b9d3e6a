"""Good small files of every format, and the words that each format is written in: what `fuzzing` begins with."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from mutations import Parts, Seed
from packing import tarred, zipped, zstandard_of
from printing import printed
from toll.read.formats import Format

_WORDS = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
FILES = Path(__file__).parent / "read" / "formats" / "files"
NEWS = "Douze soldats ont été tués mardi près de Ménaka, a annoncé l'armée.\n\nSept autres sont blessés.\n"
_ARTICLE = {"title": "Mali: douze soldats tués", "text": NEWS, "date": "2022-03-05", "url": "http://fleuve.example/1"}
_TREE = {"mars/a.txt": NEWS.encode(), "c.json": json.dumps(_ARTICLE).encode()}


@cache
def seeds(name: Format) -> tuple[Seed, ...]:
    """The good files of a format."""
    return _SEEDS[name]()


def words(name: Format) -> tuple[bytes, ...]:
    """The words that a format is written in."""
    return tuple(word.encode("latin-1") for word in _flat(_WORDS[name]))


def _flat(words: Iterable[Any]) -> Iterator[str]:
    for word in words:
        yield from _flat(word) if isinstance(word, list) else (word,)


def _files(*names: str) -> tuple[Seed, ...]:
    return tuple(Seed(name=name, raw=(FILES / name).read_bytes()) for name in names)


def _written(**files: str | bytes) -> tuple[Seed, ...]:
    return tuple(
        Seed(name=name.replace("_", "."), raw=raw.encode() if isinstance(raw, str) else raw)
        for name, raw in files.items()
    )


def _text() -> tuple[Seed, ...]:
    return _written(
        a_txt=f"date: 2022-03-05\n\nMali: douze soldats tués\n\n{NEWS}",
        b_txt=f"---\ntitle: Gao\ndate: 2022-03-05\nsource: Le Fleuve\n---\n{NEWS}",
        c_txt=NEWS.encode("cp1252"),
        d_txt=NEWS.encode("utf-16"),
        e_txt=NEWS.encode().decode("cp1252").encode(),
        f=NEWS.encode("cp850") + "Ménaka, Gaò\n".encode("latin-1"),
    )


def _markdown() -> tuple[Seed, ...]:
    return _written(
        a_md=f"---\ntitle: Gao\ndate: 2022-03-05\n---\n# Mali\n\n> {NEWS}\n\n* un\n  1. deux\n\n[lien](http://a.example)\n",
        b_md="# Mali\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n**Douze** _morts_ `code` ![i](x.png)\n\n"
        f"```\n{NEWS}```\n<b>x</b>\n",
    )


def _html() -> tuple[Seed, ...]:
    marked = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Gao",
                         "datePublished": "2022-03-05", "publisher": [{"name": "Le Fleuve"}]})  # fmt: skip
    page = (
        '<!doctype html><html><head><meta charset="utf-8"><meta property="og:title" content="Mali">'
        f'<script type="application/ld+json">{marked}</script><link rel=canonical href="http://a.example/1"></head><body>'
        f"<nav><a href=/>x</a></nav><article><h1>Mali</h1><time datetime=2022-03-05>5 mars</time><p>{NEWS}</p>"
        f"<table><tr><td>12<td>morts</table><ul><li>un<li>deux</ul><p>{NEWS * 3}</p></article><footer>2022</footer>"
    )
    return (
        *_files("courrier.html"),
        *_written(
            a_html=page, b_htm=f"<p>{NEWS}<br>{NEWS}</p>", c_html=page.replace("utf-8", "iso-8859-1").encode("cp1252")
        ),
    )


def _mail() -> tuple[Seed, ...]:
    return _files("depeche.eml", "suite.eml", "quoted.eml", "boite.mbox")


def _json() -> tuple[Seed, ...]:
    more = {**_ARTICLE, "text": f"<p>Douze &eacute; morts</p><p>{NEWS}</p>", "source": {"name": "Le Fleuve"}}
    return _written(
        a_json=json.dumps(_ARTICLE),
        b_json=json.dumps([_ARTICLE, more, {"titre": "x"}], ensure_ascii=False),
        c_json=json.dumps({"response": {"docs": [_ARTICLE, more]}}),
        d_json=json.dumps({"hits": {"hits": [{"_source": more, "date": {"$date": {"$numberLong": "1646427900000"}}}]}}),
        e_json=json.dumps(_ARTICLE, indent=1) + "\n" + json.dumps(more, indent=1),
    )


def _jsonl() -> tuple[Seed, ...]:
    lines = [_ARTICLE, {**_ARTICLE, "published": 1646427900}, {"body": NEWS, "source": {"title": "x"}}, {"n": 1}]
    raw = "\n".join(map(json.dumps, lines))
    return (
        *_written(a_jsonl=raw, b_ndjson=raw.replace("\n", "\r\n").encode("utf-16"), c_jsonl=f"\x1e{raw}"),
        Seed(name="d.jsonl", raw=(FILES / "diffa.ninjs.json").read_bytes().replace(b"\n", b" ") + b"\n" + raw.encode()),
    )


def _csv() -> tuple[Seed, ...]:
    said = NEWS.replace('"', '""')
    return _written(
        a_csv=f'titre;texte;date;source\nGao;"{said}";2022-03-05;"a ""b"" c"\nKidal;Neuf morts.;;\n',
        b_tsv="title\ttext\turl\nGao\tDouze morts.\thttp://a.example\n",
        c_csv=f'sep=,\r\ntitle,text\r\n"Gao, Mali","<p>{said}</p>"\r\n'.encode("utf-16"),
    )


def _parquet() -> tuple[Seed, ...]:
    return tuple(
        Seed(name="a.parquet", raw=raw)
        for raw in (_table("none"), _table("zstd", row_group_size=1), _table("snappy", use_dictionary=False))
    )


def _table(compression: str, **options: object) -> bytes:
    columns = {
        "title": ["Gao", None], "text": [NEWS, "Neuf morts."],
        "date": pa.array([1646427900000, None], pa.timestamp("ms", "UTC")),
        "source": [{"name": "Le Fleuve"}, None], "tags": [["a"], []], "n": [1.5, None],
    }  # fmt: skip
    sink = io.BytesIO()
    pq.write_table(pa.table(columns), sink, compression=compression, **options)
    return sink.getvalue()


def _pdf() -> tuple[Seed, ...]:
    body = [(50, 750, "Mali: douze soldats"), (50, 720, "Douze soldats sont morts dans une embus-"), (50, 706, "cade.")]
    days = ("lundi", "mardi", "jeudi")
    info = "/Title (Mali: douze soldats) /CreationDate (D:20220305101500Z)"
    return (
        Seed(name="a.pdf", raw=printed([body], info)),
        Seed(
            name="b.pdf", raw=printed([[(50, 700, f"Trois morts {day}"), (50, 20, "Le Fleuve")] for day in days], info)
        ),
    )


def _docx() -> tuple[Seed, ...]:
    document, raw = docx.Document(), io.BytesIO()
    document.add_heading("Mali", 1)
    document.add_paragraph(NEWS)
    document.add_table(2, 2).rows[0].cells[0].text = "Douze\tmorts"
    document.core_properties.title = "Mali"
    document.save(raw)
    with zipfile.ZipFile(raw) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    empty = b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    small = {name: empty if name.startswith("word/styles") else part for name, part in parts.items()}
    read = {name: part for name, part in small.items() if name.startswith(("[C", "_rels", "docProps/core", "word/doc"))}

    def pack(changed: Parts) -> bytes:
        return zipped({**small, **changed})

    return (Seed(name="a.docx", raw=pack(small), parts=read, pack=pack),)


def _warc() -> tuple[Seed, ...]:
    page = NEWS.encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n%b\r\n%b"
    bodies = {
        "a": http.replace(b"plain", b"html") % (b"", f"<html><h1>Mali</h1><p>{NEWS}</p></html>".encode()),
        "b": http % (b"Content-Encoding: gzip\r\n", gzip.compress(page, mtime=0)),
        "c": http % (b"Transfer-Encoding: chunked\r\n", b"%x\r\n%b\r\n0\r\n\r\n" % (len(page), page)),
        "d": http.replace(b"200 OK", b"301 Moved") % (b"Location: /\r\n", b""),
    }
    raw = _records(bodies)
    packed = b"".join(gzip.compress(_records({name: body}), mtime=0) for name, body in bodies.items())
    return (
        Seed(name="a.warc", raw=raw, parts=bodies, pack=_records),
        Seed(name="b.warc.gz", raw=packed, parts={"a": raw}, pack=lambda parts: gzip.compress(parts["a"], mtime=0)),
    )


def _records(bodies: Parts) -> bytes:
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/{}\r\nWARC-Date: 2022-03-05T10:00:00Z\r\n"
        "Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n"
    )
    return b"".join(head.format(name, len(body)).encode() + body + b"\r\n\r\n" for name, body in bodies.items())


def _zip() -> tuple[Seed, ...]:
    trees = (_TREE, {"a.zip": zipped(_TREE), "b.jsonl": b'{"text": "Douze morts"}\n{"n": 1}'})
    kinds = (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
    made = [Seed(name="a.zip", raw=zipped(tree, kind), parts=tree, pack=zipped) for tree in trees for kind in kinds]
    cut = [Seed(name="cut.zip", raw=one.raw[: one.raw.index(b"PK\x01\x02")]) for one in made[:2]]
    return (*made, *cut)


def _tar() -> tuple[Seed, ...]:
    forms = (0, 1, 2)
    long = {**_TREE, "d" * 140 + "/é.txt": NEWS.encode()}
    return (
        *(Seed(name="a.tar", raw=tarred(long, form), parts=long, pack=tarred, mend=summed) for form in forms[1:]),
        Seed(name="old.tar", raw=summed(tarred(_TREE, 0).replace(b"ustar\x0000", b"\0" * 8)), mend=summed),
        Seed(name="two.tar", raw=tarred(_TREE)[:2048] + tarred({"a.tar": tarred(_TREE)}), mend=summed),
    )


def summed(raw: bytes) -> bytes:
    """A tar with the checksum of each block set right that has one, as a header does."""
    held = bytearray(raw)
    for start in range(0, len(held) - 511, 512):
        header = held[start : start + 512]
        if header[148:154].strip(b" \0").isdigit():
            total = sum(header) - sum(header[148:156]) + 8 * 32
            held[start + 148 : start + 156] = b"%06o\0 " % total
    return bytes(held)


def _stream(suffix: str, pack: Callable[[bytes], bytes]) -> Callable[[], tuple[Seed, ...]]:
    def packed(parts: Parts) -> bytes:
        return b"".join(map(pack, parts.values()))

    def made() -> tuple[Seed, ...]:
        held: Mapping[str, Mapping[str, bytes]] = {
            f"a.txt{suffix}": {"a": NEWS.encode()},
            f"b.tar{suffix}": {"a": tarred(_TREE)},
            f"c.jsonl{suffix}": {"a": b'{"text": "Douze', "b": b' morts"}\n{"n": 1}\n'},
        }
        return tuple(Seed(name=name, raw=packed(parts), parts=parts, pack=packed) for name, parts in held.items())

    return made


_SEEDS: Mapping[Format, Callable[[], tuple[Seed, ...]]] = {
    Format.TEXT: _text,
    Format.MARKDOWN: _markdown,
    Format.HTML: _html,
    Format.MAIL: _mail,
    Format.JSON: _json,
    Format.JSONL: _jsonl,
    Format.CSV: _csv,
    Format.PARQUET: _parquet,
    Format.FEED: lambda: _files("fil.atom.xml", "depeches.rdf.xml", "monde.rss.xml"),
    Format.NEWSML_G2: lambda: _files("kidal.newsml-g2.xml", "livraison.newsml-g2.xml"),
    Format.NEWSML: lambda: _files("bangui.newsml.xml"),
    Format.NITF: lambda: _files("mopti.nitf.xml"),
    Format.NINJS: lambda: _files("diffa.ninjs.json"),
    Format.PDF: _pdf,
    Format.DOCX: _docx,
    Format.WARC: _warc,
    Format.ZIP: _zip,
    Format.TAR: _tar,
    Format.GZIP: _stream(".gz", lambda raw: gzip.compress(raw, mtime=0)),
    Format.BZIP2: _stream(".bz2", bz2.compress),
    Format.XZ: _stream(".xz", lzma.compress),
    Format.ZSTD: _stream(".zst", zstandard_of),
}
