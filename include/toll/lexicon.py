"""Words to symbols: a sentence's characters in, a row of nodes out, by one look at each word.

The words and their classes come from a language pack; here is only how a word list is written (`tué(e)(s)` stands for
four forms) and how it is looked up (the longest entry that begins at a word wins). A word in two classes is refused
with ConfigurationError: what a word means must not depend on the order of files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from toll.errors import ConfigurationError
from toll.patterns import Node

TOKEN = re.compile(
    r"\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?![\d,])|\d+(?:,\d+)?"  # 250.000, 1 200, 1,5
    r"|[^\W\d_]+['’](?=\w|$)"  # l', d', aujourd'
    r"|[^\W\d_]+(?:-[^\W\d_]+)*"
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
    """The class and the value of a listed word or phrase (no value: the words themselves); `words` are lower case."""

    symbol: str
    value: str
    words: tuple[str, ...]


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
        self._by_first: dict[str, tuple[Entry, ...]] = {}
        for entry in sorted(known.values(), key=lambda e: -len(e.words)):
            self._by_first[entry.words[0]] = (*self._by_first.get(entry.words[0], ()), entry)
        self.symbols = frozenset(entry.symbol for entry in known.values())

    def words(self, *symbols: str) -> frozenset[str]:
        """The first words of all entries of these classes."""
        return frozenset(e.words[0] for entries in self._by_first.values() for e in entries if e.symbol in symbols)

    def telling(self, *symbols: str) -> frozenset[str]:
        """One word of each entry of these classes, its longest: without it the entry cannot be in a text."""
        entries = (entry for found in self._by_first.values() for entry in found if entry.symbol in symbols)
        return frozenset(max(entry.words, key=len) for entry in entries)

    def tag(self, text: str, start: int, end: int, fixed: Sequence[Node] = ()) -> list[Node]:
        """Nodes for `text[start:end]`; the `fixed` ones (in order, not overlapping) stand as they are."""
        nodes: list[Node] = []
        for node in fixed:
            nodes += self._tag(text, start, node.start)
            nodes.append(node)
            start = node.end
        return [*nodes, *self._tag(text, start, end)]

    def _tag(self, text: str, start: int, end: int) -> Iterator[Node]:
        tokens = list(TOKEN.finditer(text, start, end))
        lower = [fold(token.group()) for token in tokens]
        i = 0
        while i < len(tokens):
            entry = self._longest(lower, i)
            j = i + len(entry.words) if entry else i + 1
            first, last = tokens[i].start(), tokens[j - 1].end()
            yield (
                Node(entry.symbol, first, last, entry.value or " ".join(lower[i:j]))
                if entry
                else _unlisted(text, first, last, lower[i])
            )
            i = j

    def _longest(self, lower: list[str], i: int) -> Entry | None:
        for entry in self._by_first.get(lower[i], ()):
            if len(entry.words) == 1 or tuple(lower[i : i + len(entry.words)]) == entry.words:
                return entry
        return self._compound(lower[i])

    def _compound(self, word: str) -> Entry | None:
        """A hyphened word whose parts all belong to one class belongs to it too (quatre-vingt-onze)."""
        if "-" not in word:
            return None
        parts = [self._by_first.get(part, (None,))[-1] for part in word.split("-")]
        first = parts[0]
        same = first is not None and all(part is not None and part.symbol == first.symbol for part in parts)
        return Entry(first.symbol, first.value, (word,)) if first is not None and same else None


def fold(word: str) -> str:
    """A word as it stands in the lists: lower case, straight apostrophe."""
    return word.lower().replace("’", "'")


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
                        yield Entry(symbol, value, tuple(fold(t) for t in TOKEN.findall(form)))


def _unlisted(text: str, start: int, end: int, lower: str) -> Node:
    first = text[start]
    if first.isdigit():
        return Node(NUMBER, start, end, lower)
    if first.isalpha():
        # al-Quds, ben-Ami: a name may begin with its particle
        proper = first.isupper() or any(part[:1].isupper() for part in text[start:end].split("-"))
        return Node(NAME if proper else WORD, start, end, lower)
    return Node(PUNCTUATION.get(first, MARK), start, end, lower)
