"""Who held which office when (`gazetteer/offices.csv`), and which holders a text names in office."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from toll.errors import ConfigurationError
from toll.settings import INCLUDE
from toll.spotting import lowered
from toll.timex import DateWords

TABLE = INCLUDE / "gazetteer" / "offices.csv"
COLUMNS = ["surname", "office", "country", "from", "to"]
STILL = timedelta(days=366)
"""How long after the table's last date its holders of today are taken to hold on."""
_WORD = re.compile(r"\w[\w-]*")
_REACH = 60


@dataclass(frozen=True, slots=True)
class Term:
    """Days on which an office was held, both included."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Offices:
    """`terms` by (surname in lower case, office); `until` is the last day of which the table can speak."""

    terms: dict[tuple[str, str], tuple[Term, ...]]
    until: date


@dataclass(frozen=True, slots=True)
class Holder:
    """A person named in office: the words, the surname, and the days on which they can have been written."""

    words: str
    surname: str
    terms: tuple[Term, ...]


@lru_cache(maxsize=4)
def load(path: Path = TABLE) -> Offices:
    """The table; raises ConfigurationError (file and line) for a wrong column, a bad date or a term that ends first."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        if reader.fieldnames != COLUMNS:
            raise ConfigurationError(f"{path}:1: columns must be {', '.join(COLUMNS)}")
        rows = [(number, row) for number, row in enumerate(reader, start=2)]
    spans = [(row, *_days(path, number, row)) for number, row in rows]
    until = max(day for _, start, end in spans for day in (start, end or start)) + STILL
    terms: dict[tuple[str, str], tuple[Term, ...]] = {}
    for row, start, end in spans:
        for surname in row["surname"].lower().split("|"):
            key = surname, row["office"]
            terms[key] = (*terms.get(key, ()), Term(start, end or until))
    return Offices(terms, until)


def _days(path: Path, number: int, row: dict[str, str]) -> tuple[date, date | None]:
    try:
        start, end = date.fromisoformat(row["from"]), date.fromisoformat(row["to"]) if row["to"] else None
    except (TypeError, ValueError) as error:
        raise ConfigurationError(f"{path}:{number}: {row['surname']}: not a date ({error})") from error
    if end and end < start:
        raise ConfigurationError(f"{path}:{number}: {row['surname']} leaves office before taking it")
    return start, end


def holders(text: str, words: DateWords, offices: Offices) -> tuple[Holder, ...]:
    """Everybody whom `text` names right after the title of an office that they held, former holders left out."""
    folded = lowered(text)
    found: dict[str, Holder] = {}
    for title in _titles(text, folded, words):
        if _former(folded[max(0, title.start() - 24) : title.start()], words):
            continue
        holder = _named(text, folded, title, words, offices)
        if holder is not None:
            found.setdefault(holder.surname, holder)
    return tuple(found.values())


def _titles(text: str, folded: str, words: DateWords) -> list[re.Match[str]]:
    """Every title in text order; an automaton finds where one may begin."""
    starts = sorted({start for _, start, _ in words.office_heads.spots(text)})
    return [title for start in starts if (title := words.office_titles.match(folded, start))]


def _former(before: str, words: DateWords) -> bool:
    return not set(re.findall(r"\w+", before)[-2:]).isdisjoint(words.offices.former)


def _named(text: str, folded: str, title: re.Match[str], words: DateWords, offices: Offices) -> Holder | None:
    held = _held(title[0], words)
    clause = re.split(r"[,.;:!?\n\"]", folded[title.end() : title.end() + _REACH], maxsplit=1)[0]
    for word in _WORD.finditer(clause):
        if word[0] in words.offices.former or word[0] in words.offices.breaks:
            return None
        for surname in (word[0], word[0].rpartition("-")[2]):
            terms = tuple(term for office in held for term in offices.terms.get((surname, office), ()))
            if terms:
                return Holder(text[title.start() : title.end() + word.end()], surname, terms)
    return None


def _held(title: str, words: DateWords) -> frozenset[str]:
    """The offices of a title, a word after its first left out where it is none of its own."""
    head, *rest = title.split(" ")
    return words.offices_titled.get(title) or words.offices_titled[" ".join([head, *rest[1:]])]
