"""The pages over a real lake: their figures are those of `toll stats`, and no text of an article is obeyed."""

from __future__ import annotations

import io
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import lakes
from page.conftest import text, visit
from toll import statistics
from toll.page import Site
from toll.page.words import chosen
from toll.settings import Settings

FILTERS = [
    pytest.param({}, id="all"),
    pytest.param({"country": "SY"}, id="country"),
    pytest.param({"since": "2019-01-01", "until": "2019-12-31"}, id="period"),
    pytest.param({"means": "bomb"}, id="means"),
    pytest.param({"victim_group": "civilians"}, id="victim group"),
    pytest.param({"source": "OSDH"}, id="source"),
    pytest.param({"perpetrator": "rebelles"}, id="perpetrator"),
    pytest.param({"source": "nobody's; DROP TABLE incidents"}, id="nothing"),
]


def parameters(query: dict[str, str]) -> dict[str, object]:
    return {name: date.fromisoformat(v) if name in ("since", "until") else v for name, v in query.items()}


def one(told: Settings, sql: str) -> str:
    return str(statistics.ask(told, sql).column(0)[0].as_py())


@pytest.mark.parametrize("query", FILTERS)
@pytest.mark.parametrize("name", ["casualties_by_means", "deadliest_incidents", "casualties_by_perpetrator"])
def test_downloads_are_the_answers_of_the_standing_questions(
    told: Settings, site: Site, name: str, query: dict[str, str]
) -> None:
    reply = site.download(visit(**query), name, "parquet")
    assert pq.read_table(io.BytesIO(reply.body)).equals(statistics.answer(told, name, **parameters(query)))


@pytest.mark.parametrize("query", FILTERS)
def test_the_sums_shown_are_those_of_the_standing_questions(told: Settings, site: Site, query: dict[str, str]) -> None:
    shown = text(site.overview(visit(**query)))
    expected = dict.fromkeys(("killed", "injured"), 0)
    for row in statistics.answer(told, "casualties_by_means", **parameters(query)).to_pylist():
        expected[row["outcome"]] = expected.get(row["outcome"], 0) + row["best"]
    tiles = re.findall(r'<div class="tile (\w+)"><dt>.*?</dt>\s*<dd class="best">([\d,]+)</dd>', shown)
    assert {outcome: int(best.replace(",", "")) for outcome, best in tiles} == {k: v for k, v in expected.items() if v}


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        pytest.param({"since": "yesterday"}, "is no day", id="day"),
        pytest.param({"country": "<b>"}, "is no code", id="country"),
        pytest.param({"means": "magic"}, "is none of", id="means"),
        pytest.param({"source": "x" * 301}, "over 300 characters", id="length"),
    ],
)
def test_what_cannot_be_asked_is_said(site: Site, query: dict[str, str], reason: str) -> None:
    assert reason in text(site.overview(visit(**query)), 404)


@pytest.mark.parametrize(
    "name", ["nothing", "../../etc/passwd", "a" * 65, "'; DROP TABLE incidents; --", "<script>", ""]
)
def test_unknown_ids(site: Site, name: str) -> None:
    for reply in (site.incident(visit(), name), site.article(visit(), name), site.report(visit(), name)):
        assert "<script" not in text(reply, 404)


