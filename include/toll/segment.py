"""Text to sentences, with the characters that each covers.

A line is a paragraph: news copy does not break lines inside one. Within it a sentence ends at . ! ? … before a space
and a capital, a digit or an opening sign, unless the word before the point is an abbreviation or an initial; the space
may be missing between small letters and a capitalised word, but in an address on the net. A line
between dashes is an intertitle (agency copy: "- Titre -"), the first line without a final point a headline. What runs
on without an end is cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from toll.model import Span

_PARAGRAPH = re.compile(r"[^\r\n]+")
_AFTER_WORD = r"(?:(?<=[a-zà-ÿ]{3}[.!?…])|(?<=[a-zà-ÿ)][\"”»)][.!?…]))"
_GLUED = rf"{_AFTER_WORD}(?=[\"“«]?[A-ZÀ-Þ](?:['’]|[a-zà-ÿ]*[\s,'’]))"
_END = re.compile(rf"[.!?…]+(?:[\"”')]|[^\S\r\n]?»)*(?:(?=\s+[\"«“(\-–—]*\s?[^\Wa-zà-ÿ_])|{_GLUED})")
_ADDRESS = re.compile(r"(?:www\.|[/@])\S*$")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_LONGEST = 24
"""Letters of a word before a point that are looked at; no abbreviation is longer."""
_LONGEST_ADDRESS = 100
_INTERTITLE = re.compile(r"\s*[-–—]\s.{1,80}\s[-–—]\s*$")
_FINAL = re.compile(r"[.!?…:;,][\"»”')\s]*$")
_HEADLINE_LENGTH = 200

MOST_CHARACTERS = 2_000
"""No writer's sentence is longer; what runs on (a table, a list of names) is cut at white space, so that the time it
takes stays in proportion to its length."""


class Kind(Enum):
    """What a sentence is in the make-up of an article."""

    HEADLINE = "headline"
    INTERTITLE = "intertitle"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters of the article's text; `paragraph` counts the paragraphs from 0."""

    span: Span
    paragraph: int
    kind: Kind


def sentences(text: str, abbreviations: frozenset[str]) -> tuple[Sentence, ...]:
    """The sentences of `text` in order, without the white space around them; `abbreviations` in lower case."""
    found: list[Sentence] = []
    for number, paragraph in enumerate(p for p in _PARAGRAPH.finditer(text) if not p.group().isspace()):
        kind = _kind(paragraph.group(), first=number == 0)
        for start, end in _split(text, paragraph.start(), paragraph.end(), abbreviations):
            found.append(Sentence(Span(start, end), number, kind))
    return tuple(found)


def _kind(paragraph: str, *, first: bool) -> Kind:
    if _INTERTITLE.match(paragraph):
        return Kind.INTERTITLE
    headline = first and len(paragraph) < _HEADLINE_LENGTH and not _FINAL.search(paragraph)
    return Kind.HEADLINE if headline else Kind.PROSE


def _split(text: str, start: int, end: int, abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
    for match in _END.finditer(text, start, end):
        if text[match.start()] == "." and _is_inside(text, start, match, abbreviations):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, end)


def _is_inside(text: str, start: int, point: re.Match[str], abbreviations: frozenset[str]) -> bool:
    """Whether the point belongs to a word: to an abbreviation, an initial, or an address on the net."""
    at, goes_on = point.start(), point.end() < len(text) and not text[point.end()].isspace()
    address = goes_on and _ADDRESS.search(text, max(start, at - _LONGEST_ADDRESS), at) is not None
    return address or _is_abbreviated(text, start, at, abbreviations)


def _is_abbreviated(text: str, start: int, point: int, abbreviations: frozenset[str]) -> bool:
    word = _LAST_WORD.search(text, max(start, point - _LONGEST), point)
    return word is not None and (len(word[0]) == 1 or word[0].lower() in abbreviations)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is left without the white space around it, in pieces of a sentence's length."""
    while end - start > MOST_CHARACTERS:
        cut = text.rfind(" ", start, start + MOST_CHARACTERS)
        cut = cut if cut > start else start + MOST_CHARACTERS
        yield from _trimmed(text, start, cut)
        start = cut
    inner = text[start:end]
    begin = start + len(inner) - len(inner.lstrip())
    stop = start + len(inner.rstrip())
    if begin < stop:
        yield begin, stop
