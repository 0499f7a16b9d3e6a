"""The gazetteer at work: names in, places out, best first."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log10
from pathlib import Path

import marisa_trie
import pyarrow as pa

from toll.errors import ConfigurationError
from toll.gazetteer import building
from toll.gazetteer.folding import fold
from toll.gazetteer.kinds import PlaceKind
from toll.model import Place

_BONUS = {PlaceKind.COUNTRY: 8.0, PlaceKind.PROVINCE: -0.7}
_LISTED, _LISTED_TOWN = 6.0, 5.0
"""Weights of the order of candidates, in powers of ten of inhabitants: a country before any town of its name, a
listed quarter, region or sea as if it had a million, a listed town a tenth of it, a province after its seat."""

_SEAT = 20_000
"""Inhabitants from which on a town is meant before the province of its name."""


@dataclass(frozen=True, slots=True)
class Country:
    """ISO 3166-1 alpha-2 code and GeoNames' English short name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A candidate for a name: the place, its kind, inhabitants (0 unknown) and how readily the name means it.

    `vouched` is false where the name is only one of GeoNames' alternate names.
    """

    place: Place
    kind: PlaceKind
    population: int
    vouched: bool
    weight: float


class Gazetteer:
    """A read-only index of names; made by `load`, safe to share between threads and forked processes."""

    def __init__(self, folder: Path) -> None:
        self._trie = marisa_trie.RecordTrie(building.VALUE).mmap(str(folder / building.NAMES))
        table = pa.ipc.open_file(pa.memory_map(str(folder / building.ROWS))).read_all()
        self._columns = {name: table.column(name).chunk(0) for name in table.column_names}
        self._countries = self._read_countries()
        self.entries = functools.lru_cache(maxsize=50_000)(self._entries)

    def lookup(self, name: str) -> tuple[Place, ...]:
        """The places called `name`, best first; empty where none is."""
        return tuple(entry.place for entry in self.entries(name))

    def country(self, code: str) -> Country:
        """The country of an ISO 3166-1 code; ConfigurationError where there is none."""
        row = self._row_of(code)
        return Country(code, self._columns["name"][row].as_py())

    def territory(self, code: str) -> Place:
        """The country of `code` as a place."""
        row = self._row_of(code)
        return self._place(row, self._columns["name"][row].as_py())

    def capital(self, code: str) -> Place | None:
        """The seat of government of the country of `code`; null where it has none."""
        row = self._columns["capital"][self._row_of(code)].as_py()
        return None if row is None else self._place(row, self._columns["name"][row].as_py())

    @functools.cached_property
    def cased(self) -> tuple[str, ...]:
        """Names of ours that hold a word in small letters, which a run of capitals may not show."""
        column = self._columns["cased"].drop_null()
        return tuple(column.values.to_pylist())

    def _entries(self, name: str) -> tuple[Entry, ...]:
        hits = self._trie.get(fold(name))
        if not hits:
            return ()
        entries = [self._entry(row, name, bool(own)) for row, own in hits]
        towns = {entry.place.country_code: entry.weight for entry in sorted(entries, key=_weight) if _is_seat(entry)}
        ordered = (_after_seat(entry, towns.get(entry.place.country_code)) for entry in entries)
        return tuple(sorted(ordered, key=_weight, reverse=True))

    def _entry(self, row: int, name: str, vouched: bool) -> Entry:
        kind = PlaceKind(self._columns["kind"][row].as_py())
        population = self._columns["population"][row].as_py()
        known = population or self._columns["geonameid"][row].is_valid
        size = log10(population + 1) if known else _LISTED_TOWN if kind is PlaceKind.TOWN else _LISTED
        weight = size + _BONUS.get(kind, 0.0) + (1.5 if vouched else 0.0)
        return Entry(self._place(row, name), kind, population, vouched, weight)

    def _place(self, row: int, name: str) -> Place:
        get = {column: values[row].as_py() for column, values in self._columns.items() if column in _PLACE}
        return Place(name=name, location=self._columns["name"][row].as_py(), **get)

    def _row_of(self, code: str) -> int:
        if code not in self._countries:
            raise ConfigurationError(f"{code!r} is no ISO 3166-1 code of the gazetteer's countries.csv")
        return self._countries[code]

    def _read_countries(self) -> dict[str, int]:
        kinds: Sequence[str] = self._columns["kind"].slice(0, 300).to_pylist()
        codes = self._columns["country_code"].slice(0, 300).to_pylist()
        return {code: n for n, (code, kind) in enumerate(zip(codes, kinds, strict=True)) if kind == PlaceKind.COUNTRY}


def _weight(entry: Entry) -> float:
    return entry.weight


def _is_seat(entry: Entry) -> bool:
    return entry.kind is PlaceKind.TOWN and entry.population >= _SEAT


def _after_seat(entry: Entry, town: float | None) -> Entry:
    if entry.kind is not PlaceKind.PROVINCE or town is None or town > entry.weight:
        return entry
    return replace(entry, weight=town - 0.5)


_PLACE = frozenset({"country_code", "where_prec", "geonameid", "adm_1", "latitude", "longitude", "within"})
