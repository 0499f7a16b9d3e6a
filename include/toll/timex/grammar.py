"""The notation of date rules, compiled to regular expressions and to the words by which a match is found.

A pattern is elements with spaces between: a word, a `{field}`, both joined (`mi-{month}`), `(one|another)`; `?` after
an element makes it optional. Text to match is lower case; a space also matches a line's end, and none is needed after
an apostrophe or hyphen. Refuses (ConfigurationError) unknown fields, nested brackets, a pattern that can be empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from toll.errors import ConfigurationError

GAP = r"(?:[ \t]+|[ \t]*\n(?!\n)[ \t]*|(?<=['\-]))"
_ELEMENT = re.compile(r"\([^()]*\)\??|[^\s()]+")
_FIELD = re.compile(r"\{(\w+)\}")
_WORD = re.compile(r"\w+")
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Field:
    """What a `{field}` matches; the words a match can begin with, and words of which it holds at least one."""

    regex: str
    first_words: frozenset[str]
    anchors: frozenset[str]


@dataclass(frozen=True, slots=True)
class Matcher:
    """A compiled pattern: every match begins with one of `first_words` and holds one of `anchors`."""

    regex: str
    first_words: frozenset[str]
    anchors: frozenset[str]
    empty: bool = False


def vocabulary(words: Mapping[str, object]) -> Field:
    """A field that matches exactly these words, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    regex = "|".join(GAP.join(re.escape(piece) for piece in word.split(" ")) for word in ordered)
    return Field(
        regex or r"(?!)",
        frozenset(_first_word(word) for word in ordered),
        frozenset((_WORD.findall(word) or [word])[-1] for word in ordered),
    )


class Notation:
    """Compiles patterns that may name `fields`; `common` words are too frequent to look for."""

    def __init__(self, fields: Mapping[str, Field], common: frozenset[str]) -> None:
        self._fields = fields
        self._common = common

    def compile(self, pattern: str) -> Matcher:
        """The pattern with a group for each field (`month`, then `month_2`); raises ConfigurationError."""
        matcher = self._sequence(pattern, {})
        if matcher.empty:
            raise ConfigurationError(f"pattern {pattern!r} can match nothing at all; leave one element without '?'")
        return matcher

    def _sequence(self, pattern: str, seen: dict[str, int]) -> Matcher:
        parts: list[str] = []
        anchors: list[frozenset[str]] = []
        first_words, leading = _NONE, True
        for raw in _elements(pattern):
            optional = raw.endswith("?")
            element = self._element(raw.removesuffix("?"), seen)
            if leading:
                first_words |= element.first_words
            if not optional:
                anchors.append(element.anchors)
            parts.append(_joined(element.regex, leading=leading, optional=optional))
            leading = leading and optional
        return Matcher("".join(parts), first_words, min(anchors, key=self._cost, default=_NONE), leading)

    def _cost(self, words: frozenset[str]) -> tuple[bool, int, int]:
        return (not words, len(words & self._common), len(words))

    def _element(self, raw: str, seen: dict[str, int]) -> Matcher:
        if not raw.startswith("("):
            return self._word(raw, seen)
        choices = [self._sequence(choice, seen) for choice in raw[1:-1].split("|")]
        return Matcher(
            "(?:" + "|".join(choice.regex for choice in choices) + ")",
            _NONE.union(*(choice.first_words for choice in choices)),
            _NONE.union(*(choice.anchors for choice in choices)),
        )

    def _word(self, raw: str, seen: dict[str, int]) -> Matcher:
        regex, at = "", 0
        fields = [self._known(found[1]) for found in _FIELD.finditer(raw)]
        for found in _FIELD.finditer(raw):
            regex += re.escape(raw[at : found.start()]) + self._group(found[1], seen)
            at = found.end()
        regex += re.escape(raw[at:])
        plain = frozenset(sorted(_WORD.findall(_FIELD.sub(" ", raw)), key=len)[-1:])
        first_words = fields[0].first_words if raw.startswith("{") else frozenset({_first_word(raw)})
        return Matcher(regex, first_words, min([plain, *(field.anchors for field in fields)], key=self._cost))

    def _group(self, name: str, seen: dict[str, int]) -> str:
        seen[name] = seen.get(name, 0) + 1
        label = name if seen[name] == 1 else f"{name}_{seen[name]}"
        return f"(?P<{label}>{self._known(name).regex})"

    def _known(self, name: str) -> Field:
        if name not in self._fields:
            raise ConfigurationError(f"unknown field {{{name}}}; there are {', '.join(sorted(self._fields))}")
        return self._fields[name]


def _elements(pattern: str) -> list[str]:
    elements = _ELEMENT.findall(pattern)
    if "".join(elements).replace(" ", "") != pattern.replace(" ", ""):
        raise ConfigurationError(f"pattern {pattern!r} has unbalanced or nested brackets")
    return elements


def _joined(regex: str, *, leading: bool, optional: bool) -> str:
    if leading:
        return f"(?:{regex}{GAP})?" if optional else regex
    gap = "" if regex.startswith(",") else GAP
    return f"(?:{gap}{regex})?" if optional else f"{gap}{regex}"


def _first_word(text: str) -> str:
    found = _WORD.match(text)
    return found[0] if found else text[:1]
