"""What a pattern cannot do without: sets of symbols, of each of which every match of a regular expression holds one.

Where one of the sets has no symbol there, no need to try. Symbols are single letters; whatever else a pattern holds,
and what stands in a lookaround that denies, is taken to need nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

_PIECE = re.compile(r"\(\?(?::|<?[=!])|\[[^\]]*\]|[*+?]\??|\{[^}]*\}\??|.", re.DOTALL)
_OPTIONAL = re.compile(r"[*?]|\{0?,|\{0\}")

Needs = frozenset[frozenset[str]]


def needed(pattern: str, symbols: Collection[str]) -> Needs:
    """Sets of `symbols`, of each of which one must stand where `pattern` matches.

    >>> sorted(map(sorted, needed("a?(b|[cd]e)f", "abcdef")))
    [['b', 'e'], ['f']]
    """
    return _choice(_PIECE.findall(pattern), 0, symbols)[0]


def _choice(pieces: Sequence[str], at: int, symbols: Collection[str]) -> tuple[Needs, int]:
    """What the alternatives from `at` to the closing bracket need together, and where they end."""
    branches: list[Needs] = [frozenset()]
    while at < len(pieces) and pieces[at] != ")":
        piece, at = pieces[at], at + 1
        needs: Needs = frozenset()
        if piece == "|":
            branches.append(needs)
        elif piece.startswith("("):
            inner, at = _choice(pieces, at, symbols)
            needs, at = (frozenset() if "!" in piece else inner), at + 1
        elif piece[0] in symbols or piece[0] == "[":
            needs = frozenset((frozenset(piece.strip("[]")),))
        if not (at < len(pieces) and _OPTIONAL.match(pieces[at])):
            branches[-1] |= needs
    if len(branches) == 1:
        return branches[0], at
    either = [min(needs, key=_width, default=frozenset[str]()) for needs in branches]
    return (frozenset((frozenset[str]().union(*either),)) if all(either) else frozenset()), at


def _width(need: frozenset[str]) -> tuple[int, list[str]]:
    return len(need), sorted(need)
