"""Who says so: "according to X", "X said", "said X", each voice with its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from toll.codes import SourceType
from toll.mentions import phrases
from toll.patterns import Node

_INTRODUCED = re.compile(r"\b([A-ZÉ][\w-]+)((?:[ '’](?:[A-ZÉ]?[\w-]+)){1,9}) \(([A-ZÉ]{2,8})\)")
_KINDS = {
    "officials": SourceType.OFFICIAL,
    "state_forces": SourceType.MILITARY,
    "non_state_fighters": SourceType.ARMED_GROUP,
}
_ACTORS = {"state_forces": SourceType.MILITARY, "armed": SourceType.ARMED_GROUP}
_NAME_BEGINS = frozenset(
    (
        "the",
        "the_many",
        "of_the",
        "of_the_one",
        "one",
        "person",
        "named",
        "Name",
        "source_noun",
        "place",
        "abbreviation",
    )
)
_AUXILIARY = {"have", "be", "adverb", "pronoun", "not"}


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker as the article names it; `node` is the index of the word that makes it one."""

    name: str
    type: SourceType
    node: int


def find(text: str, nodes: Sequence[Node], acronyms: Mapping[str, str]) -> tuple[Voice, ...]:
    """The voices of a sentence in the order of the text, none twice; `acronyms` as `introduced` gives them."""
    found: dict[str, Voice] = {}
    for i, node in enumerate(nodes):
        for phrase in _phrases(nodes, i, node.symbol):
            written = phrases.words(text, nodes, phrase)
            name = acronyms.get(written, written)
            found.setdefault(name, Voice(name, _type(nodes[phrase[0] : phrase[1]]), i))
    return tuple(found.values())


def introduced(text: str) -> Mapping[str, str]:
    """Short names that an article introduces: the first word of a long name → its acronym, and the long name itself.

    >>> introduced("L'Observatoire des droits de l'Homme (ODH) l'a dit.")["Observatoire"]
    'ODH'
    """
    found: dict[str, str] = {}
    for match in _INTRODUCED.finditer(text):
        found[match.group(1)] = found[match.group(1) + match.group(2)] = match.group(3)
    return found


def _phrases(nodes: Sequence[Node], i: int, symbol: str) -> Iterator[tuple[int, int]]:
    if symbol == "according":
        yield from _several(nodes, i + 1)
    elif symbol == "said":
        start = _speaker_start(nodes, i + 1)
        spoken_after = list(_several(nodes, start)) if _begins_name(nodes, start) else []
        subject = phrases.before(nodes, _verb_start(nodes, i))
        yield from spoken_after or ([subject] if subject else [])


def _speaker_start(nodes: Sequence[Node], i: int) -> int:
    """Past "on Wednesday", "for their part"."""
    while i < len(nodes) and nodes[i].symbol in ("adverb", "time"):
        i += 1
    return i


def _several(nodes: Sequence[Node], start: int) -> Iterator[tuple[int, int]]:
    """A phrase, and those that "and" joins to it."""
    phrase = phrases.after(nodes, start)
    while phrase is not None:
        yield phrase
        joined = phrase[1] < len(nodes) and nodes[phrase[1]].symbol == "and"
        phrase = phrases.after(nodes, phrase[1] + 1) if joined and _begins_name(nodes, phrase[1] + 1) else None


def _begins_name(nodes: Sequence[Node], i: int) -> bool:
    return i < len(nodes) and nodes[i].symbol in _NAME_BEGINS


def _verb_start(nodes: Sequence[Node], i: int) -> int:
    while i > 0 and nodes[i - 1].symbol in _AUXILIARY:
        i -= 1
    return i


def _type(nodes: Sequence[Node]) -> SourceType:
    for node in nodes:
        for leaf in node.walk():
            if leaf.symbol == "source_noun":
                return SourceType(leaf.value)
            if leaf.symbol == "victim" and leaf.value in _KINDS:
                return _KINDS[leaf.value]
            if leaf.symbol == "actor":
                return _ACTORS[leaf.value]
    return SourceType.OTHER
