"""Which format bytes are in, told by themselves: a suffix may lie, and decides only between kinds of plain text."""

from __future__ import annotations

import codecs
import json
import re
from pathlib import PurePosixPath

from toll.errors import UnreadableError
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

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_ROOT = re.compile(
    r"(?:<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\]\s*)?>|\s)*<(?:[\w.-]+:)?([\w.-]+)[\s/>]", re.S | re.I
)
_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<!doctype\s+html", re.S | re.I)
_MAIL = re.compile(
    r"^(from|received|return-path|date|subject|to|message-id|mime-version|delivered-to):[ \t]", re.I | re.M
)
_MARKDOWN = re.compile(r"\A(?:---\n.*?\n---\n)?\s*#{1,3} \S|\[[^\]\n]+\]\(https?://", re.S)
_FIELDS = frozenset({"text", "body", "content", "article", "texte", "contenu", "corps", "maintext", "body_text"})


def detect(head: bytes, name: str) -> Format:
    """The format of a source that begins with `head` and is called `name`; raises UnreadableError for one not read."""
    for at, signature, told in _NOT_READ:
        if head.startswith(signature, at):
            raise UnreadableError(f"it is {told}")
    return packed_as(head) or Format(_textual(_decoded(head), PurePosixPath(name).suffix.lower()))


def packed_as(head: bytes) -> Format | None:
    """The format that a signature at the start of a binary file tells; None where there is none."""
    for at, signature, told in _SIGNATURES:
        if head.startswith(signature, at):
            return _zipped(head) if told == "zip" else Format(told)
    return None


def _zipped(head: bytes) -> Format:
    if b"[Content_Types].xml" in head and b"word/" in head:
        return Format.DOCX
    return Format.ZIP


def _decoded(head: bytes) -> str:
    mark, encoding = next((known for known in _MARKS if head.startswith(known[0])), (b"", "latin-1"))
    return head[len(mark) :].decode(encoding, errors="replace")


def _textual(head: str, suffix: str) -> str:
    start = head.lstrip()
    if start.startswith(("{", "[")):
        return _json(start)
    if start.startswith("<"):
        return _marked_up(start, suffix)
    if _is_mail(start):
        return "mail"
    if _is_table(start.split("\n", 1)[0]):
        return "csv"
    return "markdown" if suffix in (".md", ".markdown") or _MARKDOWN.search(head) else "text"


def _json(start: str) -> str:
    first, _, rest = start.partition("\n")
    if not rest.strip():
        return "json"
    try:
        return "jsonl" if isinstance(json.loads(first), dict) else "json"
    except ValueError:
        return "json"


def _marked_up(start: str, suffix: str) -> str:
    if _HTML.match(start):
        return "html"
    root = _ROOT.match(start)
    if root and (told := _ROOTS.get(root[1].lower())):
        return told
    if suffix in (".html", ".htm", ".xhtml") or (root and not start.startswith("<?xml")):
        return "html"
    raise UnreadableError(f"it is XML of a kind that is not read ({root[1] if root else 'no element'})")


def _is_mail(start: str) -> bool:
    head = re.split(r"\r?\n\r?\n", start, maxsplit=1)[0]
    told = {match[1].lower() for match in _MAIL.finditer(head)}
    return len(told) >= 2 and bool(told & {"from", "received", "return-path"}) and bool(_MAIL.match(start))


def _is_table(line: str) -> bool:
    for delimiter in ",;\t|":
        names = {name.strip().strip('"').lower() for name in line.split(delimiter)}
        if len(names) > 1 and names & _FIELDS:
            return True
    return False
