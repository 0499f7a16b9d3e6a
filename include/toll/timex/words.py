"""The date words of a language: vocabulary, what each word means, and rules with the examples that prove them.

`languages/<code>/dates.yaml` is read strictly into `DateWords` and compiled once; a rule without an example and a
counterexample, an unknown field or a value out of its range is refused (ConfigurationError).
"""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import Field as Limit
from pydantic import model_validator

from toll.packs import Contract
from toll.spotting import Spotter
from toll.timex.expression import Kind, Unit
from toll.timex.grammar import Field, vocabulary

Weekday = Annotated[int, Limit(ge=0, le=6)]
Month = Annotated[int, Limit(ge=1, le=12)]
Day = Annotated[int, Limit(ge=1, le=31)]
Yearly = Annotated[str, Limit(pattern=r"^(\d\d-\d\d|easter[+-]\d+)$")]
Days = tuple[date, date, Annotated[int, Limit(ge=1, le=5)]]
Examples = Annotated[dict[str, Days | None], Limit(min_length=1)]
Counterexamples = Annotated[tuple[str, ...], Limit(min_length=1)]

SMALL_NUMBERS = frozenset(str(n) for n in range(1000)) | frozenset(f"0{n}" for n in range(10))
"""Numbers below a thousand as digits: too frequent to look for."""

_YEAR = r"(?:1[0-9]|20)\d\d(?![.,]?\d)"
_NUMBER = r"\d{1,3}(?![.,]\d)"
_WORDS = r"[^\W\d][\w'\-]*(?:[ ][^\W\d][\w'\-]*){0,4}?"


class DateRule(Contract):
    """A name, a pattern (`grammar`), a kind, and what the words leave unsaid (`shift` to `to_the_day`).

    `alone: false` rules only serve inside another (`depuis {date}`); `unless_after` and `unless_before` are words that,
    standing right there, make it something else; of `only_before` one must follow. Examples give the days meant if
    published on the pack's own day, null where these cannot be told.
    """

    name: str
    kind: Kind
    pattern: str
    shift: int | None = None
    count: int | None = None
    unit: Unit | None = None
    part: int | None = None
    to_the_day: bool | None = None
    alone: bool = True
    unless_after: tuple[str, ...] = ()
    unless_before: tuple[str, ...] = ()
    only_before: tuple[str, ...] = ()
    examples: Examples
    counterexamples: Counterexamples


class AheadWords(Contract):
    """What tells that a day is still to come: words near it, and endings of verbs in the future tense."""

    words: tuple[str, ...]
    verb_endings: tuple[str, ...]
    not_verbs: tuple[str, ...] = ()


class OfficeWords(Contract):
    """Words for the offices of `gazetteer/offices.csv`; `former` are words that say it is not (or no longer) held.

    `breaks` are words after a title with which a name that follows is no longer its holder's.
    """

    titles: dict[str, tuple[str, ...]]
    former: tuple[str, ...]
    breaks: tuple[str, ...]


class DateWords(Contract):
    """One language's date words; each mapping is a field that patterns may name in braces."""

    published: date
    weekday: dict[str, Weekday]
    month: dict[str, Month]
    month_short: dict[str, Month]
    day_words: dict[str, Day]
    count_words: dict[str, int]
    unit: dict[str, Unit]
    part: dict[str, Annotated[int, Limit(ge=1, le=3)]]
    shift: dict[str, int]
    near: dict[str, int]
    season: dict[str, Month]
    holiday: dict[str, Yearly]
    named: dict[str, date]
    hours: tuple[str, ...]
    common: tuple[str, ...]
    ahead: AheadWords
    behind: tuple[str, ...]
    offices: OfficeWords
    rules: tuple[DateRule, ...]

    @model_validator(mode="after")
    def _names_differ(self) -> DateWords:
        names = [rule.name for rule in self.rules]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two rules are named {twice[0]!r}")
        return self

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Every `{field}` by its name."""
        digits = SMALL_NUMBERS
        years = frozenset(str(n) for n in range(1000, 2100))
        numeric = {
            "day": _number(r"(?:3[01]|[12]\d|0?[1-9])(?![\d.,]\d)", digits, self.day_words),
            "month_number": _number(r"1[0-2]|0?[1-9]", digits),
            "day_number": _number(r"3[01]|[12]\d|0?[1-9]", digits),
            "year": _number(_YEAR, years),
            "decade": _number(r"(?:19|20)\d0(?!\d)|[2-9]0(?!\d)", years | digits),
            "count": _number(_NUMBER, digits, self.count_words),
            "words": Field(_WORDS, frozenset(), frozenset()),
        }
        names = ("weekday", "month", "month_short", "unit", "part", "shift", "near", "season", "holiday", "named")
        return {
            **numeric,
            "hour": vocabulary(dict.fromkeys(self.hours)),
            **{n: vocabulary(getattr(self, n)) for n in names},
        }

    @cached_property
    def has_been(self) -> re.Pattern[str]:
        """Matches a verb form that tells what has been."""
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, self.behind))})\b")

    @cached_property
    def offices_titled(self) -> dict[str, frozenset[str]]:
        """The offices that each title can mean."""
        titles = {title for named in self.offices.titles.values() for title in named}
        return {it: frozenset(key for key, named in self.offices.titles.items() if it in named) for it in titles}

    @cached_property
    def office_heads(self) -> Spotter:
        """Finds the first words of the titles."""
        return Spotter(sorted({title.split()[0] for title in self.offices_titled}))

    @cached_property
    def office_titles(self) -> re.Pattern[str]:
        """Matches any title of an office, in lower case; a word may stand after its first ("ministre français de")."""
        titles = sorted(self.offices_titled, key=lambda title: (-len(title), title))
        loose = (re.escape(title).replace(r"\ ", r"(?: \w+)?? ", 1) for title in titles)
        return re.compile(rf"\b(?:{'|'.join(loose)})(?!\w)")

    @cached_property
    def to_come(self) -> re.Pattern[str]:
        """Matches a word that speaks of the future, in text as written (a capital makes it a name)."""
        words = "|".join(re.escape(word) for word in self.ahead.words)
        endings = "|".join(self.ahead.verb_endings)
        names = "".join(rf"(?!{re.escape(word)}\b)" for word in self.ahead.not_verbs)
        return re.compile(rf"(?<![\w'-])(?:{words}|{names}[^\W\dA-Z]+(?:{endings}))(?!\w)")


def _number(regex: str, digits: frozenset[str], words: dict[str, int] | None = None) -> Field:
    spelled = vocabulary(words or {})
    regex = f"{spelled.regex}|{regex}" if words else regex
    return Field(regex, digits | spelled.first_words, digits | spelled.anchors)
