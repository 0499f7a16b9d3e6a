"""The report: one page that needs nothing, with the figures of the standing questions and every source."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

import lakes
from toll.errors import QueryError
from toll.page import report
from toll.settings import Settings
from toll.statistics import answer, ask

LATER = datetime(2026, 1, 2, tzinfo=UTC)
LOADS = {"src", "srcset", "data", "action", "poster", "background"}
NAMESPACES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


class Page(HTMLParser):
    """What a reader's program would do with a page: tags, what it would load, links and where they lead to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.loads: list[str] = []
        self.links: set[str] = set()
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            assert not name.startswith("on"), f"{tag} has {name}"
            if name in LOADS or (tag == "link" and name == "href"):
                self.loads.append(str(value))
            if name.endswith("href") and tag != "link":
                self.links.add(str(value))
            if name == "id":
                self.ids.add(str(value))


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_it_loads_nothing_runs_nothing_and_every_link_stays_in_it(told: Settings, lang: str) -> None:
    text = report(told, {"lang": lang})
    page = Page(text)
    assert page.loads == ["data:,"]
    assert not page.tags & {"script", "iframe", "object", "embed", "form", "img"}
    assert {link[1:] for link in page.links if link.startswith("#")} <= page.ids
    assert all(link.startswith("#") for link in page.links)
    assert set(re.findall(r"https?://[^\"' <]+", text)) <= NAMESPACES
    assert "url(http" not in text
    assert "@import" not in text


def test_its_sums_and_sources_are_those_of_the_lake(told: Settings) -> None:
    text = report(told, {"country": "SY"})
    rows = answer(told, "casualties_by_means", country="SY").to_pylist()
    killed = sum(row["best"] for row in rows if row["outcome"] == "killed")
    assert f'<dd class="best">{killed}</dd>' in text
    told_in = "SELECT DISTINCT article_id FROM events WHERE country_code = 'SY' AND event_clarity = 1"
    assert all(row["article_id"] in text for row in ask(told, told_in).to_pylist())
    assert "OSDH" in text
    assert text.count('role="img"') == 2


def test_what_was_put_right_is_marked_and_told(tmp_path: Path) -> None:
    incident = {"incident_id": "i", "country_code": "ML", "killed_best": 9, "corrected": ["killed_best"]}
    settings = lakes.make(
        tmp_path,
        {
            "articles": [{}],
            "events": [{"event_id": "e"}],
            "claims": [{"claim_id": "c", "event_id": "e"}],
            "incidents": [incident],
            "incident_events": [{"incident_id": "i", "event_id": "e"}],
            "corrections": [
                {"target": "incident", "target_id": "i", "claims": ["c"], "field": "killed_best", "value": "8"},
                {"field": "best", "value": "7", "claims": ["c"], "target_id": "c"},
                {"field": "best", "retracts": True, "claims": ["c"], "target_id": "c", "at": LATER},
            ],
        },
    )
    text = report(settings, {})
    assert " †" in text
    assert "<td>killed_best</td><td>8</td><td>it was so</td>" in text
    assert "<td>best</td>" not in text


def test_the_same_lake_gives_the_same_bytes(told: Settings) -> None:
    assert report(told, {"since": "2015-01-01"}) == report(told, {"since": "2015-01-01"})


def test_nothing_in_a_period_is_said(told: Settings) -> None:
    text = report(told, {"since": "1999-01-01", "until": "1999-01-31"})
    assert "Nothing of this kind is known." in text
    assert "<svg" not in text


@pytest.mark.parametrize(
    ("query", "why"),
    [
        pytest.param({"country": "Syria"}, "is no code of a country", id="country"),
        pytest.param({"lang": "xx"}, "no page is written in 'xx'; there are en, fr", id="language"),
    ],
)
def test_what_cannot_be_asked_is_refused(told: Settings, query: dict[str, str], why: str) -> None:
    with pytest.raises(QueryError, match=why):
        report(told, query)


def test_without_a_lake(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="no lake at"):
        report(Settings(data=tmp_path), {})
