"""What readers found, as lines of JSON: between processes, and in the pieces that a large file is cut into."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from toll.read.document import Document, Found, Refused


def packed(one: Found) -> bytes:
    """`one` as a line; characters that no text can hold (lone surrogates) become question marks."""
    if isinstance(one, Document):
        said: dict[str, Any] = {"document": {name: told for name, told in asdict(one).items() if told is not None}}
    else:
        said = {"refused": asdict(one) | {"content": base64.b64encode(one.content).decode()}}
    return line(said)


def unpacked(said: Mapping[str, Any]) -> Found:
    """What a line said."""
    if "document" in said:
        return Document(**said["document"])
    return Refused(**{**said["refused"], "content": base64.b64decode(said["refused"]["content"])})


def is_last(said: Mapping[str, Any]) -> bool:
    """Whether a line ends the answer of one file."""
    return not said.keys().isdisjoint({"end", "unreadable", "failed"})


def line(said: Mapping[str, Any]) -> bytes:
    """`said` as a line of JSON."""
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"
