"""Maps, quotes and filters, each by a table of cases."""

from __future__ import annotations

import pytest

from toll.page import charts, outlines
from toll.page.asked import Asked, read
from toll.page.quoted import pieces, sentence
from toll.page.words import chosen

WORDS = chosen("en", "")


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        pytest.param([], [("abcdef", "")], id="none"),
        pytest.param([(1, 3, "x")], [("a", ""), ("bc", "x"), ("def", "")], id="one"),
        pytest.param([(0, 2, "x"), (2, 6, "y")], [("ab", "x"), ("cdef", "y")], id="touching"),
        pytest.param([(0, 6, "x"), (2, 4, "y")], [("ab", "x"), ("cd", "xy"), ("ef", "x")], id="nested"),
        pytest.param([(0, 4, "x"), (2, 6, "y")], [("ab", "x"), ("cd", "xy"), ("ef", "y")], id="overlapping"),
        pytest.param([(4, 9, "x"), (3, 3, "y"), (-1, 2, "z")], [("abcdef", "")], id="outside"),
    ],
)
def test_text_is_cut_where_quotes_begin_and_end(spans, expected):
    claims = [{"quote_start": start, "quote_end": end, "claim_id": name} for start, end, name in spans]
    cut = list(pieces("abcdef", claims))
    assert [(piece.text, "".join(claim["claim_id"] for claim in piece.claims)) for piece in cut] == expected
    assert sorted(c["claim_id"] for p in cut for c in p.begins) == sorted({n for _, names in expected for n in names})


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        pytest.param("neuf morts", ("Il y a ", "neuf morts", " ici."), id="in it"),
        pytest.param("dix morts", ("", "dix morts", ""), id="not in it"),
    ],
)
def test_a_sentence_around_its_quote(quote, expected):
    assert sentence({"sentence": "Il y a neuf morts ici.", "quote": quote}) == expected


@pytest.mark.parametrize(
    "points",
    [
        pytest.param([(44.4, 35.5)], id="one"),
        pytest.param([(36.3, 33.5), (37.2, 36.2)], id="two"),
        pytest.param([(-99.1, 19.4), (151.2, -33.9), (139.7, 35.7)], id="over the world"),
        pytest.param([(0.0, 0.0), (0.0, 70.0)], id="on one meridian"),
    ],
)
def test_every_point_lies_in_its_view(points):
    west, south, east, north = outlines.around(points).box
    assert all(west <= x <= east and south <= y <= north for x, y in points)


def test_near_maps_take_the_finer_outlines():
    near, world = outlines.around([(44.4, 35.5)]), outlines.around([])
    assert {f["properties"]["country_code"] for f in outlines.land(near)} >= {"IQ", "IR"}
    assert "BR" not in {f["properties"]["country_code"] for f in outlines.land(near)}
    assert len({f["properties"]["country_code"] for f in outlines.land(world)}) > 160


def test_a_chart_escapes_what_it_is_told_and_asks_nobody():
    row = {"longitude": 44.4, "latitude": 35.5, "where_prec": 1, "best": 3, "href": "/casualties/incidents/i1?a=1&b=2"}
    hostile = row | {"told": '</svg><script>alert("x")</script> xlink:href="https://vega.github.io/vega-datasets/'}
    svg = charts.map_of([hostile], WORDS, outlines.around([(44.4, 35.5)]))
    assert "<script" not in svg
    assert 'xlink:href="/casualties/incidents/i1?a=1&amp;b=2"' in svg
    assert "https://" not in svg.replace("http://www.w3.org", "").replace("xlink:href=&quot;https://vega.github.io", "")


@pytest.mark.parametrize("name", ["timeline", "rise"])
def test_a_chart_of_one_row_is_drawn(name):
    row = {"month": "2016-10-01", "low": 1, "best": 2, "high": 3, "step": 1}
    row |= {"killed_low": 1, "killed_best": None, "killed_high": 3}
    assert charts.chart(name, [row], WORDS).startswith("<svg")


def test_filters_come_back_into_the_address():
    asked = read(
        {"since": "2016-10-01", "country": "SY", "source": "l'armée & co", "lang": "fr", "unknown": "x", "means": ""}
    )
    assert asked.address() == "?since=2016-10-01&country=SY&source=l%27arm%C3%A9e+%26+co&lang=fr"
    assert asked.address(lang=None, since=None, source=None) == "?country=SY"
    assert Asked().address() == ""
