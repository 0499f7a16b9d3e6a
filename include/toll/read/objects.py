"""The JSON of one record in, an article out, whatever may be wrong with it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any, cast

from toll.errors import UnreadableError
from toll.read import characters, fields
from toll.read.document import Document, Found, Refused
from toll.read.fields import Record, Several
from toll.read.formats import Format
from toll.read.source import Source

DIALECTS: tuple[str, ...] = ("ninjs",)
"""Formats of one object: each module of `formats` has `is_<name>(object)` and `document(object, source, locator)`."""

_LONGEST_NUMBER = 300


def parsed(text: str) -> object:
    """The value that `text` writes in JSON; raises UnreadableError with what is wrong with it.

    NaN and Infinity, which programs write, are let pass, and so are bare control characters in strings; a field named
    twice with different values has `Several`. Numbers beyond 300 digits are infinite.
    """
    try:
        return _DECODER.decode(characters.mended(text))
    except json.JSONDecodeError as error:
        raise UnreadableError(f"it is no JSON ({error.msg} at character {error.pos + 1})") from error
    except RecursionError as error:
        raise UnreadableError("its JSON is nested too deeply") from error


def found(text: str, kind: Format, source: Source, within: str) -> Found:
    """The article in the record `text`, which stands at `within` in its source; `Refused` where there is none."""
    locator = source.place(within)
    try:
        return document(parsed(text), kind, source, locator)
    except UnreadableError as error:
        return Refused(locator=locator, reason=str(error), content=characters.raw(text))


def judged(value: object, kind: Format, source: Source, within: str) -> Found:
    """The article that a parsed value is, at `within` in its source; `Refused`, with it as JSON, where it is none."""
    locator = source.place(within)
    try:
        return document(value, kind, source, locator)
    except UnreadableError as error:
        return Refused(locator=locator, reason=str(error), content=json.dumps(value).encode())


def document(value: object, kind: Format, source: Source, locator: str | None) -> Document:
    """The article that a parsed value is; raises UnreadableError where it is none."""
    if not isinstance(value, Mapping):
        raise UnreadableError("it is no JSON object")
    if dialect := _dialect(value):
        return cast(Document, dialect.document(value, source, locator))
    return fields.document(value, kind, locator)


def is_article(value: Record) -> bool:
    """Whether an object is an article, or claims to be one in a format of agencies; UnreadableError as `document`."""
    return _dialect(value) is not None or fields.has_text(value)


def _dialect(value: Record) -> Any:
    """The module of the format that `value` is in."""
    modules = ((name, import_module(f"toll.read.formats.{name}")) for name in DIALECTS)
    return next((module for name, module in modules if getattr(module, f"is_{name}")(value)), None)


def _whole(digits: str) -> float:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else math.inf


def _object(pairs: Iterable[tuple[str, object]]) -> Record:
    read: dict[str, object] = {}
    for name, value in pairs:
        before = read.setdefault(name, value)
        if before is not value and before != value and not isinstance(before, Several):
            read[name] = Several((before, value))
    return read


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_int=_whole, strict=False)
