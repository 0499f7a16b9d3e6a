"""Places given by name: all columns that tell where, from the gazetteer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toll import gazetteer
from toll.errors import ConfigurationError, CorrectionError
from toll.model import Place

COLUMNS = (
    "place_name",
    "location",
    "geonameid",
    "country",
    "country_code",
    "adm_1",
    "latitude",
    "longitude",
    "where_prec",
)
_COUNTRY_PREC = 6


def place(text: str) -> Mapping[str, Any]:
    """The columns of the place `text`, "Gao" or "Gao, ML"; empty for none.

    A place that the gazetteer lacks keeps its name where the country is told. Raises CorrectionError for an unknown
    country, and where the name alone is unknown or that of places in several countries.
    """
    if not text:
        return dict.fromkeys(COLUMNS)
    name, _, code = (part.strip() for part in text.partition(","))
    found = [entry for entry in gazetteer.load().entries(name) if code in ("", entry.place.country_code)]
    if not found and code:
        return {**country(code), "place_name": name}
    best = next(iter(found), None)
    if best is None:
        raise CorrectionError(f"place={text!r}: the gazetteer has no such place; add its country, '{name}, XX'")
    lands = {entry.place.country_code or "" for entry in found if entry.weight > best.weight - 1}
    if len(lands) > 1:
        raise CorrectionError(f"place={text!r} lies in {' and '.join(sorted(lands))}; add its country, '{name}, XX'")
    return _columns(best.place)


def country(code: str) -> Mapping[str, Any]:
    """The columns of a place of which only the country is known; raises CorrectionError for an unknown code."""
    if not code:
        return dict.fromkeys(COLUMNS)
    told = _country(code)
    return {**dict.fromkeys(COLUMNS), "country": told, "country_code": code, "where_prec": _COUNTRY_PREC}


def _columns(found: Place) -> Mapping[str, Any]:
    own = {name: getattr(found, name) for name in COLUMNS if name not in ("place_name", "country")}
    return {"place_name": found.name, "country": found.country_code and _country(found.country_code), **own}


def _country(code: str) -> str:
    try:
        return gazetteer.load().country(code).name
    except ConfigurationError:
        raise CorrectionError(f"{code!r} is no ISO 3166-1 alpha-2 code of a country, as ML or SY") from None
