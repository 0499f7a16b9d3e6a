"""Names of dropped files, made safe to show, to store and to hand to a shell.

One name serves the tables, the archive and the terminal; two different names never become one.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import PurePath

REASON = ".reason.json"
"""What the name of a quarantined file's reason adds to the file's own; no stored name ends in it."""

LONGEST = 200
"""Bytes of a stored name; most file systems stop at 255, and a reason's name must fit too."""

_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_LIKE_AN_ESCAPE = re.compile("%(?=[0-9A-Fa-f]{2})")
_SLASH = "%2F"


def stored(dropped: PurePath | str) -> str:
    r"""The one-component name under which a file dropped as `dropped` (relative to the inbox) is kept.

    Control, bidirectional and undecodable characters become %XX of their bytes, and a slash %2F. A name too long keeps
    its head, its suffix and a hash.

    >>> stored("reuters/a\nb.txt")
    'reuters%2Fa%0Ab.txt'
    """
    name = _escape(str(dropped)).replace("/", _SLASH)
    if name.endswith(REASON):
        name = name.removesuffix(REASON) + "%2E" + REASON[1:]
    return name if len(name.encode()) <= LONGEST else _shortened(name)


def shown(stored_name: str) -> str:
    """A stored name as people and tables see it: with its folders.

    >>> shown("reuters%2Fa%0Ab.txt")
    'reuters/a%0Ab.txt'
    """
    return stored_name.replace(_SLASH, "/")


def split(path: str) -> tuple[str, str]:
    """A path without the suffix of its last name, and that suffix; a dot at the start or end of a name begins none.

    >>> split("reuters.com/a.b.txt"), split("reuters.com/a.")
    (('reuters.com/a.b', '.txt'), ('reuters.com/a.', ''))
    """
    head, _, tail = path.rpartition(".")
    is_suffix = head and tail and not head.endswith("/") and "/" not in tail
    return (head, f".{tail}") if is_suffix else (path, "")


def _escape(raw: str) -> str:
    name = _LIKE_AN_ESCAPE.sub("%25", raw)
    if name.isprintable():  # as nearly all are: nothing of _UNSAFE is
        return name
    return "".join(_escaped(c) if unicodedata.category(c) in _UNSAFE else c for c in name)


def _escaped(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogateescape"))


def _shortened(name: str) -> str:
    tail = f"~{hashlib.sha256(name.encode()).hexdigest()[:16]}{PurePath(name).suffix[:20]}"
    return name.encode()[: LONGEST - len(tail.encode())].decode(errors="ignore") + tail
