"""Good small files of every format, and the words that each format is written in: what `fuzzing` begins with."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import docx
import pyarrow as pa
import pyarrow.parquet as pq

from mutations import Parts, Seed
from packing import tarred, zipped, zstandard_of
from printing import printed
from toll.read.formats import Format

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
    return tuple(word.encode("latin-1") for word in _WORDS[name])


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
        b_md=f"# Mali\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n**Douze** _morts_ `code` ![i](x.png)\n\n```\n{NEWS}```\n<b>x</b>\n",
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
    head = "From: =?utf-8?q?Agence_du_Fleuve?= <a@fleuve.example>\nSubject: =?iso-8859-1?B?TelsYW5nZQ==?=\nDate: Sat, 5 Mar 2022 10:00:00 +0100\n"
    part = f"--x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{NEWS}\n"
    inner = f"--x\nContent-Type: message/rfc822\n\n{head}\n{NEWS}\n"
    file = "--x\nContent-Type: text/html; name=\"a.html\"\nContent-Disposition: attachment; filename*=utf-8''a%C3%A9.html\nContent-Transfer-Encoding: base64\n\nPHA+RG91emUgbW9ydHM8L3A+\n"
    mixed = f'{head}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n{part}{inner}{file}--x--\n'
    quoted = f"{head}Content-Type: text/html; charset=cp1252\nContent-Transfer-Encoding: quoted-printable\n\n<p>Douze tu=E9s=20=\n hier</p>\n"
    mbox = f"From a@b Sat Mar  5 10:00:00 2022\n{head}\n{NEWS}\nFrom b@c Sat Mar  5 10:00:00 2022\n{mixed}\n"
    return (*_files("depeche.eml"), *_written(a_eml=mixed, b_eml=quoted, c_eml=f"{head}\n{NEWS}", a_mbox=mbox))


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
        "title": ["Gao", None], "text": [NEWS, "Neuf morts."], "date": pa.array([1646427900000, None], pa.timestamp("ms", "UTC")),
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
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/{}\r\nWARC-Date: 2022-03-05T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n"
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

_XML = ("<", ">", "</", "/>", "<![CDATA[", "]]>", "<!--", "-->", "<?xml version='1.0' encoding='utf-16'?>", "&amp;", "&#xD800;",
        "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;", "xmlns=''", "xml:lang='fr'", "<p>", "</p>", "<br/>", "<a b='c'>", "&eacute;")  # fmt: skip
_MARKS = (
    "{",
    "}",
    "[",
    "]",
    '"',
    ":",
    ",",
    "\\u",
    "\\",
    "null",
    "true",
    "-1e400",
    '"text"',
    '"date"',
    '"title":',
    '"items":[',
    "\x1e",
    "\n",
)
_NINJS = (
    '"uri"',
    '"bodies":[',
    '"role":"main"',
    '"pubstatus":"canceled"',
    '"embargoed":"2016-06-04T10:00:00Z"',
    '"version":"1"',
)
_WORDS: Mapping[Format, tuple[str, ...]] = {
    Format.TEXT: (
        "date: 2022-03-05\n",
        "---\n",
        "\n\n",
        "# ",
        "{",
        "Ã©",
        "[a](http://b)",
        "\x0c",
        "\x1c",
        "From a Sat 2022\n",
    ),
    Format.MARKDOWN: (
        "# ",
        "> ",
        "* ",
        "1. ",
        "```\n",
        "|",
        "---\n",
        "[",
        "](",
        "![",
        "**",
        "_",
        "`",
        "<b>",
        "\n\n",
        "    ",
        "&amp;",
        "[^1]:",
    ),
    Format.HTML: (
        *_XML,
        "<div>",
        "</div>",
        "<table><tr><td>",
        "<script>",
        "</script>",
        "<style>",
        "<a href=x>",
        "<h2>",
        "<svg>",
        "<b>",
        "<i>",
        "<template>",
        "<li>",
        "<!doctype html>",
        "<meta charset=utf-7>",
        "<base href=x>",
        "<select>",
        "<pre>",
        '{"@graph":[',
    ),  # fmt: skip
    Format.MAIL: (
        "From ",
        "From: a\n",
        "Date: ",
        "Subject: =?utf-8?b?",
        "?=",
        "Content-Type: multipart/mixed; boundary=x\n",
        "\n--x\n",
        "--x--",
        "Content-Type: message/rfc822\n",
        "Content-Transfer-Encoding: base64\n",
        "Content-Transfer-Encoding: uuencode\n",
        "\n\n",
        "; charset=utf-16",
        "; charset=idna",
        "; filename*0*=utf-8''%ff",
        "Content-Disposition: attachment",
        "(",
        '"',
        "<",
        "=C3",
    ),  # fmt: skip
    Format.JSON: _MARKS,
    Format.JSONL: _MARKS,
    Format.CSV: ('"', '""', ";", ",", "\t", "|", "\n", "\r", "sep=;\n", "texte", "titre", "date", "<p>", "\0"),
    Format.PARQUET: ("PAR1", "PARE", "text", "date", "ARROW:schema", "\x15\x00", "\x19", "\x1c", "\x26"),
    Format.FEED: (
        *_XML,
        "<item>",
        "</item>",
        "<entry>",
        "<title>",
        "<link href='x'/>",
        "<content:encoded>",
        "<description>",
        "<pubDate>",
        "<guid>",
    ),
    Format.NEWSML_G2: (
        *_XML,
        "<newsItem>",
        "</newsItem>",
        "<itemSet>",
        "<inlineXML>",
        "<pubStatus qcode='stat:canceled'/>",
        "version='9'",
        "<embargoed/>",
    ),
    Format.NEWSML: (
        *_XML,
        "<NewsItem>",
        "</NewsItem>",
        "<NewsComponent>",
        "<DataContent>",
        "<RevisionId>",
        "<Status FormalName='Canceled'/>",
    ),
    Format.NITF: (
        *_XML,
        "<body>",
        "<body.content>",
        "<hl1>",
        "<dateline>",
        "<date.release norm='x'/>",
        "<du-key version='9'/>",
        "<nitf>",
    ),
    Format.NINJS: (*_MARKS, *_NINJS),
    Format.PDF: (
        "obj",
        "endobj",
        "stream\n",
        "endstream",
        "<<",
        ">>",
        "/Kids [2 0 R]",
        "/Parent 2 0 R",
        "/Length 9",
        "/Filter /FlateDecode",
        "/Filter [/ASCIIHexDecode /LZWDecode]",
        "xref",
        "trailer",
        "startxref",
        "/Count 9999999",
        "/Type /ObjStm",
        "Tj",
        "Tm",
        "BT",
        "ET",
        "(\\377\\376)",
        "<FFFE>",
        "/ToUnicode 3 0 R",
        "/Encrypt 1 0 R",
        "1 0 R",
        "/Contents [4 0 R 4 0 R]",
        "/MediaBox [0 0 1e9 1e9]",
    ),  # fmt: skip
    Format.DOCX: (
        *_XML,
        "<w:p>",
        "</w:p>",
        "<w:r><w:t>",
        "<w:tbl>",
        "<w:tr>",
        "<w:tc>",
        "<w:del>",
        "<w:sdt>",
        "<w:br/>",
        "Target='../../x'",
        "PK\x03\x04",
    ),
    Format.WARC: (
        "WARC/1.0\r\n",
        "WARC/1.1\r\n",
        "WARC-Type: response\r\n",
        "WARC-Type: revisit\r\n",
        "Content-Length: 0\r\n",
        "\r\n\r\n",
        "HTTP/1.1 200 OK\r\n",
        "Content-Encoding: gzip\r\n",
        "Content-Encoding: br\r\n",
        "Transfer-Encoding: chunked\r\n",
        "charset=utf-16",
        "Content-Length: -1\r\n",
        "ffffffff\r\n",
    ),  # fmt: skip
    Format.ZIP: (
        "PK\x03\x04",
        "PK\x01\x02",
        "PK\x05\x06",
        "PK\x06\x06",
        "PK\x06\x07",
        "PK\x07\x08",
        "\x01\x00",
        "\x0e\x00",
        "\x63\x00",
        "word/document.xml",
    ),
    Format.TAR: (
        "ustar\x0000",
        "ustar  \0",
        "x",
        "g",
        "L",
        "K",
        "S",
        "2",
        "5",
        "\0" * 512,
        "12 path=abc\n",
        "30 GNU.sparse.map=0,1,2,3\n",
        "21 size=99999999999\n",
        "18 hdrcharset=X\n",
        "0000099\0",
        "\x80\0\0\0\0\0\0\0",
        "00000000009",
    ),  # fmt: skip
    Format.GZIP: ("\x1f\x8b\x08\x00", "\x1f\x8b\x08\x1f", "\x03\x00", "\0" * 8, "\x00\x00\x00\xff\xff"),
    Format.BZIP2: ("BZh9", "BZh1", "1AY&SY", "\x17rE8P\x90", "\0"),
    Format.XZ: ("\xfd7zXZ\0", "YZ", "\0\x04", "\0\0\0\0", "\x21\x01\x16"),
    Format.ZSTD: ("\x28\xb5\x2f\xfd", "\x50\x2a\x4d\x18", "\x28\xb5\x2f\xfd\x00\xff", "\x37\xa4\x30\xec", "\x01\0\0"),
}
