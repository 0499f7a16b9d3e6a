"""How many: the figure that a counting phrase stands for, by the coding manual's table of hedges and vague words.

UCDP GED and the manual: a plain N is N, N, N; "at least N" N, N, null; "about N" null, N, null; "up to N" null, null,
N; a range A, null, B. Vague words get a lower bound only (several 2, tens 20, dozens 24, hundreds 200), no number is
invented.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from text_to_num import text2num

from toll.codes import CountKind
from toll.model import Figure
from toll.patterns import Node

SEVERAL = 2
"""The least that a plural without a number says."""

_WHOLE = ("figure", "ordinal")
"""What counts as one word, whatever it is made of."""

_NOBODY = frozenset({"none", "not", "without"})
_SPANNING = frozenset({"between", "to", "or"})
_DIGITS = re.compile(r"\d+(?:,\d+)?")
_SEPARATORS = re.compile(r"[.\u00a0\u202f ](?=\d{3})")


@dataclass(frozen=True, slots=True)
class Count:
    """A figure in people, how the words bound it, and the words' characters in the text."""

    figure: Figure
    kind: CountKind
    start: int
    end: int


def evaluate(nodes: list[Node], language: str) -> Count:
    """The count that `nodes` (the leading nodes of a phrase, up to its noun) stand for.

    A phrase without any word of number is a plural or a name: several, one.
    """
    start, end = nodes[0].start, nodes[-1].end
    kind, figure = _evaluate([leaf for node in nodes for leaf in _leaves(node)], language)
    return Count(figure, kind, start, end)


def _evaluate(leaves: list[Node], language: str) -> tuple[CountKind, Figure]:
    symbols = {leaf.symbol for leaf in leaves}
    if _NOBODY & symbols:
        return CountKind.EXACT, Figure(0, 0, 0)
    hedge = next((leaf.value for leaf in leaves if leaf.symbol == "hedge"), None)
    collective = _product(leaves, "collective", "collectives", "scale")
    numbers = ("figure", "one") if _SPANNING & symbols else ("figure",)
    known = [_value(leaf, language) for leaf in leaves if leaf.symbol in numbers]
    figures = [number for number in known if number is not None]
    if "rises" in symbols and figures:
        return _hedged(hedge, figures[-1])
    if {"collectives", "scale"} & symbols and not figures and "collective" not in symbols:
        return CountKind.VAGUE, Figure(SEVERAL * collective)
    if len(figures) > 1:
        return CountKind.RANGE, Figure(min(figures), None, max(figures))
    if {"collective", "collectives"} & symbols:
        return _hedged(hedge or "about", collective * (figures[0] if figures else 1))
    if figures:
        return _hedged(hedge, figures[0])
    if "multiple" in symbols:
        return _hedged(None, _product(leaves, "multiple"))
    if {"one", "ordinal"} & symbols:
        return _hedged(hedge, 1)
    return CountKind.VAGUE, Figure(SEVERAL)


def _hedged(hedge: str | None, number: int) -> tuple[CountKind, Figure]:
    if hedge is None:
        return CountKind.EXACT, Figure(number, number, number)
    kind = CountKind(hedge)
    low = number if kind is CountKind.AT_LEAST else None
    best = None if kind is CountKind.AT_MOST else number
    high = number if kind is CountKind.AT_MOST else None
    return kind, Figure(low, best, high)


def _leaves(node: Node) -> list[Node]:
    if node.symbol in _WHOLE or not node.parts:
        return [node]
    return [leaf for part in node.parts for leaf in _leaves(part)]


def _product(leaves: list[Node], *symbols: str) -> int:
    product = 1
    for leaf in leaves:
        if leaf.symbol in symbols:
            product *= int(leaf.value)
    return product


def _value(node: Node, language: str) -> int | None:
    """The number of a figure; a scale alone is one of it ("un million"), words that make no number count nothing."""
    words = [leaf for leaf in node.walk() if not leaf.parts]
    scale = _product(words, "scale")
    half = scale // 2 if any(word.symbol == "half" for word in words) else 0
    digits = next((word.value for word in words if word.symbol == "num"), None)
    if digits is not None:
        return round(_digits(digits) * scale) + half
    spelled = " ".join(str(word.value) for word in words if word.symbol == "number_word")
    number = _spelled(spelled, language) if spelled else 1
    return None if number is None else number * scale + half


def _digits(written: str) -> float:
    plain = _SEPARATORS.sub("", written)
    return float(plain.replace(",", ".")) if _DIGITS.fullmatch(plain) else 0.0


@lru_cache(maxsize=4096)
def _spelled(words: str, language: str) -> int | None:
    try:
        return int(text2num(words, language))
    except ValueError:
        return None
