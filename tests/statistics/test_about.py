"""What is asked in a session about one incident or article is answered as in one over the whole lake."""

from __future__ import annotations

from pathlib import Path

import pytest

import lakes
from toll.settings import Settings
from toll.statistics import Readers, Session, pages, question

OF_INCIDENT = ("incident", "incident_claims_told", "incident_links", "incident_corrections")
STANDING = ("toll_history", "what_sources_say")

TABLES = {
    "articles": [{"article_id": "a1"}, {"article_id": "a2", "outlet": "AFP"}, {"article_id": "a3"}],
    "events": [{"event_id": f"e{n}", "article_id": f"a{n}"} for n in (1, 2, 3)],
    "claims": [
        {"claim_id": "c1", "event_id": "e1", "article_id": "a1", "low": 5, "best": 5, "high": 5},
        {"claim_id": "c2", "event_id": "e2", "article_id": "a2", "low": 7, "best": 7, "high": 7},
        {"claim_id": "c3", "event_id": "e3", "article_id": "a3"},
    ],
    "incidents": [
        {"incident_id": "i1", "killed_best": 7, "version": 1, "status": "superseded"},
        {"incident_id": "i1", "killed_best": 8, "version": 2},
        {"incident_id": "i2", "killed_best": 4},
        {"incident_id": "i3", "status": "deleted"},
    ],
    "incident_events": [
        {"incident_id": "i1", "event_id": "e1"},
        {"incident_id": "i1", "event_id": "e2"},
        {"incident_id": "i2", "event_id": "e3"},
    ],
    "incident_claims": [{"incident_id": "i1", "claim_id": "c2", "toll": "killed"}],
    "incident_history": [{"incident_id": "i1", "step": 1, "article_id": "a1"}],
    "corrections": [
        # Once of one incident, later of two: it is of that of the first claim that the lake still has.
        {"target": "incident", "target_id": "i0", "claims": ["gone", "c3", "c1"], "field": "killed_best", "value": "9"},
        {"target": "incident", "target_id": "i0", "claims": ["gone", "c2", "c3"], "field": "means", "value": "bomb"},
        {"target": "claim", "target_id": "c1", "claims": ["c1"], "field": "best", "value": "6"},
    ],
}


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return lakes.make(tmp_path_factory.mktemp("about"), TABLES)


def told(session: Session, names: tuple[str, ...], **given: str) -> dict[str, object]:
    with session:
        for name, value in given.items():
            session.set(name, value)
        sql = {asked.name: asked.sql for asked in (*pages(), *map(question, STANDING))}
        return {name: session.run(sql[name]).to_pylist() for name in names}


@pytest.mark.parametrize("name", ["i0", "i1", "i2", "i3"])
def test_an_incident(lake: Settings, name: str) -> None:
    state = Readers(lake).state()
    names = (*OF_INCIDENT, *STANDING)
    assert told(state.about_incident(name), names, incident=name) == told(Session(lake), names, incident=name)


def test_its_corrections_are_those_of_the_first_claim_that_is_left(lake: Settings) -> None:
    state = Readers(lake).state()
    fields = {
        name: [row["field"] for row in told(state.about_incident(name), OF_INCIDENT, incident=name)[OF_INCIDENT[-1]]]
        for name in ("i1", "i2")
    }
    assert fields == {"i1": ["best", "means"], "i2": ["killed_best"]}


@pytest.mark.parametrize("name", ["a0", "a1", "a2"])
def test_an_article(lake: Settings, name: str) -> None:
    names = ("article", "article_claims")
    about = Readers(lake).state().about_article(name)
    assert told(about, names, article=name) == told(Session(lake), names, article=name)


def test_parts_that_come_change_and_go(tmp_path: Path) -> None:
    settings = lakes.make(tmp_path, {"articles": [{"article_id": "a1"}]})
    readers = Readers(settings)

    def known(name: str) -> list[str]:
        with readers.state().about_article(name) as session:
            return [row["title"] for row in session.run("FROM articles").to_pylist()]

    assert (len(known("a1")), known("a2")) == (1, [])
    lakes.add(settings, "articles", [{"article_id": "a2", "title": "second"}], "later")
    assert known("a2") == ["second"]
    lakes.add(settings, "articles", [{"article_id": "a3", "title": "third"}], "aside")
    (settings.lake / "articles" / "aside.parquet").rename(settings.lake / "articles" / "later.parquet")
    assert (known("a2"), known("a3")) == ([], ["third"])
    (settings.lake / "articles" / "later.parquet").unlink()
    assert known("a3") == []
