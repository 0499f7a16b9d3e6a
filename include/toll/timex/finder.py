"""Find the date expressions of a text in one pass: each word that can begin one is looked up, then its rules are tried.

The longest match wins, then the rule that stands first; what is found does not overlap and comes in text order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from toll.model import Span
from toll.timex.compiled import Compiled, Grammar, Starts, grammar_of
from toll.timex.expression import Kind, TimeExpression
from toll.timex.words import DateWords

_WORD = re.compile(r"\w+")
_CLAUSE_END = re.compile(r"[.;!?\n]")
_DECIMALS = re.compile(r"\d[.,]")
_UNTOLD = ("hour", "words")
_NEAR = 60
_REACH = 80


def find(text: str, words: DateWords, span: Span | None = None) -> tuple[TimeExpression, ...]:
    """Every date expression of `text` (within `span`, where given), with offsets into `text`.

    >>> from toll.timex import load
    >>> [(found.text, found.kind.value) for found in find("Depuis mars 2011, et mardi encore.", load("fr"))]
    [('Depuis mars 2011', 'since'), ('mardi', 'weekday')]
    """
    span = span or Span(0, len(text))
    grammar = grammar_of(words)
    folded = _folded(text)
    points = [(rule, _expression(text, rule, match, grammar)) for rule, match in _matches(folded, grammar, span)]
    return tuple(_ahead(text, found, words) for found in _composed(text, folded, points, grammar, span.start))


def _folded(text: str) -> str:
    """`text` in lower case with plain apostrophes and spaces, character for character."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lower.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ").replace("‑", "-")


def _matches(folded: str, grammar: Grammar, span: Span) -> Iterator[tuple[Compiled, re.Match[str]]]:
    """The longest match at each word, tried only in reach of an anchor."""
    at = span.start
    for anchor in grammar.anchors.finditer(folded, span.start, span.end):
        if anchor.end() <= at:
            continue
        reach = anchor.start() - _REACH
        if reach > at:
            at = max(at, folded.rfind(" ", at, reach) + 1)
        for word in _WORD.finditer(folded, at, anchor.end()):
            if word.start() < at or word[0] not in grammar.starts:
                continue
            best = _longest(folded, grammar.starts[word[0]], word.start(), span.end)
            if best is not None:
                at = best[1].end()
                yield best
        at = max(at, anchor.end())


def _longest(folded: str, starts: Starts, start: int, end: int) -> tuple[Compiled, re.Match[str]] | None:
    quick, rules = starts
    best: tuple[Compiled, re.Match[str]] | None = None
    if not quick.match(folded, start, end) or _DECIMALS.fullmatch(folded, max(0, start - 2), start):
        return None
    for rule in rules:
        match = rule.regex.match(folded, start, end)
        if match and (best is None or match.end() > best[1].end()) and _fits(folded, rule, match):
            best = rule, match
    return best


def _fits(folded: str, rule: Compiled, match: re.Match[str]) -> bool:
    if rule.unless_after and folded.endswith(rule.unless_after, 0, match.start()):
        return False
    if rule.only_before and not folded.startswith(rule.only_before, match.end()):
        return False
    return not (rule.unless_before and folded.startswith(rule.unless_before, match.end()))


def _expression(text: str, rule: Compiled, match: re.Match[str], grammar: Grammar) -> TimeExpression:
    says: dict[str, Any] = {}
    for label, field, target in rule.groups:
        if match[label] is None or field in _UNTOLD:
            continue
        value = _value(" ".join(match[label].split()), grammar.values.get(field, {}))
        if target in _SPREAD:
            says |= _SPREAD[target](value)
        elif target.endswith("s"):
            says[target] = (*says.get(target, ()), value)
        else:
            says[target] = value
    given = rule.rule
    said = {"shift": given.shift, "count": given.count, "unit": given.unit, "part": given.part} | says
    span = Span(match.start(), match.end())
    return TimeExpression(span=span, text=text[span.start : span.end], kind=given.kind, rule=given.name, **said)


def _value(word: str, values: dict[str, Any]) -> Any:
    return values[word] if word in values else int(word)


def _yearly(value: str) -> dict[str, Any]:
    if value.startswith("easter"):
        return {"easter": int(value.removeprefix("easter"))}
    return {"months": (int(value[:2]),), "days": (int(value[3:]),)}


def _dated(value: date) -> dict[str, Any]:
    return {"years": (value.year,), "months": (value.month,), "days": (value.day,)}


_SPREAD: dict[str, Callable[[Any], dict[str, Any]]] = {
    "holiday": _yearly,
    "named": _dated,
    "near": lambda value: {"shift": value},
    "season": lambda value: {"months": (value,)},
}


def _composed(
    text: str, folded: str, points: list[tuple[Compiled, TimeExpression]], grammar: Grammar, start: int
) -> Iterator[TimeExpression]:
    """Points with what stands before them (`depuis`), and without those that mean nothing alone."""
    for rule, point in points:
        whole = _around(text, folded, point, grammar, max(start, point.span.start - _REACH))
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
            words = text[span.start : span.end]
            return TimeExpression(span=span, text=words, kind=rule.rule.kind, rule=rule.rule.name, inner=point)
    return None


def _ahead(text: str, found: TimeExpression, words: DateWords) -> TimeExpression:
    """`found`, marked where its clause speaks of days to come."""
    if found.kind in (Kind.NEAR, Kind.PERIOD, Kind.SINCE, Kind.AGO, Kind.LAST):
        return found
    before = _CLAUSE_END.split(text[max(0, found.span.start - _NEAR) : found.span.start])[-1]
    after = _CLAUSE_END.split(text[found.span.end : found.span.end + _NEAR], maxsplit=1)[0]
    return replace(found, ahead=True) if words.to_come.search(before) or words.to_come.search(after) else found
