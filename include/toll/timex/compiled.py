"""Date rules made ready for one pass over a text: which rules can begin at which word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from toll.errors import ConfigurationError
from toll.timex.expression import Kind
from toll.timex.grammar import GAP, compile_pattern
from toll.timex.words import DateRule, DateWords

_INNER = " {date}"
_LABEL = re.compile(r"_\d+$")
_TARGETS = {
    "day": "days",
    "day_number": "days",
    "month": "months",
    "month_short": "months",
    "month_number": "months",
    "year": "years",
}
_TARGETS |= {"weekday": "weekdays", "decade": "years"}


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule as a regular expression; `groups` are (group, field of the vocabulary, field of the expression)."""

    rule: DateRule
    regex: re.Pattern[str]
    groups: tuple[tuple[str, str, str], ...]
    unless_after: tuple[str, ...]
    unless_before: tuple[str, ...]
    first_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """`starts`: for each first word a quick test and the rules; `around`: the rules that take a date inside."""

    starts: dict[str, tuple[re.Pattern[str], tuple[Compiled, ...]]]
    around: tuple[Compiled, ...]
    values: dict[str, dict[str, Any]]


def grammar_of(words: DateWords) -> Grammar:
    """The grammar of `words`, compiled at the first call. Raises ConfigurationError for a pattern that is wrong."""
    return _grammar(_Identity(words))


class _Identity:
    """A key for the cache: the same object, as mappings cannot be hashed."""

    def __init__(self, words: DateWords) -> None:
        self.words = words

    def __hash__(self) -> int:
        return id(self.words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and other.words is self.words


@lru_cache(maxsize=32)
def _grammar(key: _Identity) -> Grammar:
    words = key.words
    plain = [_compiled(rule, words) for rule in words.rules if not rule.pattern.endswith(_INNER)]
    around = tuple(_compiled(rule, words) for rule in words.rules if rule.pattern.endswith(_INNER))
    return Grammar(_starts(plain), around, _values(words))


def _compiled(rule: DateRule, words: DateWords) -> Compiled:
    try:
        regex, first_words = compile_pattern(rule.pattern.removesuffix(_INNER), words.fields)
    except ConfigurationError as error:
        raise ConfigurationError(f"date rule {rule.name!r}: {error}") from error
    if rule.pattern.endswith(_INNER):
        regex = re.compile(rf"(?<!\w){regex.pattern}{GAP}\Z")
    return Compiled(
        rule=rule,
        regex=regex,
        groups=tuple(_target(label) for label in regex.groupindex),
        unless_after=tuple(f"{word} " for word in rule.unless_after),
        unless_before=tuple(word if word[0] in "-,%" else f" {word}" for word in rule.unless_before),
        first_words=first_words,
    )


def _target(label: str) -> tuple[str, str, str]:
    name = _LABEL.sub("", label)
    return label, name, _TARGETS.get(name, name)


def _starts(rules: list[Compiled]) -> dict[str, tuple[re.Pattern[str], tuple[Compiled, ...]]]:
    by_word: dict[str, list[Compiled]] = {}
    for rule in rules:
        for word in rule.first_words:
            by_word.setdefault(word, []).append(rule)
    quick: dict[tuple[int, ...], tuple[re.Pattern[str], tuple[Compiled, ...]]] = {}
    starts = {}
    for word, candidates in by_word.items():
        key = tuple(id(rule) for rule in candidates)
        if key not in quick:
            quick[key] = (_any_of(candidates), tuple(candidates))
        starts[word] = quick[key]
    return starts


def _any_of(rules: list[Compiled]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{re.sub(r'[(][?]P<[a-z_0-9]+>', '(?:', rule.regex.pattern)})" for rule in rules))


def _values(words: DateWords) -> dict[str, dict[str, Any]]:
    numbers = {"day": words.day_words, "count": words.count_words}
    names = ("weekday", "month", "month_short", "unit", "part", "shift", "near", "season", "holiday", "named")
    return {**numbers, **{name: getattr(words, name) for name in names}}


def inside(kind: Kind) -> bool:
    """Whether expressions of this kind hold another date."""
    return kind in (Kind.SINCE, Kind.UNTIL)
