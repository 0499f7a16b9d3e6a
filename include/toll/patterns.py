"""The matcher: a cascade of rules over symbols, which knows no language and no domain.

A sentence is a row of nodes. A rule is a name, a pattern (a regular expression whose letters are symbols) and the
symbol that it gives: each match folds its nodes into one. A stage applies its rules side by side, the longest match
first, then the rule named first; stages follow each other, so that later patterns speak of what earlier ones found
(the cascade of FASTUS, Hobbs et al. 1997).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from toll.errors import ConfigurationError
from toll.needs import needed

_FIRST_CODE = 0xE000
_NAMES = re.compile(r"[A-Za-z_]+")
_CODE = "[\ue000-\uf8ff]"
_CHOICE = re.compile(rf"\((?:(?:{_CODE}|\[{_CODE}+\])\|)*(?:{_CODE}|\[{_CODE}+\])\)")
_SYNTAX = re.compile(r"[()|\[\]]")


class Node(NamedTuple):
    """A run of characters `[start, end)` that stands for one `symbol`; `parts` are the nodes that a rule folded in."""

    symbol: str
    start: int
    end: int
    value: Any = None
    parts: tuple[Node, ...] = ()
    rule: str = ""

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in the order of the text."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def find(self, *symbols: str) -> Node | None:
        """The first node of one of `symbols` in the order of the text, itself included."""
        if self.symbol in symbols:
            return self
        for part in self.parts:
            if part.symbol in symbols:
                return part
            if part.parts and (found := part.find(*symbols)) is not None:
                return found
        return None

    def all(self, *symbols: str) -> list[Node]:
        """The topmost nodes of one of `symbols`, in the order of the text."""
        if self.symbol in symbols:
            return [self]
        return [node for part in self.parts for node in part.all(*symbols)]


@dataclass(frozen=True, slots=True)
class Rule:
    """`pattern` over symbols gives the symbol `gives`; quantifiers, groups and lookaround are those of `re`."""

    name: str
    pattern: str
    gives: str


@dataclass(frozen=True, slots=True)
class Match:
    """One match of a rule over the characters `[start, end)`; `lost` says to which rule and why, null where it won."""

    rule: str
    start: int
    end: int
    lost: str | None = None

    @property
    def won(self) -> bool:
        """Whether it was applied."""
        return self.lost is None


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: Rule
    regex: re.Pattern[str]
    rank: int
    need: frozenset[str]
    needs: tuple[frozenset[str], ...]


_Found = tuple[int, int, _Compiled]


class Cascade:
    """Stages of rules, compiled once; `apply` is a pure function of the nodes."""

    def __init__(self, stages: Sequence[Sequence[Rule]], macros: Mapping[str, str], symbols: Iterable[str]) -> None:
        given = {rule.gives for stage in stages for rule in stage}
        names = sorted({*symbols, *given})
        self._codes = {name: chr(_FIRST_CODE + i) for i, name in enumerate(names)}
        self._macros = macros
        self._stages = [tuple(self._compile(rule, rank) for rank, rule in enumerate(stage)) for stage in stages]

    def apply(self, nodes: Sequence[Node], trace: list[Match] | None = None) -> tuple[Node, ...]:
        """`nodes` after all stages; each match, applied or beaten, is appended to `trace` where one is given."""
        coded = "".join([self._codes[node.symbol] for node in nodes])
        for stage in self._stages:
            found = _matches(stage, coded)
            if found:
                chosen = _choose(found)
                if trace is not None:
                    trace += [_told(nodes, match, chosen) for match in found]
                nodes = _replace(nodes, chosen)
                coded = "".join([self._codes[node.symbol] for node in nodes])
        return tuple(nodes)

    def _compile(self, rule: Rule, rank: int) -> _Compiled:
        pattern = self._expand(rule.pattern, rule.name, depth=0)
        symbols = frozenset(self._codes.values())
        need, *needs = sorted(needed(pattern, symbols), key=len) or [symbols]
        try:
            return _Compiled(rule, re.compile(pattern), rank, need, tuple(needs))
        except re.error as error:
            raise ConfigurationError(f"rule {rule.name}: {error}") from error

    def _expand(self, pattern: str, rule: str, depth: int) -> str:
        def replace(match: re.Match[str]) -> str:
            name = match.group()
            if name in self._macros and depth < len(self._macros):
                return _grouped(self._expand(self._macros[name], rule, depth + 1))
            if name not in self._codes:
                raise ConfigurationError(f"rule {rule}: no symbol or macro is called {name!r}")
            return self._codes[name]

        return _NAMES.sub(replace, pattern).replace(" ", "")


def _grouped(pattern: str) -> str:
    """A macro's pattern as one unit; a choice between single symbols as a set, which a match tries at one look."""
    choice = _CHOICE.fullmatch(pattern)
    return f"[{_SYNTAX.sub('', pattern)}]" if choice else f"(?:{pattern})"


def _matches(stage: Sequence[_Compiled], coded: str) -> list[_Found]:
    """Every match of every rule; one whose symbols are not there is not tried."""
    there = set(coded)
    lacks = there.isdisjoint
    tried = [one for one in stage if not lacks(one.need) and not (one.needs and any(map(lacks, one.needs)))]
    return [(*match.span(), one) for one in tried for match in one.regex.finditer(coded)]


def _told(nodes: Sequence[Node], found: _Found, chosen: Sequence[_Found]) -> Match:
    start, end, compiled = found
    return Match(
        compiled.rule.name, nodes[start].start, nodes[end - 1].end, None if found in chosen else _lost(found, chosen)
    )


def _lost(found: _Found, chosen: Sequence[_Found]) -> str:
    """To which of the chosen matches one was lost that overlaps it, and by what of the order in `_choose`."""
    start, end, compiled = found
    winner = next((one for one in chosen if one[0] < end and start < one[1]), None)
    if winner is None:
        return "it matches no word"
    longer, ranked = winner[1] - winner[0] > end - start, winner[2].rank < compiled.rank
    return f"{winner[2].rule.name} is {'longer' if longer else 'listed before it' if ranked else 'further left'}"


def _choose(found: list[_Found]) -> list[_Found]:
    """Longest match first, then the rule named first, then the leftmost; no two overlap."""
    if len(found) == 1:
        return [one for one in found if one[0] < one[1]]
    taken: list[_Found] = []
    for start, end, compiled in sorted(found, key=lambda m: (m[0] - m[1], m[2].rank, m[0])):
        if start < end and all(end <= s or e <= start for s, e, _ in taken):
            taken.append((start, end, compiled))
    return sorted(taken, key=lambda m: m[0])


def _replace(nodes: Sequence[Node], chosen: list[_Found]) -> list[Node]:
    folded: list[Node] = []
    done = 0
    for start, end, compiled in chosen:
        parts = tuple(nodes[start:end])
        folded += nodes[done:start]
        folded.append(Node(compiled.rule.gives, parts[0].start, parts[-1].end, None, parts, compiled.rule.name))
        done = end
    return [*folded, *nodes[done:]]
