"""The box of each country, from include/gazetteer/country_bounds.csv (GeoNames, CC BY 4.0)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from toll.settings import INCLUDE

SOURCE = INCLUDE / "gazetteer" / "country_bounds.csv"


@dataclass(frozen=True, slots=True)
class Box:
    """Degrees WGS 84; `west` > `east` where the box crosses the 180th meridian.

    >>> Box(south=-20, north=-12, west=176, east=-178).outside(-18.1, 178.4)
    0.0
    """

    south: float
    north: float
    west: float
    east: float

    def outside(self, latitude: float, longitude: float) -> float:
        """How many degrees the point lies beyond the box, 0 inside; the larger of north–south and east–west."""
        beyond_pole = max(self.south - latitude, latitude - self.north, 0.0)
        width = (self.east - self.west) % 360
        east_of_west = (longitude - self.west) % 360
        beyond_side = 0.0 if east_of_west <= width else min(east_of_west - width, 360 - east_of_west)
        return round(max(beyond_pole, beyond_side), 4)


@cache
def bounds() -> Mapping[str, Box | None]:
    """By ISO 3166-1 alpha-2 code; null for countries where nobody lives."""
    with SOURCE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return MappingProxyType({row["country_code"]: _box(row) for row in rows})


def _box(row: Mapping[str, str]) -> Box | None:
    sides = [row[side] for side in ("south", "north", "west", "east")]
    return Box(*map(float, sides)) if all(sides) else None
