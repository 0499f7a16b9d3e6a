"""Which format bytes are in, told by themselves: a suffix may lie, and decides only between kinds of plain text."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from toll.errors import UnreadableError
from toll.read.decoding import encoding_of
from toll.read.exported import is_table, json_kind
from toll.read.formats import Format

_SIGNATURES = (
    (0, b"PK\x03\x04", "zip"),
    (0, b"PK\x05\x06", "zip"),
    (0, b"\x1f\x8b", "gzip"),
    (0, b"BZh", "bzip2"),
    (0, b"\xfd7zXZ\x00", "xz"),
    (0, b"\x28\xb5\x2f\xfd", "zstd"),
    (257, b"ustar", "tar"),
    (0, b"%PDF-", "pdf"),
    (0, b"PAR1", "parquet"),
    (0, b"WARC/", "warc"),
)
"""Where a format's bytes stand and which they are."""

_NOT_READ = (
    (0, b"\x89PNG\r\n", "a picture (PNG)"),
    (0, b"\xff\xd8\xff", "a picture (JPEG)"),
    (0, b"GIF8", "a picture (GIF)"),
    (8, b"WEBP", "a picture (WebP)"),
    (0, b"ID3", "sound (MP3)"),
    (0, b"OggS", "sound or film (Ogg)"),
    (4, b"ftyp", "film (MP4)"),
    (0, b"\x1aE\xdf\xa3", "film (Matroska)"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90\x00", "a program"),
    (0, b"Rar!", "a RAR archive; pack it as zip"),
    (0, b"7z\xbc\xaf'\x1c", "a 7z archive; pack it as zip"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Office file; save it as .docx or .pdf"),
    (0, b"{\\rtf", "an RTF file; save it as .docx or .pdf"),
    (0, b"SQLite format 3\x00", "an SQLite database; export its articles as CSV"),
)
"""Formats that people drop and that are not read, in their words."""

_PARTS = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/")
"""How the parts of an office document are called (ISO/IEC 29500-2)."""

_ROOTS = {
    "html": "html",
    "head": "html",
    "body": "html",
    "article": "html",
    "div": "html",
    "rss": "feed",
    "rdf": "feed",
    "feed": "feed",
    "newsitem": "newsml-g2",
    "newsmessage": "newsml-g2",
    "packageitem": "newsml-g2",
    "newsml": "newsml",
    "nitf": "nitf",
}
"""The format that the first element of marked-up text tells."""

_ELEMENTS = frozenset(
    {"a", "address", "aside", "b", "big", "blockquote", "br", "center", "dl", "em", "figure", "font", "footer", "form"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "iframe", "img", "link", "main", "meta", "nav", "ol"}
    | {"p", "pre", "script", "section", "small", "span", "strong", "style", "table", "time", "title", "u", "ul"}
)
"""With which a fragment of HTML begins."""

_ROOT = re.compile(
    r"(?:(?><\?.*?\?>)|(?><!--.*?-->)|(?><!doctype[^>\[]*(?:\[.*?\]\s*)?>)|\s)*+<(?:[\w.-]+:)?([\w.-]+)[\s/>]",
    re.S | re.I,
)
_HTML = re.compile(r"\s*(?:(?><!--.*?-->)\s*)*+<!doctype\s+html", re.S | re.I)
_MAIL = re.compile(
    r"^(from|received|return-path|date|subject|to|message-id|mime-version|delivered-to):[ \t]", re.I | re.M
)
_HEADER = re.compile(r"(?:[!-9;-~]+:(?:[ \t]|$)|[ \t]|>?From )")
_MBOX = re.compile(r"From \S+[^\n]*\d{4}\r?\n")
_MARKDOWN = re.compile(r"\A(?:---\r?\n.*?\r?\n---\r?\n)?\s*#{1,3} \S|\[[^\[\]\n]{1,200}\]\(https?://", re.S)
_PAGES = (".html", ".htm", ".xhtml")
_PLAIN = (".txt", ".text")


def detect(head: bytes, name: str) -> Format:
    """The format of a source that begins with `head` and is called `name`; raises UnreadableError for one not read."""
    for at, signature, told in _NOT_READ:
        if head.startswith(signature, at):
            raise UnreadableError(f"it is {told}")
    return packed_as(head, name) or Format(_textual(_decoded(head), PurePosixPath(name).suffix.lower()))


def packed_as(head: bytes, name: str) -> Format | None:
    """The format that the start of a binary file tells; None where it tells none."""
    for at, signature, told in _SIGNATURES:
        if head.startswith(signature, at):
            return _zipped(head) if told == "zip" else Format(told)
    return Format.TAR if name.lower().endswith(".tar") and _is_old_tar(head) else None


def _zipped(head: bytes) -> Format:
    """A Word document where the first part is one of its kind; one packed otherwise is told by the zip's reader."""
    first = head[30 : 30 + int.from_bytes(head[26:28], "little")]
    return Format.DOCX if first.startswith(_PARTS) and b"word/" in head else Format.ZIP


def _is_old_tar(head: bytes) -> bool:
    """Whether a header of the tar of 1979, which has no signature, is one by its checksum."""
    header = head[:512]
    written = header[148:156].strip(b" \0")
    return (
        bool(written)
        and not written.strip(b"01234567")
        and int(written, 8) == sum(header) - sum(header[148:156]) + 8 * ord(" ")
    )


def _decoded(head: bytes) -> str:
    mark, encoding = encoding_of(head)
    if encoding == "utf-8" and not mark:
        encoding = "latin-1"  # what marks a format is ASCII
    return head[len(mark) :].decode(encoding, errors="replace")


def _textual(head: str, suffix: str) -> str:
    start = head.lstrip()
    if told := json_kind(start, suffix):
        return told
    if start.startswith("<") and (told := _marked_up(start, suffix)):
        return told
    if _is_mail(start):
        return "mail"
    if is_table(start, suffix):
        return "csv"
    if suffix in (".md", ".markdown") or (suffix not in _PLAIN and _MARKDOWN.search(head)):
        return "markdown"
    return "html" if suffix in _PAGES else "text"


def _marked_up(start: str, suffix: str) -> str | None:
    """The format of text that begins with `<`; None where that opens no element, as in "<Gao, 5 mars>"."""
    if _HTML.match(start):
        return "html"
    root = _ROOT.match(start)
    name = root[1].lower() if root else ""
    if name in _ROOTS:
        return _ROOTS[name]
    if name in _ELEMENTS or suffix in _PAGES:
        return "html"
    if start.startswith("<?xml") or (root and f"</{root[1]}" in start):
        raise UnreadableError(f"it is XML of a kind that is not read ({root[1] if root else 'no element'})")
    return "html" if start.startswith("<!--") else None


def _is_mail(start: str) -> bool:
    if mbox := _MBOX.match(start):
        start = start[mbox.end() :]
    head = re.split(r"\r?\n\r?\n", start, maxsplit=1)[0]
    told = {match[1].lower() for match in _MAIL.finditer(head)}
    named = len(told) >= 2 and bool(told & {"from", "received", "return-path"})
    return named and all(_HEADER.match(line) for line in head.splitlines())
