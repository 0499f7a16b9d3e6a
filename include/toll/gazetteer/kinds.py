"""What kind of thing a place is, and how exactly a place of that kind says where something happened."""

from enum import StrEnum


class PlaceKind(StrEnum):
    """Kinds of place; `adjective` is no place but a word that names a country's people or things."""

    COUNTRY = "country"
    PROVINCE = "province"
    REGION = "region"
    DISTRICT = "district"
    TOWN = "town"
    QUARTER = "quarter"
    FACILITY = "facility"
    RIVER = "river"
    MOUNTAIN = "mountain"
    SEA = "sea"
    ADJECTIVE = "adjective"


COUNTRY_PREC = 6
PROVINCE_PREC = 4
TOWN_PREC = 1
"""UCDP GED's where_prec of a country, a first-level division and a town."""
