"""Whether text is an export (JSON, JSON Lines, a table), told by how it begins; prose may begin with a bracket too."""

from __future__ import annotations

import re

from toll.read.field_names import DELIMITERS, meaning

_JSON = re.compile(r"\{\s*[\"}]|\[\s*\{|\[\s*\]\s*\Z")
_LINES = re.compile(r"\{[^\n]*\}[ \t\r]*\n\s*\{")
_NAMED_JSON = (".json", ".jsonl", ".ndjson")
_NAMED_LINES = (".jsonl", ".ndjson")
_NAMED_TABLE = (".csv", ".tsv", ".tab", ".psv")


def json_kind(start: str, suffix: str) -> str | None:
    """`json` or `jsonl` for text that begins so and is in a file with this suffix; None where it is neither."""
    if not start.startswith(("{", "[")) or not (suffix in _NAMED_JSON or _JSON.match(start)):
        return None
    return "jsonl" if start.startswith("{") and (suffix in _NAMED_LINES or _LINES.match(start)) else "json"


def is_table(start: str, suffix: str) -> bool:
    """Whether it is called a table, or its first line names a column of text and another of an article."""
    first = start.split("\n", 1)[0]
    if first.casefold().startswith("sep="):
        first = start[len(first) + 1 :].split("\n", 1)[0]
    return suffix in _NAMED_TABLE or any(_names_columns(first, delimiter) for delimiter in DELIMITERS)


def _names_columns(line: str, delimiter: str) -> bool:
    known = {meant for name in line.split(delimiter) if (meant := meaning(name))}
    return "text" in known and len(known) > 1
