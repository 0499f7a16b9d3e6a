"""Maps, quotes and filters, each by a table of cases."""

from __future__ import annotations

import math
import re

import pytest

from toll.page import charts, maps, outlines
from toll.page.asked import Asked, read
from toll.page.quoted import pieces, sentence
from toll.page.words import chosen
from toll.settings import INCLUDE

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
    fine = {path: country for _, country, path in outlines.outlines("near")}
    assert {fine[path] for path in outlines.land(near)} >= {"IQ", "IR"}
    assert "BR" not in {fine[path] for path in outlines.land(near)}
    coarse = {path: country for _, country, path in outlines.outlines("world")}
    assert len({coarse[path] for path in outlines.land(world)}) > 160


def test_outlines_and_circles_go_by_the_same_projection():
    view = outlines.around([(43.1, 36.3)], least=20.0)
    (left, _, _, top) = next(box for box, country, _ in outlines.outlines("near") if country == "IQ")
    x, y = outlines.mercator((left, top))
    middle, unit = outlines.mercator(view.center), math.radians(1) * view.scale * outlines.UNIT
    drawn = ((x - middle[0]) * unit + view.middle[0], (y - middle[1]) * unit + view.middle[1])
    assert drawn == pytest.approx(view.pixel((left, top)))


def test_a_map_escapes_what_it_is_told_and_asks_nobody():
    told = '</svg><script>alert("x")</script> xlink:href="https://elsewhere.example/'
    place = maps.Place(44.4, 35.5, 1, told, "/casualties/incidents/i1?a=1&b=2", 3)
    svg = maps.deadliest_map([place], WORDS)
    assert "<script" not in svg
    assert 'xlink:href="/casualties/incidents/i1?a=1&amp;b=2"' in svg
    assert set(re.findall(r'="(https?://[^"]+)"', svg)) == {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }


def test_a_circles_area_is_the_figure_and_faint_places_are_known_by_it():
    places = [maps.Place(44.0, 35.0, prec, "x", None, best) for prec, best in ((1, 100), (4, 50), (None, 0))]
    found = re.findall(r'r="([\d.]+)" opacity="([\d.]+)"><title>', maps.deadliest_map(places, WORDS))
    areas = [math.pi * float(radius) ** 2 for radius, _ in found]
    assert areas == [pytest.approx(area, rel=0.05) for area in (700, 356, 12)]
    assert [opacity for _, opacity in found] == ["0.75", "0.25", "0.25"]


def test_the_legend_of_a_map_has_round_figures():
    svg = maps.deadliest_map([maps.Place(44.0, 35.0, 1, "x", None, 1234)], WORDS)
    assert re.findall(r"<text[^>]*>([^<]*)</text>", svg) == ["People killed", "1,000", "200", "50"]


def test_a_chart_escapes_what_it_is_told():
    row = {"step": 1, "killed_low": 1, "killed_best": 2, "killed_high": 3, "source": "</svg><script>"}
    assert "<script" not in charts.chart("rise", [row], WORDS)


@pytest.mark.parametrize("name", ["timeline", "rise"])
def test_a_chart_of_one_row_is_drawn(name):
    row = {"begins": "2016-10-01", "low": 1, "best": 2, "high": 3, "step": 1}
    row |= {"killed_low": 1, "killed_best": None, "killed_high": 3}
    assert charts.chart(name, [row], WORDS).startswith("<svg")


def test_filters_come_back_into_the_address():
    asked = read(
        {"since": "2016-10-01", "country": "SY", "source": "l'armée & co", "lang": "fr", "unknown": "x", "means": ""}
    )
    assert asked.address() == "?since=2016-10-01&country=SY&source=l%27arm%C3%A9e+%26+co&lang=fr"
    assert asked.address(lang=None, since=None, source=None) == "?country=SY"
    assert Asked().address() == ""


@pytest.mark.parametrize(
    ("bounds", "told"),
    [
        pytest.param((11, 11, 11), "11", id="one"),
        pytest.param((11, 14, 17), "14 (11–17)", id="three"),
        pytest.param((None, 40, None), "40", id="best alone"),
        pytest.param((25, None, None), "25", id="low alone"),
        pytest.param((25, 25, 1000), "25 (25–1,000)", id="high differs"),
        pytest.param((None, None, None), "–", id="none"),
    ],
)
def test_a_figure_in_words(bounds, told):
    assert WORDS.figure(*bounds) == told


def test_every_word_of_the_page_is_said_somewhere():
    """A text that no template, chart or module names is left over from another time."""
    folders = (INCLUDE / "page" / "templates", INCLUDE / "page" / "charts", INCLUDE / "toll" / "page")
    written = "".join(p.read_text(encoding="utf-8") for folder in folders for p in folder.iterdir() if p.is_file())
    left = {name for name in WORDS.text if not re.search(rf"""["'@]{name}["']""", written)}
    assert {name for name in left if not name.startswith("filter_")} == set()
