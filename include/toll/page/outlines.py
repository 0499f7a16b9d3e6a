"""Country outlines (Natural Earth, public domain) and the part of the world that a map shows.

Written by scripts/country_outlines.py: `world.geojson` coarse, `near.geojson` finer; a polygon a feature.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from toll.settings import INCLUDE

OUTLINES = INCLUDE / "page" / "outlines"

Point = tuple[float, float]
"""Longitude and latitude in degrees."""

Box = tuple[float, float, float, float]
"""West, south, east and north in degrees."""

UNIT = 0.01
"""Degrees of longitude: what the files are exact to."""

_NORTH, _SOUTH = 75.0, -58.0
_NEAR_DEGREES = 40.0
"""A map that shows fewer degrees of longitude takes the finer outlines."""


@dataclass(frozen=True, slots=True)
class View:
    """A Mercator map of `width` by `height` pixels around `center`, `scale` pixels a radian of longitude."""

    center: Point
    scale: float
    width: int
    height: int

    @property
    def middle(self) -> Point:
        """The pixel in which `center` lies."""
        return self.width / 2, self.height / 2

    def pixel(self, point: Point) -> tuple[float, float]:
        """Where `point` lies, from the left and from above."""
        across = math.radians(point[0] - self.center[0]) * self.scale
        down = (_y(self.center[1]) - _y(point[1])) * self.scale
        return self.middle[0] + across, self.middle[1] + down

    @property
    def box(self) -> Box:
        """West, south, east and north of what is seen."""
        across, up = math.degrees(self.width / 2 / self.scale), self.height / 2 / self.scale
        y = _y(self.center[1])
        return self.center[0] - across, _latitude(y - up), self.center[0] + across, _latitude(y + up)


def around(points: Sequence[Point], width: int = 680, height: int = 380, least: float = 6.0) -> View:
    """The view that shows all `points` with a margin, at least `least` degrees wide; the whole world without points."""
    if not points:
        return around([(-150.0, _SOUTH), (170.0, _NORTH)], width, height)
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = (_y(bound(y for _, y in points)) for bound in (min, max))
    across = max(math.radians(east - west) * 1.15, math.radians(least))
    up = max((north - south) * 1.2, math.radians(least) * height / width)
    return View(((west + east) / 2, _latitude((south + north) / 2)), min(width / across, height / up), width, height)


def land(view: View) -> list[str]:
    """The outlines whose boxes touch the view, as paths of SVG in the units of `mercator`."""
    west, south, east, north = view.box
    name = "near" if east - west < _NEAR_DEGREES else "world"
    return [
        outline
        for (left, bottom, right, top), _, outline in outlines(name)
        if left < east and right > west and bottom < north and top > south
    ]


def mercator(point: Point) -> Point:
    """A point in hundredths of a degree of longitude, from the west and from above."""
    return point[0] / UNIT, -math.degrees(_y(point[1])) / UNIT


@cache
def outlines(name: str) -> tuple[tuple[Box, str, str], ...]:
    """Of each polygon of a file its box, its country and its path."""
    features = json.loads((OUTLINES / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
    return tuple(
        (tuple(one["bbox"]), one["properties"]["country_code"], _path(one["geometry"]["coordinates"]))
        for one in features
    )


def _path(rings: Sequence[Sequence[Point]]) -> str:
    return "".join(f"M{'L'.join(_at(point) for point in ring)}Z" for ring in rings)


def _at(point: Point) -> str:
    return "{:.0f} {:.0f}".format(*mercator(point))


def _y(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(max(min(latitude, _NORTH + 8), -_NORTH - 8)) / 2))


def _latitude(y: float) -> float:
    return math.degrees(2 * math.atan(math.exp(y)) - math.pi / 2)