class Elements(HTMLParser):
    """The elements of a page, and the attributes that would run something."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.running: list[str] = []
        self.addresses: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.append(tag)
        self.running += [name for name, _ in attributes if name.startswith("on") or name in ("style", "srcdoc")]
        self.addresses += [value or "" for name, value in attributes if name in ("href", "src", "xlink:href", "action")]


def every_page(told: Settings, site: Site, language: str = "en") -> list[str]:
    incidents = statistics.ask(told, "SELECT incident_id FROM incidents").column(0).to_pylist()
    articles = statistics.ask(told, "SELECT article_id FROM articles").column(0).to_pylist()
    return [
        text(site.overview(visit(language=language))),
        text(site.quality(visit("/quality", language=language))),
        *(text(site.incident(visit(f"/incidents/{name}", language=language), name)) for name in incidents),
        *(text(site.article(visit(f"/articles/{name}", language=language), name)) for name in articles),
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_in_an_article_is_obeyed(told: Settings, site: Site, language: str) -> None:
    for page in every_page(told, site, language):
        elements = Elements(page)
        assert {"script", "iframe", "b"} & set(elements.found) == set()
        assert elements.running == []
        assert [a for a in elements.addresses if not a.startswith(("/casualties/", "#", "data:,"))] == []


def test_the_hostile_article_shows_as_text(told: Settings, site: Site) -> None:
    name = one(told, "SELECT article_id FROM articles WHERE source_file LIKE '%hostile%'")
    page = text(site.article(visit(), name))
    assert "&lt;script&gt;alert(&#34;titre&#34;)&lt;/script&gt;" in page
    assert "&#39;; DROP TABLE incidents; --" in page


def test_an_incident_leads_to_the_words_and_their_article(told: Settings, site: Site) -> None:
    name = one(told, "SELECT incident_id FROM incidents WHERE location LIKE 'Kirk%' OR place_name LIKE 'Kirk%'")
    page = text(site.incident(visit(), name))
    links = re.findall(r'<mark><a href="/casualties/articles/(\w+)#(claim-\w+)">(.*?)</a></mark>', page)
    assert len({article for article, _, _ in links}) == 2
    for article, anchor, words in links:
        there = text(site.article(visit(), article))
        assert f'id="{anchor}"' in there
        assert words.split()[0] in there
    assert page.count('<svg class="map"') == 1
    assert page.count("<img ") == (len(set(re.findall(r'<h3><a href="/casualties/articles/(\w+)', page))) > 1)
    assert "What each source says" not in page


def test_languages(site: Site) -> None:
    assert '<html lang="fr">' in text(site.overview(visit(language="de;q=0.9, fr-CH;q=0.8, en;q=0.1")))
    assert '<html lang="en">' in text(site.overview(visit(language="tlh")))
    assert '<html lang="fr">' in text(site.overview(visit(language="en", lang="fr")))
    assert "Tués" in text(site.overview(visit(lang="fr")))


def test_both_languages_say_the_same_things() -> None:
    english, french = chosen("en", ""), chosen("fr", "")
    for part in ("text", "codes", "tables", "columns"):
        assert getattr(english, part).keys() == getattr(french, part).keys()


def test_every_measure_of_quality_has_words(told: Settings) -> None:
    measures = statistics.answer(told, "data_quality").column("measure").to_pylist()
    assert set(measures) <= chosen("fr", "").codes.keys()
    assert [chosen("en", "").code(measure) for measure in measures] == measures


def test_figures_and_their_headings_stand_to_the_right(site: Site) -> None:
    page = text(site.overview(visit()))
    assert '<th scope="col" class="number">Best</th>' in page
    assert '<th scope="col">By what</th>' in page


def test_numbers_and_days_are_written_in_the_readers_manner() -> None:
    french = chosen("fr", "")
    assert french.number(1234567) == "1\u202f234\u202f567"
    assert french.day(date(2016, 10, 4)) == "4 oct. 2016"
    assert french.country("SY") == "Syrie"


def test_csv_and_sql(told: Settings, site: Site) -> None:
    csv = site.download(visit(country="SY"), "casualties_by_means", "csv")
    assert csv.body.decode().startswith("means,outcome,incidents,low,best,high")
    assert csv.headers["Content-Disposition"] == 'attachment; filename="casualties_by_means.csv"'
    sql = site.download(visit(source="l'OSDH"), "casualties_by_means", "sql").body.decode()
    assert sql.startswith("SET VARIABLE source = 'l''OSDH';\n")
    with statistics.Session(told) as session:
        assert session.run(sql).num_rows == 0
    assert site.download(visit(), "incidents", "csv").status == 404
    assert site.download(visit(), "casualties_by_means", "exe").status == 404


def test_the_last_batches_come_down_with_the_query_that_makes_them(told: Settings, site: Site) -> None:
    page = text(site.quality(visit("/quality")))
    assert "2019-03-05-hostile.txt" in page
    assert "published</td>" in page
    rows = pq.read_table(io.BytesIO(site.download(visit(), "latest_batches", "parquet").body)).to_pylist()
    assert {name for row in rows for name in row["files"]} >= {"2019-03-05-hostile.txt"}
    counted = statistics.ask(told, "SELECT count(*) FROM articles").column(0)[0].as_py()
    assert sum(int(n.split()[1]) for row in rows for n in row["rows"] if n.startswith("articles ")) == counted
    sql = site.download(visit(), "latest_batches", "sql").body.decode()
    with statistics.Session(told) as session:
        assert session.run(sql).to_pylist() == rows


def test_without_batches(tmp_path: Path) -> None:
    site = Site(lakes.make(tmp_path))
    assert "Last batches</h2>\n<p>Nothing of this kind" in text(site.quality(visit("/quality")))
    assert site.download(visit(), "latest_batches", "csv").status == 404


def test_the_page_sees_a_part_that_came_since(tmp_path: Path) -> None:
    row = {"incident_id": "i1", "country_code": "SY", "killed_low": 5, "killed_best": 5, "killed_high": 5}
    settings = lakes.make(tmp_path, {"incidents": [row]})
    site = Site(settings)
    assert '<dd class="best">5</dd>' in text(site.overview(visit()))
    lakes.add(settings, "incidents", [row | {"incident_id": "i2"}], "later")
    assert '<dd class="best">10</dd>' in text(site.overview(visit()))


def test_without_a_lake(tmp_path: Path) -> None:
    assert "no lake" in text(Site(Settings(data=tmp_path)).overview(visit()), 404)


def test_a_merged_incident_leads_to_its_successor(tmp_path: Path) -> None:
    merged = {"incident_id": "i1", "version": 2, "status": "superseded", "superseded_by": "i2"}
    settings = lakes.make(tmp_path, {"incidents": [{"incident_id": "i1", "version": 1}, merged, {"incident_id": "i2"}]})
    reply = Site(settings).incident(visit(), "i1")
    assert (reply.status, reply.headers["Location"]) == (302, "/casualties/incidents/i2")


def test_validation_pages_are_served_from_their_folder_alone(told: Settings, site: Site) -> None:
    (name, *_) = [path.stem for path in told.reports.glob("*.html")]
    reply = site.report(visit(), name)
    assert reply.status == 200
    assert "sandbox" in reply.headers["Content-Security-Policy"]
    (told.reports / "linked.html").symlink_to("/etc/passwd")
    assert site.report(visit(), "linked").status == 404
    (told.reports / "linked.html").unlink()
