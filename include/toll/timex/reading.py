"""What the words that a rule matched say: each group of the match into the fields of a `TimeExpression`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Literal

from toll.model import Span
from toll.timex.compiled import Compiled, Grammar
from toll.timex.expression import TimeExpression

Tense = Literal["ahead", "behind", "unsaid"]
TENSES: dict[Tense, dict[str, Any]] = {"ahead": {"ahead": True}, "behind": {"behind": True}, "unsaid": {}}
_LISTS = frozenset({"days", "months", "years", "weekdays"})


def read(text: str, rule: Compiled, match: re.Match[str], grammar: Grammar, tense: Tense) -> TimeExpression:
    """The expression that `rule` found at `match`, in the article's own words."""
    says: dict[str, Any] = dict(rule.says)
    for (field, target), words in zip(rule.groups, match.groups(), strict=True):
        if words is None or target is None:
            continue
        value = _value(words, grammar.values.get(field))
        if target in _LISTS:
            says[target] = (*says.get(target, ()), value)
        elif target in _SPREAD:
            says |= _SPREAD[target](value)
        else:
            says[target] = value
    span = Span(match.start(), match.end())
    kind, name = rule.rule.kind, rule.rule.name
    return TimeExpression(span=span, text=text[span.start : span.end], kind=kind, rule=name, **TENSES[tense], **says)


def _value(words: str, values: dict[str, Any] | None) -> Any:
    """What the vocabulary has for `words` (with single spaces), else the number that they are."""
    if values is not None and words in values:
        return values[words]
    spaced = " ".join(words.split())
    return values[spaced] if values is not None and spaced in values else int(words)


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
