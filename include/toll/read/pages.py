"""Lines of printed pages to paragraphs: what stands on every page goes, words broken at a line's end are mended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

BROKEN = "\ufffe"
"""What PDFium makes of a hyphen at the end of a line, together with the end."""

FAR = 1.35
"""A distance of lines this many times the usual one parts paragraphs."""
INDENT = 5.0
"""Points by which a first line is set in, at least."""
SHORT = 0.85
"""A line that ends before this share of the widest may be a paragraph's last."""
_EDGE = 2
"""Lines at the top and at the foot of a page that may stand on every page."""
_FEWEST = 3
"""Pages on which the same line must stand to be certain."""

_NUMBERS = re.compile(r"\d+")
_ENDS = re.compile(r"[.!?…:][\"»”)\s]*$")
_HALVES = re.compile(rf"(?<!\w)(\w++)(?:{BROKEN}|\u00ad|-\n)\s*+(\w+)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `top` is where its first letter stands, `bottom` its last, in points from the foot of the page."""

    words: str
    left: float
    top: float
    right: float
    bottom: float


def text(pages: Sequence[Sequence[Line]]) -> str:
    """The paragraphs of `pages`, an empty line between them."""
    repeated = _repeated(pages)
    found: list[str] = []
    for page in pages:
        kept = [line for at, line in enumerate(page) if not (_at_edge(at, page) and _masked(line) in repeated)]
        for number, paragraph in enumerate(_paragraphs(kept)):
            if number == 0 and found and not _ENDS.search(found[-1]) and paragraph[:1].islower():
                found[-1] += _between(found[-1]) + paragraph
            else:
                found.append(paragraph)
    return _mended("\n\n".join(found)).strip()


def _paragraphs(lines: Sequence[Line]) -> list[str]:
    if not lines:
        return []
    gaps = [gap for one, other in pairwise(lines) if (gap := one.bottom - other.top) > 0]
    usual, widest = (median(gaps) if gaps else 0.0), max(line.right for line in lines)
    found = [[lines[0].words]]
    for one, other in pairwise(lines):
        if _parts(one, other, usual, widest):
            found.append([other.words])
        else:
            found[-1] += (_between(one.words), other.words)
    return ["".join(parts) for parts in found]


def _parts(one: Line, other: Line, usual: float, widest: float) -> bool:
    """Whether `other` begins a paragraph after `one`."""
    if usual and one.bottom - other.top > FAR * usual:
        return True
    ends = bool(_ENDS.search(one.words))
    return ends and (not usual or one.right < SHORT * widest or other.left > one.left + INDENT)


def _between(one: str) -> str:
    """What stands between a line and the one that goes on with it."""
    return "\n" if one.endswith("-") else " "


def _repeated(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    edges = [{_masked(line) for at, line in enumerate(page) if _at_edge(at, page)} for page in pages]
    counts = Counter(line for page in edges for line in page)
    return frozenset(line for line, times in counts.items() if times >= max(_FEWEST, len(pages) - 1))


def _at_edge(at: int, page: Sequence[Line]) -> bool:
    return at < _EDGE or at >= len(page) - _EDGE


def _masked(line: Line) -> str:
    return _NUMBERS.sub("#", line.words)


def _mended(text: str) -> str:
    """Broken words made whole: with their hyphen where the text writes them so elsewhere, or a capital follows."""
    words = frozenset(re.findall(r"[\w-]+", text.casefold()))

    def whole(match: re.Match[str]) -> str:
        one, other = match[1], match[2]
        hyphened = f"{one}-{other}".casefold() in words and f"{one}{other}".casefold() not in words
        return f"{one}-{other}" if hyphened or not other[0].islower() else f"{one}{other}"

    return _HALVES.sub(whole, text).replace(BROKEN, "- ").replace("-\n", "- ")
