"""What stands before a name: a preposition, a noun of place, a direction, a title."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from toll.mentions.places.words import Noun, PlaceWords

WINDOW = 56
"""Characters that are read before a name."""

_ADJECTIVES = 3
"""Words that may stand between a noun of place and its "de": "la province septentrionale de"."""

_SHORTEST_ADJECTIVE = 4

_COMPLEMENT = 2
"""Words of a complement that may stand there: "le camp de déplacés de", "le marché aux légumes de"."""

_LED_REACH = 4
"""Words in which "évacués" may stand before the place: "évacués par hélicoptère vers"."""

_ELISIONS = str.maketrans({"’": "' ", "'": "' "})
_BREAKS = frozenset(",;:!?»…")
_LONGEST_ABBREVIATION = 4
"""Letters and full stop of "M.", "Dr.", "Mgr."; a longer word with a full stop ends a sentence."""


class Introduction(NamedTuple):
    """How a name is introduced: the phrase begins `lead` characters before it, what a reader would quote `quoted`.

    `locative`: something is said to be or happen there. `relation`: `near`, `offshore`, `part` (in the north of) or
    `beside` (to the north of). `title`: the name is a person's.
    """

    lead: int = 0
    quoted: int = 0
    locative: bool = False
    preposition: str | None = None
    noun: Noun | None = None
    relation: str | None = None
    title: bool = False
    article: str | None = None
    """The article before the name, also the one that "au" and "du" hold; towns take none that is not their own."""

    country_code: str | None = None
    """The country of an adjective on the way: "la ville syrienne de Deraa"."""

    led: bool = False
    """Whether the words before say that people come from there or were brought there: "évacués vers"."""


NOTHING = Introduction()


def introduce(text: str, start: int, words: PlaceWords) -> Introduction:
    """The introduction of the name that begins at `start`."""
    if not introducible(text, start, words):
        return NOTHING
    left = text[max(0, start - WINDOW) : start].rpartition("\n")[2]
    tokens = (left.translate(_ELISIONS) if "'" in left or "’" in left else left).split()
    if not tokens or not (left[-1].isspace() or left[-1] in "'’"):
        return NOTHING
    here = len(tokens) - 1
    word = _word(tokens[here])
    if word not in words.determiners:
        found, article = _undetermined(left, tokens, here, words), words.article_contractions.get(word)
    elif here == 0 or _word(tokens[here - 1]) not in words.of | words.prepositions:
        return Introduction(article=word, led=_is_doer([_word(token) for token in tokens[:here]], words))
    else:
        found, article = _undetermined(left, tokens, here - 1, words), word
    before = left[: len(left) - found.lead].split()
    if _is_led(before, found, words, left) or _is_likened(text, start, found.lead, before, words):
        found = found._replace(led=True, locative=False)
    return found._replace(article=article) if article else found


def _is_led(before: list[str], found: Introduction, words: PlaceWords, left: str) -> bool:
    """Whether `found` follows words of a way or an origin, or is a hospital, which is where the hurt are brought."""
    near = [_word(token) for token in before[-_LED_REACH:]]
    near = near[near.index("") + 1 if "" in near else 0 :]
    if not words.led.isdisjoint(near) or _is_doer(near, words):
        return True
    phrase = left[len(left) - found.lead :].translate(_ELISIONS).split()
    if phrase and _word(phrase[0]) in words.prepositions and not words.honoured.isdisjoint(near):
        return True
    if phrase and _word(phrase[0]) in words.wars and not words.since_war.isdisjoint(near):
        return True
    cared = not words.care.isdisjoint(map(_word, phrase)) and _word(phrase[0]) in words.prepositions
    return cared and words.happenings.isdisjoint(near) and words.bodies.isdisjoint(near)


def _is_doer(before: list[str], words: PlaceWords) -> bool:
    """Whether "by" leads to a doer, on no way and in no list: "occupied by", not "followed by Italy (3.000)"."""
    return not words.by.isdisjoint(before[-1:]) and words.ranking.isdisjoint(before[-2:-1])


def _is_likened(text: str, start: int, lead: int, before: list[str], words: PlaceWords) -> bool:
    """Whether only another deed there is likened, "in the wake of the attack of X", and nothing told of it."""
    if words.likened.isdisjoint(map(_word, before[-_LED_REACH:])):
        return False
    head = text[start - lead : start].translate(_ELISIONS).split()
    clause = text[start : start + WINDOW + WINDOW].partition(".")[0].split()
    return bool(head) and _word(head[0]) in words.happenings and words.told_of.isdisjoint(clause)


def _undetermined(left: str, tokens: list[str], here: int, words: PlaceWords) -> Introduction:
    word = _word(tokens[here])
    if word in words.of:
        return _after_of(left, tokens, here, words)
    if word in words.prepositions:
        return Introduction(_back(left, tokens, here), locative=True, preposition=word)
    if word in words.nouns:
        return Introduction(_phrase(left, tokens, here, words), locative=True, noun=words.nouns[word])
    if tokens[here].endswith(")"):
        return _titled(tokens, here, words)
    return Introduction(title=word in words.titles)


def introducible(text: str, start: int, words: PlaceWords) -> bool:
    """A quick look at the word before: most can introduce nothing."""
    if text[start - 1 : start] != " ":
        return start > 0 and text[start - 1] in "'’\u00a0"
    token = text[text.rfind(" ", 0, start - 1) + 1 : start - 1]
    return token in words.introducing or not token.isalpha() or token.lower() in words.introducing


@lru_cache(maxsize=1 << 15)
def _word(token: str) -> str:
    """The bare word; empty where a comma or the like parts it from what follows."""
    if token[-1] in _BREAKS or (token[-1] == "." and len(token) > _LONGEST_ABBREVIATION):
        return ""
    return token.lower().strip("'.\"«(-–[")


def _after_of(left: str, tokens: list[str], here: int, words: PlaceWords) -> Introduction:
    """Before "… de NAME": the noun of a place, site or event, the direction or nearness, with words between."""
    code, last, place = None, max(0, here - 1 - _ADJECTIVES), here - 1
    while place >= last:
        word = _word(tokens[place])
        if word in words.directions and place == here - 1:
            return _direction(left, tokens, place, words)
        if word in words.offshore and place and _word(tokens[place - 1]) in words.prepositions:
            return Introduction(_phrase(left, tokens, place, words), locative=True, relation="offshore")
        if word in words.near and place >= here - 2:
            return Introduction(_phrase(left, tokens, place, words), locative=True, relation="near")
        if (noun := words.nouns.get(word)) and not (noun.own_name and _is_any(tokens, place, here, words)):
            of, lead = _word(tokens[here]), _phrase(left, tokens, place, words)
            return Introduction(lead, locative=True, preposition=of, noun=noun, country_code=code)
        if noun or word in words.happenings or word in words.sites or word in words.directions:
            return Introduction(_back(left, tokens, place), locative=True, preposition=_word(tokens[here]))
        if word in words.natal:
            break
        if word in words.complements and place < here - 1:
            last = max(0, last - _COMPLEMENT)
        elif not word.isalpha() or len(word) < _SHORTEST_ADJECTIVE:
            break
        code = words.demonyms.get(word, code)
        place -= 1
    of_actor = not words.actors.isdisjoint(map(_word, tokens[max(0, here - 1 - _ADJECTIVES) : here]))
    return Introduction(_back(left, tokens, here), preposition=_word(tokens[here]), led=of_actor)


def _is_any(tokens: list[str], place: int, here: int, words: PlaceWords) -> bool:
    """Whether a street is one of the town, "une rue commerçante de Gao", and not called by it, "rue de Rivoli"."""
    return place < here - 1 or (place > 0 and _word(tokens[place - 1]) in words.indefinite)


def _titled(tokens: list[str], here: int, words: PlaceWords) -> Introduction:
    """In "le président (François) Hollande", the title before the bracket."""
    opened = next((place for place in range(here, -1, -1) if tokens[place].startswith("(")), 0)
    return Introduction(title=opened > 0 and _word(tokens[opened - 1]) in words.titles)


def _direction(left: str, tokens: list[str], place: int, words: PlaceWords) -> Introduction:
    """Beside a town: "au sud de"; a part of it: "dans le sud de", "le sud de"."""
    before = [_word(token) for token in tokens[max(0, place - 2) : place]]
    beside = before[-1:] == ["au"] or before == ["à", "l"]
    lead, quoted = _phrase(left, tokens, place, words), _back(left, tokens, place)
    return Introduction(lead, quoted, locative=True, relation="beside" if beside else "part")


def _phrase(left: str, tokens: list[str], place: int, words: PlaceWords) -> int:
    """How far before the name the phrase begins whose noun is `tokens[place]`, with determiner and preposition."""
    first = place
    while first > max(0, place - 2):
        word = _word(tokens[first - 1])
        if word not in words.determiners and word not in words.prepositions:
            break
        first -= 1
    return _back(left, tokens, first)


def _back(left: str, tokens: list[str], place: int) -> int:
    """Characters from the beginning of `tokens[place]` to the end of `left`."""
    end = len(left)
    for token in reversed(tokens[place:]):
        end = left.rfind(token.rstrip("'"), 0, end)
    bare = tokens[place].lstrip('"«([-–')
    return len(left) - end - (len(tokens[place]) - len(bare))
