"""Words to symbols: a sentence's characters in, a row of nodes out, by one look at each word.

The words and their classes come from a language pack; here is only how a word list is written (`tué(e)(s)` stands for
four forms) and how it is looked up (the longest entry that begins at a word wins). A word in two classes is refused
with ConfigurationError: what a word means must not depend on the order of files.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from toll.errors import ConfigurationError
from toll.patterns import Node
from toll.spotting import lowered

TOKEN = re.compile(
    r"[^\W\d_]++(?:['’](?=\w|$)|(?:-[^\W\d_]++)*+)"  # l', d', aujourd'; vice-président
    r"|\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?![\d,])|\d+(?:,\d+)?"  # 250.000, 1 200, 1,5
    r"|\S"
)
_OPTIONAL = re.compile(r"\(([^()]*)\)")

PUNCTUATION = {",": "comma", ";": "semicolon", ":": "colon", "(": "open", ")": "close", "%": "percent"} | dict.fromkeys(
    '"«»“”', "quote"
)
NUMBER, NAME, WORD, MARK = "num", "Name", "w", "mark"
OWN_SYMBOLS = (NUMBER, NAME, WORD, MARK, *sorted(set(PUNCTUATION.values())))
"""The symbols of words that no list holds: digits, capitalised words, other words, and signs."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The class and the value of a listed word or phrase (no value: the words themselves); `words` are lower case.

    `written` is a form as the list has it.
    """

    symbol: str
    value: str
    words: tuple[str, ...]
    written: str = field(default="", compare=False)


class Lexicon:
    """All listed words of a language, compiled once."""

    def __init__(self, classes: Iterable[Mapping[str, Mapping[str, Sequence[str]]]]) -> None:
        known: dict[tuple[str, ...], Entry] = {}
        for entry in _entries(classes):
            earlier = known.setdefault(entry.words, entry)
            if earlier != entry:
                word = " ".join(entry.words)
                both = f"{earlier.symbol}/{earlier.value} and {entry.symbol}/{entry.value}"
                raise ConfigurationError(f"{word!r} is listed twice, as {both}; keep one")
        self._single = {entry.words[0]: entry for entry in known.values() if len(entry.words) == 1}
        self._longer: dict[str, dict[str, tuple[Entry, ...]]] = {}
        for entry in sorted(known.values(), key=lambda e: -len(e.words)):
            if len(entry.words) > 1:
                by_second = self._longer.setdefault(entry.words[0], {})
                by_second[entry.words[1]] = (*by_second.get(entry.words[1], ()), entry)
        self.entries = tuple(known.values())
        self._firsts: defaultdict[str, set[str]] = defaultdict(set)
        for entry in self.entries:
            self._firsts[entry.symbol].add(entry.words[0])
        self.symbols = frozenset(entry.symbol for entry in self.entries)

    def words(self, *symbols: str) -> frozenset[str]:
        """The first words of all entries of these classes."""
        return frozenset[str]().union(*(self._firsts.get(symbol, ()) for symbol in symbols))

    def tag(self, text: str, start: int, end: int, fixed: Sequence[Node] = ()) -> list[Node]:
        """Nodes for `text[start:end]`; the `fixed` ones (in order, not overlapping) stand as they are."""
        nodes: list[Node] = []
        for node in fixed:
            self._tag(text, start, node.start, nodes)
            nodes.append(node)
            start = node.end
        self._tag(text, start, end, nodes)
        return nodes

    def first(self, text: str) -> tuple[Entry | None, int]:
        """The entry of the word or phrase with which `text` begins, null where none is listed, and where it ends."""
        tokens = list(_tokens(text))
        entry = self._longest([token[0] for token in tokens], 0)
        return entry, tokens[len(entry.words) - 1 if entry else 0].end()

    def _tag(self, text: str, start: int, end: int, nodes: list[Node]) -> None:
        tokens = [(token[0], start + token.start(), start + token.end()) for token in _tokens(text[start:end])]
        words = [word for word, _, _ in tokens]
        done = 0
        for i, (word, first, last) in enumerate(tokens):
            if i < done:
                continue
            entry = self._longest(words, i)
            if entry is None:
                nodes.append(_unlisted(text, first, last, word))
            else:
                done = i + len(entry.words)
                nodes.append(Node(entry.symbol, first, tokens[done - 1][2], entry.value or " ".join(entry.words)))

    def _longest(self, words: list[str], i: int) -> Entry | None:
        word = words[i]
        longer = self._longer.get(word)
        if longer is not None and i + 1 < len(words):
            for entry in longer.get(words[i + 1], ()):
                if tuple(words[i : i + len(entry.words)]) == entry.words:
                    return entry
        return self._single.get(word) or (self._compound(word) if "-" in word else None)

    def _compound(self, word: str) -> Entry | None:
        """A hyphened word whose parts all belong to one class belongs to it too (quatre-vingt-onze)."""
        first, *others = [self._single.get(part) for part in word.split("-")]
        same = first is not None and all(part is not None and part.symbol == first.symbol for part in others)
        return Entry(first.symbol, first.value, (word,)) if first is not None and same else None


def fold(words: str) -> str:
    """Words as they stand in the lists: lower case, straight apostrophes; no character moves."""
    return lowered(words).replace("’", "'")


def _tokens(text: str) -> Iterator[re.Match[str]]:
    return TOKEN.finditer(fold(text))


def forms(written: str) -> Iterator[str]:
    """The forms that a list's notation stands for.

    >>> list(forms("tué(e)(s)"))
    ['tué', 'tués', 'tuée', 'tuées']
    """
    match = _OPTIONAL.search(written)
    if match is None:
        yield written
        return
    before, after = written[: match.start()], written[match.end() :]
    yield from forms(before + after)
    yield from forms(before + match.group(1) + after)


def _entries(classes: Iterable[Mapping[str, Mapping[str, Sequence[str]]]]) -> Iterator[Entry]:
    for symbols in classes:
        for symbol, values in symbols.items():
            for value, words in values.items():
                for written in words:
                    for form in forms(written):
                        yield Entry(symbol, value, tuple(fold(t) for t in TOKEN.findall(form)), form)


def _unlisted(text: str, start: int, end: int, lower: str) -> Node:
    first = text[start]
    if first.isalpha():
        # al-Quds, ben-Ami: a name may begin with its particle
        proper = first.isupper() or ("-" in lower and any(part[:1].isupper() for part in text[start:end].split("-")))
        return Node(NAME if proper else WORD, start, end, lower)
    return Node(NUMBER if first.isdigit() else PUNCTUATION.get(first, MARK), start, end, lower)
