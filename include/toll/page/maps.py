"""Maps as SVG: circles on the outlines of countries. An outline is projected once; a map only moves and scales it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from toll.page.outlines import UNIT, View, around, land, mercator
from toll.page.render import render
from toll.page.words import Words

_LEAST, _MOST = 12.0, 700.0
"""Area in square pixels of the circle of nobody, and of the deadliest incident."""

_NEAR, _FAINT = 0.75, 0.25
"""Opacity where the place itself is known, and where the district, the province or the region is."""

_EXACT = 2
"""The last where_prec (UCDP) of the place itself."""

_SPOT = {True: 120.0, False: 900.0}
"""Area of the one circle of an incident's own map, by whether the place itself is known."""

_LEGEND_HEIGHT, _LETTER = 44, 7
"""Pixels: of the line below a map, and of a letter in it."""


@dataclass(frozen=True, slots=True)
class Place:
    """An incident on a map: degrees, UCDP where_prec, what is told of it, where it leads to, how many were killed."""

    longitude: float
    latitude: float
    where_prec: int | None
    told: str
    href: str | None = None
    best: int = 0


def deadliest_map(places: Sequence[Place], words: Words) -> Markup | None:
    """The map of all `places`, the area of a circle being those killed; None where there are none."""
    if not places:
        return None
    view = around([(place.longitude, place.latitude) for place in places])
    most = max(place.best for place in places)
    spots = [_spot(view, place, _area(place.best, most), _NEAR) for place in places]
    legend = list(_legend(most, words))
    return _drawn(view, spots, words.say("map_described"), legend, words.say("people_killed"))


def spot_map(place: Place, words: Words, width: int, height: int, degrees: float) -> Markup:
    """The map of one place, so many degrees wide."""
    view = around([(place.longitude, place.latitude)], width, height, degrees)
    spot = _spot(view, place, _SPOT[_is_exact(place)], _NEAR)
    return _drawn(view, [spot], words.say("spot_described"), [], "")


def _drawn(view: View, spots: Sequence[Any], described: str, legend: Sequence[Any], title: str) -> Markup:
    x, y = mercator(view.center)
    scale = math.radians(1) * view.scale * UNIT
    move = f"translate({view.middle[0]} {view.middle[1]}) scale({scale:.6f}) translate({-x:.1f} {-y:.1f})"
    height = view.height + (_LEGEND_HEIGHT if legend else 1)
    drawn = render(
        "map.svg",
        view=view,
        height=height,
        described=described,
        placed=move,
        land=land(view),
        spots=spots,
        legend=legend,
        legend_title=title,
    )
    return Markup(drawn)  # noqa: S704


def _spot(view: View, place: Place, area: float, opacity: float) -> dict[str, object]:
    x, y = view.pixel((place.longitude, place.latitude))
    return {
        "x": round(x, 1),
        "y": round(y, 1),
        "radius": _radius(area),
        "opacity": opacity if _is_exact(place) else _FAINT,
        "told": place.told,
        "href": place.href,
    }


def _is_exact(place: Place) -> bool:
    return place.where_prec is not None and place.where_prec <= _EXACT


def _area(best: int, most: int) -> float:
    return _LEAST + (_MOST - _LEAST) * best / max(most, 1)


def _radius(area: float) -> float:
    return round(math.sqrt(area / math.pi), 1)


def _legend(most: int, words: Words) -> Iterator[dict[str, object]]:
    """Up to three round figures, the largest first."""
    x = _LETTER * len(words.say("people_killed")) + 24.0
    for figure in _round_figures(most):
        radius, told = _radius(_area(figure, most)), words.number(figure)
        yield {"x": x + radius, "text_x": x + 2 * radius + 5, "radius": radius, "told": told}
        x += 2 * radius + 24 + _LETTER * len(told)


def _round_figures(most: int) -> list[int]:
    """At most three of 1, 2, 5, 10, 20, 50, … up to `most`, far apart."""
    known = [lead * 10**zeros for zeros in range(9) for lead in (1, 2, 5) if lead * 10**zeros <= most]
    return known[::-1][:6:2]
