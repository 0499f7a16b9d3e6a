"""Language packs: the folder `languages/<code>/`, its contract, its strict loader, and the registry.

A pack is word lists (which words), values in them (what a word means) and a grammar (how words combine). A rule without
an example does not load: ConfigurationError, as for every other mistake in a pack.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field, RootModel

from toll import packs
from toll.errors import ConfigurationError
from toll.lexicon import OWN_SYMBOLS, Lexicon
from toll.packs import Contract
from toll.patterns import Cascade, Rule
from toll.settings import INCLUDE

LANGUAGES = INCLUDE / "languages"

MENTION_SYMBOLS = ("place", "time", "demonym", "People")
"""The symbols of what the finders of places and times mark before words are looked up."""

_LISTS = ("function_words", "numbers", "casualties", "victims", "circumstances", "voices")


class WordLists(RootModel[dict[str, dict[str, tuple[str, ...]]]]):
    """Class → value → words; `tué(e)(s)` stands for four forms."""

    model_config = ConfigDict(frozen=True)


class RuleEntry(Contract):
    """One rule with the sentences in which it must fire (`examples`) and those in which it must not (`refuses`)."""

    name: str
    pattern: str
    gives: str
    examples: Annotated[tuple[str, ...], Field(min_length=1)]
    refuses: tuple[str, ...] = ()


class Stage(Contract):
    """Rules that are applied side by side."""

    name: str
    rules: tuple[RuleEntry, ...]


class Grammar(Contract):
    """The stages in their order, patterns with a name (`macros`) that rules may use, and what tells one from many.

    `plural_endings` of nouns, nouns that end so in the singular too, and verbs that are `singular` or `plural`;
    `expletive` are words of negation that deny nothing where they stand alone before a subjunctive.
    """

    plural_endings: tuple[str, ...]
    invariable: tuple[str, ...] = ()
    expletive: tuple[str, ...] = ()
    singular: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    macros: dict[str, str]
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """One language, compiled."""

    code: str
    lexicon: Lexicon
    grammar: Grammar
    cascade: Cascade


def supported() -> frozenset[str]:
    """The ISO 639-1 codes that have a pack."""
    return frozenset(path.parent.name for path in LANGUAGES.glob("*/grammar.yaml"))


@cache
def load(code: str) -> Pack:
    """The pack of an ISO 639-1 code, compiled once; raises ConfigurationError where there is none or it is wrong."""
    folder = LANGUAGES / code
    if code not in supported():
        raise ConfigurationError(f"no language pack for {code!r}; there are: {', '.join(sorted(supported()))}")
    lexicon = Lexicon([packs.load(folder / f"{name}.yaml", WordLists).root for name in _LISTS])
    grammar = packs.load(folder / "grammar.yaml", Grammar)
    return Pack(code, lexicon, grammar, _cascade(folder, grammar, lexicon))


def _cascade(folder: Path, grammar: Grammar, lexicon: Lexicon) -> Cascade:
    stages = [[Rule(rule.name, rule.pattern, rule.gives) for rule in stage.rules] for stage in grammar.stages]
    symbols = {*lexicon.symbols, *OWN_SYMBOLS, *MENTION_SYMBOLS}
    try:
        return Cascade(stages, grammar.macros, symbols)
    except ConfigurationError as error:
        raise ConfigurationError(f"{folder / 'grammar.yaml'}: {error}") from error
