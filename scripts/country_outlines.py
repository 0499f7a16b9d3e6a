"""Write include/page/outlines/: the outlines of countries, coarse and fine, one polygon a line.

Source: Natural Earth (public domain) as TopoJSON in the npm package world-atlas 2.0.2 (ISC):
`npm pack world-atlas@2.0.2`, unpack it, then `.venv/bin/python scripts/country_outlines.py package/`.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from toll.settings import INCLUDE

TARGET = INCLUDE / "page" / "outlines"

WRITTEN = {"world": ("countries-110m.json", 1), "near": ("countries-50m.json", 2)}
"""By the name written: the file of the package, and the decimals of a degree that are kept."""

Ring = list[tuple[float, float]]


def main() -> None:
    """Write both files."""
    package = Path(sys.argv[1])
    for name, (file, decimals) in WRITTEN.items():
        atlas = json.loads((package / file).read_text(encoding="utf-8"))
        lines = ",\n".join(json.dumps(feature, separators=(",", ":")) for feature in features(atlas, decimals))
        whole = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
        (TARGET / f"{name}.geojson").write_text(whole, encoding="utf-8")


def features(atlas: dict[str, Any], decimals: int) -> Iterator[dict[str, Any]]:
    """Each polygon of each country as GeoJSON, with its box."""
    arcs, codes = list(_arcs(atlas, decimals)), _codes()
    for country in atlas["objects"]["countries"]["geometries"]:
        polygons = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        for polygon in polygons:
            rings = [ring for ring in (_ring(arcs, ring) for ring in polygon) if len(ring) > 3]
            if rings:
                properties = {"country_code": codes.get(int(country.get("id", -1)))}
                geometry = {"type": "Polygon", "coordinates": rings}
                yield {"type": "Feature", "bbox": _box(rings[0]), "properties": properties, "geometry": geometry}


def _arcs(atlas: dict[str, Any], decimals: int) -> Iterator[Ring]:
    (across, up), (west, south) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for right, above in arc:
            x, y = x + right, y + above
            points.append((round(x * across + west, decimals), round(y * up + south, decimals)))
        yield points


def _ring(arcs: Sequence[Ring], indices: Sequence[int]) -> Ring:
    points: Ring = []
    for index in indices:
        for point in arcs[index] if index >= 0 else reversed(arcs[~index]):
            if not points or points[-1] != point:
                points.append(point)
    return points


def _box(ring: Ring) -> tuple[float, float, float, float]:
    xs, ys = zip(*ring, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _codes() -> dict[int, str]:
    with (INCLUDE / "gazetteer" / "country_numbers.csv").open(encoding="utf-8", newline="") as lines:
        return {int(line["iso"]): line["country_code"] for line in csv.DictReader(lines)}


if __name__ == "__main__":
    main()
