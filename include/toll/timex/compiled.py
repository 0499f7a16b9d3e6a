"""Date rules made ready for one pass over a text: which rules can begin at which word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from toll import packs
from toll.errors import ConfigurationError
from toll.settings import INCLUDE
from toll.timex.anchors import NUMBER, Anchors
from toll.timex.grammar import GAP, Notation
from toll.timex.words import SMALL_NUMBERS, DateRule, DateWords

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
_SILENT = ("hour", "words")
_SAYS = ("shift", "count", "unit", "part", "to_the_day")


@dataclass(frozen=True)
class Compiled:
    """A rule as a regular expression.

    `groups` names for each group its field of the vocabulary and of the expression (None where it says nothing);
    `says` is what the rule itself adds.
    """

    rule: DateRule
    regex: re.Pattern[str]
    groups: tuple[tuple[str, str | None], ...]
    says: dict[str, Any]
    unless_after: tuple[str, ...]
    unless_before: tuple[str, ...]
    only_before: tuple[str, ...]
    first_words: frozenset[str]
    anchors: frozenset[str]

    @cached_property
    def keys(self) -> frozenset[str]:
        """Its anchors, all numbers as one."""
        return frozenset(NUMBER if anchor.isdigit() else anchor for anchor in self.anchors)


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules of a language, ready for one pass.

    `anchors` finds the words without which there is no date, `leads` has for each of them (all numbers as one) the
    words that a date with it can begin with, `starts` for each first word its rules; `around` are the rules
    that take a date inside; `values` says what each field's words mean.
    """

    anchors: Anchors
    leads: dict[str, frozenset[str]]
    starts: dict[str, tuple[Compiled, ...]]
    around: tuple[Compiled, ...]
    values: dict[str, dict[str, Any]]


def grammar_of(words: DateWords) -> Grammar:
    """The grammar of `words`, compiled at the first call. Raises ConfigurationError for a pattern that is wrong."""
    return _grammar(_Identity(words))


@cache
def load(language: str) -> DateWords:
    """The date words of an ISO 639-1 `language`, read once; ConfigurationError where there are none or one is wrong."""
    return load_file(INCLUDE / "languages" / language / "dates.yaml")


def load_file(path: Path) -> DateWords:
    """The date words of one YAML file, compiled."""
    words = packs.load(path, DateWords)
    grammar_of(words)
    return words


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
    notation = Notation(words.fields, SMALL_NUMBERS.union(words.common))
    plain = [_compiled(rule, notation) for rule in words.rules if not rule.pattern.endswith(_INNER)]
    around = tuple(_compiled(rule, notation) for rule in words.rules if rule.pattern.endswith(_INNER))
    return Grammar(_anchors(plain), _leads(plain), _starts(plain), around, _values(words))


def _compiled(rule: DateRule, notation: Notation) -> Compiled:
    try:
        matcher = notation.compile(rule.pattern.removesuffix(_INNER))
    except ConfigurationError as error:
        raise ConfigurationError(f"date rule {rule.name!r}: {error}") from error
    around = rule.pattern.endswith(_INNER)
    regex = re.compile(rf"(?<!\w){matcher.regex}{GAP}\Z" if around else rf"{matcher.regex}(?!\w)")
    return Compiled(
        rule=rule,
        regex=regex,
        groups=tuple(_target(label) for label in regex.groupindex),
        says={name: getattr(rule, name) for name in _SAYS if getattr(rule, name) is not None},
        unless_after=tuple(f"{word} " for word in rule.unless_after),
        unless_before=tuple(_following(word) for word in rule.unless_before),
        only_before=tuple(_following(word) for word in rule.only_before),
        first_words=matcher.first_words,
        anchors=matcher.anchors,
    )


def _following(word: str) -> str:
    return word if word[0] in "-,%" else f" {word}"


def _anchors(rules: list[Compiled]) -> Anchors:
    return Anchors(frozenset[str]().union(*(rule.anchors for rule in rules)))


def _target(label: str) -> tuple[str, str | None]:
    name = _LABEL.sub("", label)
    return name, None if name in _SILENT else _TARGETS.get(name, name)


def _leads(rules: list[Compiled]) -> dict[str, frozenset[str]]:
    leads: dict[str, set[str]] = {}
    for rule in rules:
        for anchor in rule.keys:
            leads.setdefault(anchor, set()).update(rule.first_words)
    return {anchor: frozenset(words) for anchor, words in leads.items()}


def _starts(rules: list[Compiled]) -> dict[str, tuple[Compiled, ...]]:
    by_word: dict[str, list[Compiled]] = {}
    for rule in rules:
        for word in rule.first_words:
            by_word.setdefault(word, []).append(rule)
    return {word: tuple(candidates) for word, candidates in by_word.items()}


def _values(words: DateWords) -> dict[str, dict[str, Any]]:
    numbers = {"day": words.day_words, "count": words.count_words}
    names = ("weekday", "month", "month_short", "unit", "part", "shift", "near", "season", "holiday", "named")
    return {**numbers, **{name: getattr(words, name) for name in names}}
