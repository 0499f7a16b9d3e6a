"""What stands before a name: a preposition, a noun of place, a direction, a title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toll.mentions.places.words import Noun, PlaceWords

WINDOW = 64
"""Characters that are read before a name."""

_TOKEN = re.compile(r"[^\s'’(),;:!?\"«»]+(?:['’](?=\w|$))?|[(),;:!?\"«»]")
_ADJECTIVES = 3


@dataclass(frozen=True, slots=True)
class Introduction:
    """How a name is introduced; the phrase begins at `start`, the part of it that a reader would quote at `name_start`.

    `locative`: something is said to be or happen there. `relation`: `near`, `offshore`, `part` (in the north of) or
    `beside` (to the north of). `title`: the name is a person's.
    """

    start: int
    name_start: int
    locative: bool = False
    preposition: str | None = None
    noun: Noun | None = None
    relation: str | None = None
    title: bool = False


def introduce(text: str, start: int, words: PlaceWords) -> Introduction:
    """The introduction of the name that begins at `start`."""
    base = max(0, start - WINDOW)
    tokens = [(m[0].rstrip("'’.").lower(), m.start()) for m in _TOKEN.finditer(text, base, start)]
    here = len(tokens) - 1
    determined = here >= 0 and tokens[here][0] in words.determiners
    here -= determined
    if here >= 0 and tokens[here][0] == ")":
        here = _before_bracket(tokens, here)
    if here < 0:
        return Introduction(start, start)
    word, offset = tokens[here]
    if word in words.of:
        return _after_of(tokens, here, start, words)
    if word in words.prepositions:
        return Introduction(offset, start, locative=True, preposition=word)
    if word in words.nouns and not determined:
        return Introduction(_phrase(tokens, here, words), start, locative=True, noun=words.nouns[word])
    return Introduction(start, start, title=word in words.titles and not determined)


Tokens = list[tuple[str, int]]


def _after_of(tokens: Tokens, here: int, start: int, words: PlaceWords) -> Introduction:
    """Before "… de NAME": the first noun of place or of an event, direction or nearness within some adjectives before it."""
    for place in range(here - 1, max(-1, here - 1 - _ADJECTIVES), -1):
        word, offset = tokens[place]
        if word in words.directions:
            return _direction(tokens, place, words)
        if word in words.offshore and tokens[place - 1][0] in words.prepositions:
            return Introduction(_phrase(tokens, place, words), start, locative=True, relation="offshore")
        if word in words.near:
            return Introduction(_phrase(tokens, place, words), start, locative=True, relation="near")
        if word in words.nouns:
            return Introduction(_phrase(tokens, place, words), start, locative=True, noun=words.nouns[word])
        if word in words.happenings:
            return Introduction(offset, start, locative=True, preposition=tokens[here][0])
        if not word.isalpha() or word in words.of or word in words.prepositions:
            break
    return Introduction(tokens[here][1], start, preposition=tokens[here][0])


def _before_bracket(tokens: Tokens, here: int) -> int:
    """In "le président (François) Hollande", the word before the bracket that closes at `here`."""
    return next((place - 1 for place in range(here, -1, -1) if tokens[place][0] == "("), -1)


def _direction(tokens: Tokens, place: int, words: PlaceWords) -> Introduction:
    """Beside a town: "au sud de"; a part of it: "dans le sud de", "le sud de"."""
    before = tokens[place - 1][0] if place else ""
    earlier = tokens[place - 2][0] if place > 1 else ""
    beside = before == "au" or (before == "l" and earlier == "à")
    relation = "beside" if beside else "part"
    name_start = tokens[place][1]
    return Introduction(_phrase(tokens, place, words), name_start, locative=True, relation=relation)


def _phrase(tokens: Tokens, place: int, words: PlaceWords) -> int:
    """Where the phrase begins whose noun is `tokens[place]`: with its determiner and preposition."""
    first = place
    while first > 0 and first > place - 2 and tokens[first - 1][0] in words.determiners | words.prepositions:
        first -= 1
    return tokens[first][1]
