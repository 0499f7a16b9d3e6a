"""Who says so: "according to X", "X said", "said X", each voice with its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from toll.codes import SourceType
from toll.mentions import phrases
from toll.patterns import Node

_FULL_NAME = re.compile(r"\b[A-ZÉ][\w'’-]+(?: (?:[a-z]{2,3}[ -])?[A-ZÉ][\w'’-]+)+")
_INTRODUCED = re.compile(r"\b([A-ZÉ][\w-]+)((?:[ '’](?:[A-ZÉ]?[\w-]+)){1,9}) \(([A-ZÉ]{2,8})\)")
_SHORT = re.compile(r" \([A-ZÉ]{2,8}\)")
_KINDS = {
    "officials": SourceType.OFFICIAL,
    "state_forces": SourceType.MILITARY,
    "police": SourceType.OFFICIAL,
    "officers": SourceType.MILITARY,
    "non_state_fighters": SourceType.ARMED_GROUP,
    "attackers": SourceType.ARMED_GROUP,
    "suicide_attackers": SourceType.ARMED_GROUP,
}
_ACTORS = {
    "state_forces": SourceType.MILITARY,
    "police": SourceType.OFFICIAL,
    "armed": SourceType.ARMED_GROUP,
    "group": SourceType.ARMED_GROUP,
}
_NAME_BEGINS = frozenset(
    (
        "the",
        "the_many",
        "of_the",
        "of_the_one",
        "one",
        "person",
        "victims",
        "named",
        "Name",
        "source_noun",
        "place",
        "abbreviation",
        "institution",
    )
)
_SPEAKING = ("said", "spoke", "claimed")
_SAYING = frozenset(("according", *_SPEAKING))
_BETWEEN = ("adverb", "time", "comma")
_COUNT = "count"
"""Value of words for what counts the dead: a toll is whoever's who gives it."""

_BELONGING = ("of", "of_the", "of_the_one")
_OF_COUNT = frozenset(
    ("one", "the", "the_many", "announcement", "w", "ordinal", "adverb", "time", "comma", "spoke", "said")
)
_COUNT_REACH = 9
_HEARERS = ("source_noun", "platform", "Name", "place", "victim")
_AUXILIARY = {"been", "have", "be", "adverb", "pronoun", "he", "not"}
_COUNTING = "counting"
"""Value of verbs that say how many: who counts gives the figure."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker as the article names it; `node` is the index of the word that makes it one."""

    name: str
    type: SourceType
    node: int


def find(text: str, nodes: Sequence[Node], known: Mapping[str, str]) -> tuple[Voice, ...]:
    """The voices of a sentence in the order of the text, none twice; `known` names as `introduced` gives them."""
    found: dict[str, Voice] = {}
    for i, node in enumerate(nodes):
        if node.symbol not in _SAYING and node.value != _COUNTING:
            continue
        for spoken in _phrases(nodes, i, node):
            phrase = _counter(nodes, spoken)
            name = _called(text, nodes, phrases.person(nodes, phrase) or phrase, known)
            found.setdefault(name, Voice(name, _type(nodes[phrase[0] : phrase[1]]), i))
    return tuple(found.values())


def _called(text: str, nodes: Sequence[Node], phrase: tuple[int, int], known: Mapping[str, str]) -> str:
    """A speaker by the short name of an institution, the full name of a person ("M. Durand" is "Paul Durand")."""
    written = phrases.words(text, nodes, phrase)
    titled = nodes[phrase[0]].find("abbreviation") is not None
    return known.get(written.split()[-1] if titled else written, written)


def introduced(text: str) -> Mapping[str, str]:
    """Short names that an article introduces, each with what it stands for.

    The first word of a long name and the long name itself → its acronym; a family name → the full name first written.

    >>> introduced("L'Observatoire des droits de l'Homme (ODH) l'a dit.")["Observatoire"]
    'ODH'
    >>> introduced("Le maire, Paul Durand, l'a dit.")["Durand"]
    'Paul Durand'
    """
    found: dict[str, str] = {}
    for name in _FULL_NAME.findall(text):
        found.setdefault(name.split()[-1], name)
    done = 0
    for short in _SHORT.finditer(text):
        begins = max(done, *(text.rfind(mark, done, short.start()) + 1 for mark in ".,\n"))
        match = _INTRODUCED.search(text, begins, done := short.end())
        if match is not None:
            found[match.group(1)] = found[match.group(1) + match.group(2)] = match.group(3)
    return found


