"""Find the date expressions of a text in one pass: each word that can begin one is looked up, then its rules are tried.

The longest match wins, then the rule that stands first; what is found does not overlap and comes in text order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from toll.model import Span
from toll.spotting import lowered
from toll.timex.chapters import chaptered
from toll.timex.compiled import Compiled, Grammar, grammar_of
from toll.timex.expression import Kind, TimeExpression
from toll.timex.reading import Tense, read
from toll.timex.words import DateWords

_WORD = re.compile(r"\w+")
_DECIMAL = (".", ",")
_DECIMALS = re.compile(r"\d[.,]")
_CLAUSE_ENDS = ".;!?\n"
_REACH = 36
"""Characters before an anchor at which a date that holds it may begin."""
_LONGEST = 160
"""Characters after an anchor within which a date that holds it ends."""
_BEFORE = 80
"""Characters before a date at which the words around it ("since the start of … on") may begin."""
_CUE = 60
"""Characters before a date in which a word may say that the day is still to come."""
_CUE_AFTER = 24
"""The same after it."""
_PAST_CUE = 100
"""Characters before a date in which a verb may say that it tells what has been."""
_COUNTED_FROM_NOW = frozenset({Kind.NEAR, Kind.PERIOD, Kind.AGO, Kind.LAST})


def find(text: str, words: DateWords, span: Span | None = None) -> tuple[TimeExpression, ...]:
    """Every date expression of `text` with offsets into it; within a `span`, without its chapters.

    >>> from toll.timex import load
    >>> [(found.text, found.kind.value) for found in find("Depuis mars 2011, et mardi encore.", load("fr"))]
    [('Depuis mars 2011', 'since'), ('mardi', 'weekday')]
    """
    whole = span is None
    span = span or Span(0, len(text))
    grammar = grammar_of(words)
    folded = _folded(text)
    points = [
        (rule, read(text, rule, match, grammar, _tense(text, rule, match, words)))
        for rule, match in _matches(text, folded, grammar, span)
    ]
    found = tuple(_composed(text, folded, points, grammar, span.start))
    return chaptered(text, found) if whole else found


def _folded(text: str) -> str:
    """`text` in lower case with plain apostrophes and spaces, character for character."""
    return lowered(text).replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ").replace("‑", "-")


def _matches(text: str, folded: str, grammar: Grammar, span: Span) -> Iterator[tuple[Compiled, re.Match[str]]]:
    """The longest match at each word that can begin one, tried only in reach of an anchor."""
    at = span.start
    anchors = grammar.anchors.over(text, span)
    for number, (first, last, anchor) in enumerate(anchors):
        if last <= at:
            continue
        leads = grammar.leads[anchor]
        start = max(at, folded.rfind(" ", at, max(at, first - _REACH)) + 1)
        near: set[str] | None = None
        for word in _WORD.finditer(folded, start, last):
            if word[0] not in leads or word.start() < at:
                continue
            near = _near(anchors, number) if near is None else near
            rules = [rule for rule in grammar.starts[word[0]] if not near.isdisjoint(rule.keys)]
            best = _longest(folded, rules, word.start(), span.end)
            if best is not None:
                at = best[1].end()
                yield best


def _near(anchors: Sequence[tuple[int, int, str]], number: int) -> set[str]:
    """The anchors that a date which holds the one of this `number`, and none before it, may hold."""
    ends = anchors[number][1] + _LONGEST
    return {anchor for start, _, anchor in islice(anchors, number, None) if start < ends}


def _longest(folded: str, rules: Iterable[Compiled], start: int, end: int) -> tuple[Compiled, re.Match[str]] | None:
    best: tuple[Compiled, re.Match[str]] | None = None
    if folded[start - 1 : start] in _DECIMAL and _DECIMALS.fullmatch(folded, max(0, start - 2), start):
        return None
    for rule in rules:
        match = rule.regex.match(folded, start, end)
        if match and (best is None or match.end() > best[1].end()) and _fits(folded, rule, match):
            best = rule, match
    return best


def _fits(folded: str, rule: Compiled, match: re.Match[str]) -> bool:
    if (
        rule.unless_after
        and folded.endswith(rule.unless_after, 0, match.start())
        and _stands_after(folded, rule, match)
    ):
        return False
    if rule.only_before and not folded.startswith(rule.only_before, match.end()):
        return False
    return not (rule.unless_before and folded.startswith(rule.unless_before, match.end()))


def _stands_after(folded: str, rule: Compiled, match: re.Match[str]) -> bool:
    """Whether one of the words that forbid a match stands before it whole: "le", not the end of "balle"."""
    begins = (match.start() - len(word) for word in rule.unless_after if folded.endswith(word, 0, match.start()))
    return any(begin == 0 or not folded[begin - 1].isalnum() for begin in begins)


def _tense(text: str, rule: Compiled, match: re.Match[str], words: DateWords) -> Tense:
    """Whether the clause around the match speaks of days to come, or before it of what has been."""
    start, end = match.span()
    if rule.rule.kind in _COUNTED_FROM_NOW:
        return "unsaid"
    begins = max(0, start - _PAST_CUE)
    begins = max(begins, *(text.rfind(mark, begins, start) + 1 for mark in _CLAUSE_ENDS))
    ends = end + _CUE_AFTER
    ends = max(end, text.rfind(" ", end, ends)) if ends < len(text) else len(text)
    ends = min(ends, *(at for mark in _CLAUSE_ENDS if (at := text.find(mark, end, ends)) >= 0), ends)
    if words.to_come.search(text, max(begins, start - _CUE), ends):
        return "ahead"
    return "behind" if words.has_been.search(text, begins, start) else "unsaid"


def _composed(
    text: str, folded: str, points: list[tuple[Compiled, TimeExpression]], grammar: Grammar, start: int
) -> Iterator[TimeExpression]:
    """Points with what stands before them (`depuis`), and without those that mean nothing alone."""
    for rule, point in points:
        whole = _around(text, folded, point, grammar, max(start, point.span.start - _BEFORE))
        start = point.span.end
        if whole is not None:
            yield whole
        elif rule.rule.alone:
            yield point


def _around(text: str, folded: str, point: TimeExpression, grammar: Grammar, start: int) -> TimeExpression | None:
    before = folded[start : point.span.start]
    for rule in grammar.around:
        if not any(word in before for word in rule.first_words):
            continue
        match = rule.regex.search(folded, start, point.span.start)
        if match and _fits(folded, rule, match):
            span = Span(match.start(), point.span.end)
            kind, name, words = rule.rule.kind, rule.rule.name, text[span.start : span.end]
            return TimeExpression(span=span, text=words, kind=kind, rule=name, inner=point)
    return None
