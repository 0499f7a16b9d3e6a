"""Helper columns on what happened where: coordinates against the country's box, ACLED types outside conflict."""

from __future__ import annotations

from collections.abc import Iterator

from toll.codes import Domain
from toll.validate.bounds import bounds
from toll.validate.parts import Parts

SEA_OR_AIR = 7
"""UCDP where_prec of a place that lies in no country."""


def coordinates_known(parts: Parts, table: str) -> Iterator[int]:
    """How many of latitude and longitude are given."""
    for pair in parts.rows(table, "latitude", "longitude"):
        yield sum(value is not None for value in pair)


def degrees_outside_country(parts: Parts, table: str) -> Iterator[float | None]:
    """How far the place lies beyond its country's box; null without coordinates or country, at sea and in the air."""
    boxes = bounds()
    for code, latitude, longitude, prec in parts.rows(table, "country_code", "latitude", "longitude", "where_prec"):
        box = boxes.get(code)
        unknown = box is None or latitude is None or longitude is None or prec == SEA_OR_AIR
        yield None if box is None or unknown else box.outside(latitude, longitude)


def event_type_outside_conflict(parts: Parts, table: str) -> Iterator[str | None]:
    """The ACLED event type of a row that is no conflict."""
    for domain, event_type in parts.rows(table, "domain", "event_type"):
        yield None if domain == Domain.CONFLICT.value else event_type
