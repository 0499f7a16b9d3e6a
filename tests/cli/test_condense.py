from datetime import date

import pyarrow as pa

from toll.cli.condense import condensed

ANSWER = {
    "incident_id": "0123456789abcdef",
    "date_start": date(2016, 10, 1),
    "date_end": date(2016, 10, 31),
    "country": "Syria",
    "country_code": "SY",
    "means": "air_strike",
    "killed_low": 25,
    "killed_best": 25,
    "killed_high": None,
    "low": 1,
    "best": 2,
    "high": 3,
    "open_ended": 0,
    "n_articles": 1,
    "published_start": None,
    "published_end": None,
    "day": date(2016, 10, 11),
    "sources": ["OSDH", "Sana"],
    "perpetrator": None,
}


def test_what_people_read() -> None:
    assert condensed(pa.Table.from_pylist([ANSWER])).to_pylist() == [
        {
            "incident": "01234567",
            "when": "2016-10",
            "country": "Syria",
            "means": "air strike",
            "killed": "25+",
            "low": 1,
            "best": 2,
            "high": 3,
            "open ended": 0,
            "articles": 1,
            "sources": "OSDH, Sana",
            "published": "not told",
            "day": "2016-10-11",
            "perpetrator": "not told",
        }
    ]


def test_a_country_without_a_name_has_its_code() -> None:
    rows = pa.table({"country": pa.array([None, None], pa.string()), "country_code": ["SY", None]})
    assert condensed(rows).to_pylist() == [{"country": "SY"}, {"country": "not told"}]