def _phrases(nodes: Sequence[Node], i: int, node: Node) -> Iterator[tuple[int, int]]:
    if node.symbol == "according":
        yield from list(_several(nodes, i + 1)) or _several(nodes, _past_count(nodes, i + 1))
    elif (node.symbol in _SPEAKING or node.value == _COUNTING) and not _is_passive(nodes, i):
        start = _speaker_start(nodes, i + 1)
        spoken_after = list(_several(nodes, start)) if _begins_name(nodes, start) else []
        subject = phrases.before(nodes, _verb_start(nodes, i))
        yield from spoken_after or ([subject] if subject else [])


def _counter(nodes: Sequence[Node], phrase: tuple[int, int]) -> tuple[int, int]:
    """Who counts, where the count is named before: "the latest toll of the ministry" is the ministry's."""
    start, end = phrase
    of = next((i for i in range(start, end) if nodes[i].symbol in _BELONGING), end)
    counted = any(node.value == _COUNT for node in nodes[start:of])
    return (phrases.after(nodes, of + 1) if counted and of < end else None) or phrase


def _past_count(nodes: Sequence[Node], i: int) -> int:
    """Past a count and "by", where who made it follows: "a toll given on Monday by"; else the end."""
    counted = False
    for j in range(i, min(i + _COUNT_REACH, len(nodes))):
        if nodes[j].symbol == "by":
            return j + 1 if counted else len(nodes)
        if nodes[j].symbol not in _OF_COUNT:
            break
        counted = counted or nodes[j].value == _COUNT
    return len(nodes)


def _is_passive(nodes: Sequence[Node], i: int) -> bool:
    """Whether the verb tells what was done to its subject: "he was called", "attacks claimed by"."""
    start = _verb_start(nodes, i)
    return any(node.symbol == "been" for node in nodes[start:i]) or (start == i and _symbol(nodes, i + 1) == "by")


def _speaker_start(nodes: Sequence[Node], i: int) -> int:
    """Past "on Wednesday", "for their part", "to AFP", "on Twitter"."""
    while i < len(nodes):
        if nodes[i].symbol in _BETWEEN:
            i += 1
        elif nodes[i].symbol in ("to", "in") and (heard := _addressee(nodes, i + 1)):
            i = heard
        else:
            break
    return i


def _addressee(nodes: Sequence[Node], i: int) -> int | None:
    """The node after those to whom or on what somebody spoke, which begin at `i`; null where nobody follows."""
    i += i < len(nodes) and nodes[i].symbol in ("the", "the_many", "one")
    return i + 1 if i < len(nodes) and nodes[i].symbol in _HEARERS else None


def _several(nodes: Sequence[Node], start: int) -> Iterator[tuple[int, int]]:
    """A phrase, and those that "and" joins to it."""
    phrase = phrases.after(nodes, start)
    while phrase is not None:
        yield phrase
        joined = phrase[1] < len(nodes) and nodes[phrase[1]].symbol == "and"
        phrase = phrases.after(nodes, phrase[1] + 1) if joined and _begins_name(nodes, phrase[1] + 1) else None


def _begins_name(nodes: Sequence[Node], i: int) -> bool:
    return i < len(nodes) and nodes[i].symbol in _NAME_BEGINS


def _symbol(nodes: Sequence[Node], i: int) -> str | None:
    return nodes[i].symbol if i < len(nodes) else None


def _verb_start(nodes: Sequence[Node], i: int) -> int:
    while i > 0 and nodes[i - 1].symbol in _AUXILIARY:
        i -= 1
    return i


def _type(nodes: Sequence[Node]) -> SourceType:
    for node in nodes:
        for leaf in node.walk():
            if leaf.symbol == "source_noun":
                return SourceType(leaf.value)
            if leaf.symbol == "institution":
                return SourceType.OFFICIAL
            if leaf.symbol == "victim" and leaf.value in _KINDS:
                return _KINDS[leaf.value]
            if leaf.symbol == "actor":
                return _ACTORS.get(leaf.value, SourceType.OTHER)
    return SourceType.OTHER
