"""Corrections over real builds: before and after, taken back, in any order, killed, and from scratch the same."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from bringing import bring
from incidents.incident_cases import story
from pipeline.conftest import HERAT, MENAKA
from pipeline.disturbed import killed, published
from pipeline.test_building import present
from toll import lake, pipeline, rows
from toll.codes import Target
from toll.corrections import Override, Standing, changes, mend, override
from toll.errors import CorrectionError
from toll.settings import Settings
from toll.statistics import ask
from toll.tables import CLAIMS, CORRECTIONS, EVENTS, INCIDENT_EVENTS, INCIDENTS, MENDED_CLAIMS, MENDED_EVENTS

AT = datetime(2022, 3, 6, tzinfo=UTC)
EARLIER = """date: 2022-03-05

Onze soldats ont été tués vendredi dans une embuscade près de Ménaka, dans le nord-est du Mali, selon un élu.
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A lake of two dispatches, of an ambush in Mali and a bomb in Afghanistan, built."""
    settings = Settings(data=tmp_path_factory.mktemp("told"))
    _read(settings, {"menaka.txt": MENAKA, "herat.txt": HERAT}, "first")
    return settings


@pytest.fixture
def here(told: Settings, tmp_path: Path) -> Settings:
    """A copy of that lake."""
    return _copy(told, tmp_path / "here")


def _copy(settings: Settings, to: Path) -> Settings:
    shutil.copytree(settings.data, to, symlinks=True)
    return replace(settings, data=to)


def _read(settings: Settings, files: Mapping[str, str], run: str) -> None:
    lake.initialise(settings)
    for name, text in files.items():
        (settings.inbox / name).write_text(text, encoding="utf-8")
        os.utime(settings.inbox / name, (0, 0))
    pipeline.ingest(settings, run, AT)


def _correct(settings: Settings, target: str, *retracted: str, at: datetime = AT, **fields: str) -> None:
    wanted = pipeline.Correction(target=target, fields=fields, retracted=retracted, who="ana", why="told so", at=at)
    pipeline.correct(settings, wanted)


def _claim(settings: Settings, quote: str) -> str:
    (row,) = ask(settings, "SELECT claim_id FROM claims WHERE contains(quote, $quote)", {"quote": quote}).to_pylist()
    return str(row["claim_id"])


def _incident(settings: Settings, country: str) -> dict[str, Any]:
    (row,) = ask(settings, "FROM incidents WHERE country_code = $country", {"country": country}).to_pylist()
    return row


OF_A_CLAIM = {
    "its figure": ({"low": "14", "best": "14", "high": "14"}, {"killed_low": 14, "killed_best": 14, "killed_high": 14}),
    "one bound": ({"high": "15"}, {"killed_low": 12, "killed_best": 12, "killed_high": 15}),
    "no figure": ({"low": "", "high": "9", "best": ""}, {"killed_low": None, "killed_best": None, "killed_high": 9}),
    "denied": ({"status": "denied"}, {"killed_low": None, "killed_best": None, "injured_best": 7}),
    "victims": ({"victim_group": "civilians"}, {"killed_civilians_best": 12, "killed_state_forces_best": None}),
    "place": ({"place": "Gao, ML"}, {"location": "Gao", "where_prec": 1, "killed_best": 12}),
    "country alone": ({"country": "ML"}, {"location": None, "country": "Mali", "where_prec": 6, "latitude": None}),
    "day": ({"date": "2022-03-03"}, {"date_start": date(2022, 3, 3), "date_prec": 1}),
    "means": ({"means": "bomb"}, {"means": "bomb", "event_type": "Explosions/Remote violence"}),
    "domain": ({"domain": "accident"}, {"domain": "accident", "event_type": None}),
    "who": ({"perpetrator": "des bandits"}, {"perpetrator": "des bandits", "responsibility": "reported_as_fact"}),
}


@pytest.mark.parametrize("case", OF_A_CLAIM)
def test_a_corrected_claim_flows_into_its_event(told: Settings, case: str) -> None:
    fields, expected = OF_A_CLAIM[case]
    claims, events = (lake.read(told, table) for table in (CLAIMS, EVENTS))
    claim = _claim(told, "douze soldats")
    held = [Standing("c", Target.CLAIM, claim, (claim,), one.field, one.value) for one in changes(Target.CLAIM, fields)]
    mended = mend(claims, events, held)
    (now,) = mended.events.to_pylist()
    (before,) = (row for row in events.to_pylist() if row["event_id"] == now["event_id"])
    assert {name: now[name] for name in expected} == expected
    assert set(now["corrected"]) == {name for name in before if now[name] != before[name]}
    assert {name for name in expected if now[name] != before[name]}
    assert mended.claims.num_rows == now["n_claims"]


def test_an_event_moves_to_another_country_and_a_total_leaves_the_incidents(here: Settings) -> None:
    _correct(here, _claim(here, "douze soldats"), place="Niamey")
    _correct(here, _claim(here, "quatre morts"), scope="aggregate")
    pipeline.build_incidents(here)
    assert ask(here, "SELECT country_code FROM incidents ORDER BY ALL")["country_code"].to_pylist() == ["NE"]
    assert ask(here, "SELECT DISTINCT country_code FROM statistics_aggregates_by_conflict").num_rows == 1
    seen = ask(
        here, "SELECT DISTINCT country_code FROM claims_corrected WHERE list_contains(corrected, 'country_code')"
    )
    assert seen.to_pylist() == [{"country_code": "NE"}]


OF_AN_INCIDENT = {
    "best": ({"killed_best": "15"}, {"killed_low": 12, "killed_best": 15, "killed_high": 15}),
    "high below": ({"killed_high": "10"}, {"killed_low": 10, "killed_best": 10, "killed_state_forces_best": 10}),
    "place": ({"place": "Gao, ML"}, {"location": "Gao"}),
    "means": ({"means": "bomb"}, {"sub_event_type": "Remote explosive/landmine/IED"}),
    "no value": ({"injured_best": "", "injured_low": "", "injured_high": ""}, {"injured_best": None}),
}


@pytest.mark.parametrize("case", OF_AN_INCIDENT)
def test_a_corrected_incident_overrides_what_was_reconciled(told: Settings, case: str) -> None:
    fields, expected = OF_AN_INCIDENT[case]
    incidents, links = (lake.read(told, table) for table in (INCIDENTS, INCIDENT_EVENTS))
    before = _incident(told, "ML")
    event = next(row["event_id"] for row in links.to_pylist() if row["incident_id"] == before["incident_id"])
    held = [
        Override(event, Standing("c", Target.INCIDENT, "i", (), one.field, one.value))
        for one in changes(Target.INCIDENT, fields)
    ]
    (now,) = (row for row in override(incidents, links, held).to_pylist() if row["country_code"] == "ML")
    assert {name: now[name] for name in expected} == expected
    assert {name for name in expected if now[name] != before[name]} <= set(now["corrected"])


def test_before_and_after_a_build(here: Settings) -> None:
    before = _incident(here, "ML")
    extracted = {table.name: lake.read(here, table) for table in (CLAIMS, EVENTS)}
    _correct(here, _claim(here, "douze soldats"), low="14", best="14", high="14")
    _correct(here, _incident(here, "AF")["incident_id"], killed_best="6")
    pipeline.build_incidents(here)
    pipeline.publish_statistics(here)
    by_claim, by_incident = _incident(here, "ML"), _incident(here, "AF")
    assert (by_claim["killed_low"], by_claim["killed_best"], by_claim["killed_high"]) == (14, 14, 14)
    assert {"killed_low", "killed_best", "killed_high"} <= set(by_claim["corrected"])
    assert by_claim["version"] == before["version"] + 1
    assert (by_incident["killed_low"], by_incident["killed_best"], by_incident["killed_high"]) == (4, 6, 6)
    assert by_incident["corrected"] == ["killed_best", "killed_high"]
    figures = "SELECT country_code, incident_claims.best FROM incident_claims JOIN incidents USING (incident_id) "
    rests = ask(here, figures + "WHERE toll = 'killed' ORDER BY ALL").to_pylist()
    assert [tuple(row.values()) for row in rests] == [("AF", False), ("ML", True)]
    taken = ask(here, "SELECT DISTINCT incident_best FROM incident_sources WHERE outcome = 'killed' ORDER BY ALL")
    assert taken["incident_best"].to_pylist() == [6, 14, None]
    summed = ask(here, "SELECT sum(best) AS best FROM statistics_casualties_by_means WHERE outcome = 'killed'")
    assert summed.to_pylist() == [{"best": 20}]
    assert all(lake.read(here, table).equals(extracted[table.name]) for table in (CLAIMS, EVENTS))


def test_what_is_no_incident_is_deleted_and_comes_back(here: Settings) -> None:
    before = _incident(here, "ML")
    _correct(here, before["incident_id"], is_incident="false")
    pipeline.build_incidents(here)
    assert ask(here, "SELECT country_code FROM incidents")["country_code"].to_pylist() == ["AF"]
    gone = ask(here, "SELECT status FROM incident_readings WHERE country_code = 'ML'").to_pylist()
    assert [row["status"] for row in gone] == ["deleted"]
    _correct(here, before["incident_id"], "is_incident")
    pipeline.build_incidents(here)
    assert _incident(here, "ML")["killed_best"] == before["killed_best"]


def test_a_correction_taken_back_leaves_what_was_extracted(here: Settings) -> None:
    before = present(here)
    claim, incident = _claim(here, "douze soldats"), _incident(here, "ML")["incident_id"]
    _correct(here, claim, best="14", low="14")
    _correct(here, incident, killed_best="20", place="Gao, ML")
    pipeline.build_incidents(here)
    assert present(here) != before
    _correct(here, claim, "best", "low")
    _correct(here, incident, "killed_best", "place")
    pipeline.build_incidents(here)
    assert present(here) == before
    assert lake.read(here, MENDED_CLAIMS).num_rows == lake.read(here, MENDED_EVENTS).num_rows == 0


def test_the_later_of_two_holds_though_the_clock_was_set_back(here: Settings) -> None:
    claim = _claim(here, "douze soldats")
    for number, at in (("13", AT), ("14", AT), ("15", AT - timedelta(days=1))):
        _correct(here, claim, best=number, at=at)
    pipeline.build_incidents(here)
    assert _incident(here, "ML")["killed_best"] == 15


def test_an_incident_keeps_its_correction_when_an_earlier_article_renames_it(here: Settings) -> None:
    before = _incident(here, "ML")
    _correct(here, before["incident_id"], killed_best="20")
    _read(here, {"2022-03-04-earlier.txt": EARLIER.replace("2022-03-05", "2022-03-04")}, "second")
    now = _incident(here, "ML")
    assert (now["killed_best"], now["n_articles"]) == (20, 2)
    assert now["incident_id"] != before["incident_id"]
    _correct(here, now["incident_id"], "killed_best")
    pipeline.build_incidents(here)
    assert _incident(here, "ML")["killed_best"] != 20


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        pytest.param({"beest": "1"}, "'beest' of a claim cannot be corrected; these can: low", id="field"),
        pytest.param({"best": "a few"}, "best='a few' should be a whole number, 0 or more", id="number"),
        pytest.param({"best": "-1"}, "best='-1' should be a whole number", id="negative"),
        pytest.param({"means": "bom"}, "means='bom' should be one of air_strike", id="code"),
        pytest.param({"is_background": "maybe"}, "should be true or false", id="flag"),
        pytest.param({"status": ""}, "status cannot be without a value", id="required"),
        pytest.param({"date": "2022-03-05..2022-03-01"}, "ends before it begins", id="days"),
        pytest.param({"date": "mardi"}, "'mardi' is no day; write 2016-10-11", id="day"),
        pytest.param({"place": "Xyzzyville"}, "has no such place; add its country, 'Xyzzyville, XX'", id="place"),
        pytest.param({"country": "ZZ"}, "'ZZ' is no ISO 3166-1 alpha-2 code", id="country"),
        pytest.param({"best": "2"}, "would break an expectation: .*low ≤ .*best", id="bounds"),
        pytest.param({"date": "2031-01-01"}, "did not begin after the article was published", id="after publication"),
        pytest.param({}, "nothing to correct; give FIELD=VALUE", id="nothing"),
    ],
)
def test_what_cannot_be_so_is_refused_and_not_written(told: Settings, fields: dict[str, str], why: str) -> None:
    with pytest.raises(CorrectionError, match=why):
        _correct(told, _claim(told, "douze soldats"), **fields)
    assert lake.read(told, CORRECTIONS).num_rows == 0


@pytest.mark.parametrize(
    ("target", "retracted", "why"),
    [
        pytest.param("nothing", (), "no claim or incident begins with 'nothing'; give more of its", id="unknown"),
        pytest.param("", (), "claims and incidents begin with ''", id="all"),
        pytest.param("douze soldats", ("best",), "best of .* is not corrected", id="retract"),
    ],
)
def test_what_is_not_there_is_refused(told: Settings, target: str, retracted: tuple[str, ...], why: str) -> None:
    with pytest.raises(CorrectionError, match=why):
        _correct(told, _claim(told, target) if retracted else target, *retracted)


def _claims_and_incidents(here: Settings) -> Iterator[tuple[str, dict[str, str]]]:
    yield _claim(here, "douze soldats"), {"low": "14", "best": "14"}
    yield _incident(here, "ML")["incident_id"], {"killed_high": "30"}
    yield _claim(here, "onze blessés"), {"status": "denied"}
    yield _incident(here, "AF")["incident_id"], {"place": "Kaboul", "means": "suicide_bomb"}


def test_all_is_the_same_when_built_from_scratch(here: Settings, tmp_path: Path) -> None:
    for target, fields in _claims_and_incidents(here):
        _correct(here, target, **fields)
    pipeline.build_incidents(here)
    again = replace(here, data=tmp_path / "again")
    lake.initialise(again)
    shutil.copytree(here.lake / CORRECTIONS.name, again.lake / CORRECTIONS.name, dirs_exist_ok=True)
    _read(again, {"herat.txt": HERAT}, "one")
    _read(again, {"menaka.txt": MENAKA}, "two")
    assert present(again) == present(here)
    assert {row["killed_high"] for row in present(again)[INCIDENTS.name]} == {30, 4}


def test_what_was_put_right_holds_when_the_archive_is_read_again(here: Settings) -> None:
    for target, fields in _claims_and_incidents(here):
        _correct(here, target, **fields)
    pipeline.build_incidents(here)
    before = present(here)
    pipeline.reprocess(here)
    assert present(here) == before
    assert lake.read(here, CORRECTIONS).num_rows > 0


def test_a_killed_build_is_made_good_by_the_next(here: Settings, tmp_path: Path) -> None:
    for target, fields in _claims_and_incidents(here):
        _correct(here, target, **fields)
    whole = _copy(here, tmp_path / "whole")
    pipeline.build_incidents(whole)
    for change in count(3, 40):
        settings = _copy(here, tmp_path / f"killed-{change}")
        if not killed(change, pipeline.build_incidents, settings):
            break
        pipeline.build_incidents(settings)
        assert published(settings) == published(whole)
    assert change > 3


ARTICLES = story("rising_toll").articles
TARGETS = tuple(
    f"{event.id}-reported-{toll}" for article in ARTICLES for event in article.events for toll in event.tolls
)


@examples(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    given=st.lists(st.tuples(st.sampled_from(TARGETS), st.integers(0, 50)), min_size=1, max_size=4),
    order=st.permutations(ARTICLES),
)
def test_corrections_come_to_the_same_before_after_and_between_articles(
    given: Sequence[tuple[str, int]], order: Sequence[Any]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, last = (Settings(data=Path(folder) / name) for name in ("first", "last"))
        bring(last, "all", ARTICLES)
        for claim, number in given:
            _unjudged(last, claim, number)
        pipeline.build_incidents(last)
        lake.initialise(first)
        shutil.copytree(last.lake / CORRECTIONS.name, first.lake / CORRECTIONS.name, dirs_exist_ok=True)
        for number, article in enumerate(order):
            bring(first, f"lot-{number}", [article])
            pipeline.build_incidents(first)
        assert present(first) == present(last)


def _unjudged(settings: Settings, claim: str, number: int) -> None:
    """A correction of a claim without a text, which no expectation on texts would let through."""
    told = {"target": "claim", "target_id": claim, "claims": [claim], "retracts": False, "who": "a", "why": "b"}
    at = AT + timedelta(seconds=lake.read(settings, CORRECTIONS).num_rows)
    given = [
        {**told, "field": bound, "value": str(number), "at": at, "correction_id": f"{claim} {bound} {at}"}
        for bound in ("low", "best", "high")
    ]
    lake.publish(settings, CORRECTIONS, f"{claim} {at:%H%M%S}", rows.arrow(CORRECTIONS, given))
