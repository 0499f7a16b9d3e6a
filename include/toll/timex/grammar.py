"""The notation of date rules, compiled to regular expressions and to the words that a match can begin with.

A pattern is elements with spaces between: a word, a `{field}`, both joined (`mi-{month}`), `(one|another)`; `?` after an
element makes it optional. Text to match is lower case; a space also matches a line's end, and none is needed after an
apostrophe or hyphen. Refuses (ConfigurationError) an unknown field, unbalanced brackets, a pattern that can be empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from toll.errors import ConfigurationError

GAP = r"(?:[ \t]+|[ \t]*\n(?!\n)[ \t]*|(?<=['\-]))"
_ELEMENT = re.compile(r"\([^()]*\)\??|[^\s()]+")
_FIELD = re.compile(r"\{(\w+)\}")
_FIRST_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Field:
    """What a `{field}` matches, and the words that a match can begin with."""

    regex: str
    first_words: frozenset[str]


def vocabulary(words: Mapping[str, object]) -> Field:
    """A field that matches exactly these words, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    regex = "|".join(GAP.join(re.escape(piece) for piece in word.split(" ")) for word in ordered)
    return Field(regex or r"(?!)", frozenset(_first_word(word) for word in ordered))


def compile_pattern(pattern: str, fields: Mapping[str, Field]) -> tuple[re.Pattern[str], frozenset[str]]:
    """The pattern as a regular expression, a group for each field (`month`, then `month_2`), and its first words."""
    seen: dict[str, int] = {}
    regex, first_words, empty = _sequence(pattern, fields, seen)
    if empty:
        raise ConfigurationError(f"pattern {pattern!r} can match nothing at all; leave one element without '?'")
    return re.compile(regex + r"(?!\w)"), first_words


def _sequence(pattern: str, fields: Mapping[str, Field], seen: dict[str, int]) -> tuple[str, frozenset[str], bool]:
    """Regex, first words, and whether every element is optional."""
    parts: list[str] = []
    first_words: frozenset[str] = frozenset()
    leading = True
    for raw in _elements(pattern):
        optional = raw.endswith("?")
        regex, words = _element(raw.removesuffix("?"), fields, seen)
        if leading:
            first_words |= words
        parts.append(_joined(regex, leading=leading, optional=optional))
        leading = leading and optional
    return "".join(parts), first_words, leading


def _elements(pattern: str) -> list[str]:
    elements = _ELEMENT.findall(pattern)
    if "".join(elements).replace(" ", "") != pattern.replace(" ", ""):
        raise ConfigurationError(f"pattern {pattern!r} has unbalanced or nested brackets")
    return elements


def _joined(regex: str, *, leading: bool, optional: bool) -> str:
    if leading:
        return f"(?:{regex}{GAP})?" if optional else regex
    gap = r"" if regex.startswith(",") else GAP
    return f"(?:{gap}{regex})?" if optional else f"{gap}{regex}"


def _element(raw: str, fields: Mapping[str, Field], seen: dict[str, int]) -> tuple[str, frozenset[str]]:
    if not raw.startswith("("):
        return _word(raw, fields, seen)
    choices = [_sequence(choice, fields, seen) for choice in raw[1:-1].split("|")]
    words: frozenset[str] = frozenset().union(*(choice[1] for choice in choices))
    return "(?:" + "|".join(choice[0] for choice in choices) + ")", words


def _word(raw: str, fields: Mapping[str, Field], seen: dict[str, int]) -> tuple[str, frozenset[str]]:
    regex, words, at = "", frozenset[str](), 0
    for found in _FIELD.finditer(raw):
        regex += re.escape(raw[at : found.start()])
        if not regex:
            words = _known(found[1], fields).first_words
        regex += _group(found[1], fields, seen)
        at = found.end()
    return regex + re.escape(raw[at:]), words or frozenset({_first_word(raw)})


def _group(name: str, fields: Mapping[str, Field], seen: dict[str, int]) -> str:
    seen[name] = seen.get(name, 0) + 1
    label = name if seen[name] == 1 else f"{name}_{seen[name]}"
    return f"(?P<{label}>{_known(name, fields).regex})"


def _known(name: str, fields: Mapping[str, Field]) -> Field:
    if name not in fields:
        raise ConfigurationError(f"unknown field {{{name}}}; there are {', '.join(sorted(fields))}")
    return fields[name]


def _first_word(text: str) -> str:
    found = _FIRST_WORD.match(text)
    return found[0] if found else text[:1]
