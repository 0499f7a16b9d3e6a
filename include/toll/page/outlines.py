"""Country outlines (Natural Earth, public domain) and the part of the world that a map shows.

Written by scripts/country_outlines.py: `world.geojson` coarse, `near.geojson` finer; a polygon a feature.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from toll.settings import INCLUDE

OUTLINES = INCLUDE / "page" / "outlines"

Point = tuple[float, float]
"""Longitude and latitude in degrees."""

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

    @property
    def box(self) -> tuple[float, float, float, float]:
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


def land(view: View) -> list[Mapping[str, Any]]:
    """The features whose boxes touch the view."""
    west, south, east, north = view.box
    name = "near" if east - west < _NEAR_DEGREES else "world"
    return [
        feature
        for feature in _features(name)
        if feature["bbox"][0] < east
        and feature["bbox"][2] > west
        and feature["bbox"][1] < north
        and feature["bbox"][3] > south
    ]


@cache
def _features(name: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(json.loads((OUTLINES / f"{name}.geojson").read_text(encoding="utf-8"))["features"])


def _y(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(max(min(latitude, _NORTH + 8), -_NORTH - 8)) / 2))


def _latitude(y: float) -> float:
    return math.degrees(2 * math.atan(math.exp(y)) - math.pi / 2)
