"""Members of packed files: what they are called in tables, and which of them nobody meant to send."""

from __future__ import annotations

import re

from toll.files import names

MEMBER_BYTES = 512
"""What each member costs of the budget beside its bytes, as much as in a tar: a file of nothing but names is a bomb."""

_LEFT_BY_SYSTEMS = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|\._[^/]*$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


def label(name: str) -> str:
    r"""A member's name as tables show it; it is never a path that anything is written to.

    >>> label("./dépêches/a\u202etxt.b")
    'dépêches/a%E2%80%AEtxt.b'
    """
    while name.startswith("./"):
        name = name[2:]
    return names.shown(names.stored(name.replace("\\", "/"))) or "a member without a name"


def is_passed_over(name: str) -> bool:
    """Whether macOS or Windows left `name` there by itself, as it does with the look of a folder."""
    return bool(_LEFT_BY_SYSTEMS.search(name))
