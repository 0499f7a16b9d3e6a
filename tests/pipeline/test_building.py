"""Incidents as articles come in: in any order and any lots the same, only what is new touched, no reading dropped."""

from __future__ import annotations

import errno
import os
import signal
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from bringing import bring
from incidents.incident_cases import CASES, ArticleCase, story
from pipeline.disturbed import SERVER, built_by_three
from toll import lake, pipeline
from toll.errors import StorageError
from toll.pipeline import bundles, countries, sharing
from toll.settings import Settings
from toll.tables import (
    ARTICLE_COPIES,
    ARTICLE_REVISIONS,
    ARTICLES,
    CLAIMS,
    EVENTS,
    INCIDENT_CLAIMS,
    INCIDENT_EVENTS,
    INCIDENT_HISTORY,
    INCIDENT_SOURCES,
    INCIDENTS,
    Table,
)

ALL = [article for case in sorted(path.name for path in CASES.iterdir()) for article in story(case).articles]
NO_COPIES = ARTICLE_COPIES.schema.empty_table()
NO_PAST = ARTICLE_REVISIONS.schema.empty_table()
OF_THE_WAY = ("version", "status", "superseded_by")


def present(settings: Settings) -> dict[str, list[dict[str, Any]]]:
    """Every table of incidents without what tells of the way there."""
    kept = (INCIDENT_EVENTS, INCIDENT_CLAIMS, INCIDENT_SOURCES, INCIDENT_HISTORY)
    found = {table.name: rows(settings, table) for table in kept}
    current = [row for row in rows(settings, INCIDENTS) if row["status"] == "current"]
    return found | {INCIDENTS.name: [{k: v for k, v in row.items() if k not in OF_THE_WAY} for row in current]}


def rows(settings: Settings, table: Table) -> list[dict[str, Any]]:
    """The rows of `table` by key."""
    return sorted(lake.read(settings, table).to_pylist(), key=lambda row: [row[name] for name in table.key])


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    settings = Settings(data=tmp_path_factory.mktemp("at-once"))
    bring(settings, "all", ALL)
    pipeline.build_incidents(settings)
    return present(settings)


@examples(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(order=st.permutations(ALL), cuts=st.lists(st.integers(0, len(ALL)), max_size=3).map(sorted))
def test_any_order_of_arrival_and_any_lots_end_in_the_same_incidents(
    at_once: dict[str, list[dict[str, Any]]], order: Sequence[ArticleCase], cuts: list[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        for number, (begin, end) in enumerate(zip([0, *cuts], [*cuts, len(ALL)], strict=True)):
            bring(settings, f"lot-{number}", order[begin:end])
            before = {(row["incident_id"], row["version"]) for row in rows(settings, INCIDENTS)}
            pipeline.build_incidents(settings)
            assert before <= {(row["incident_id"], row["version"]) for row in rows(settings, INCIDENTS)}
        assert present(settings) == at_once
        known = {row["incident_id"] for row in present(settings)[INCIDENTS.name]}
        gone = [row for row in rows(settings, INCIDENTS) if row["status"] == "superseded"]
        assert all(_end(row, rows(settings, INCIDENTS)) in known for row in gone)


def _end(row: dict[str, Any], readings: list[dict[str, Any]]) -> str:
    """Where one comes who follows a tombstone."""
    last = max((one for one in readings if one["incident_id"] == row["superseded_by"]), key=lambda one: one["version"])
    return str(last["incident_id"]) if last["status"] == "current" else _end(last, readings)


def test_a_batch_touches_only_the_countries_of_its_events(settings: Settings) -> None:
    first, second = story("same_name_two_countries").articles
    bring(settings, "one", [first])
    pipeline.build_incidents(settings)
    (untouched,) = (settings.lake / "incidents").glob("[A-Z]*.parquet")
    stamp = untouched.stat().st_ino
    bring(settings, "two", [second])
    assert [country.name for country in countries.stale(settings, NO_COPIES, NO_PAST)] == [second.events[0].country]
    pipeline.build_incidents(settings)
    assert untouched.stat().st_ino == stamp
    assert countries.stale(settings, NO_COPIES, NO_PAST) == ()


def test_what_becomes_of_a_reading(settings: Settings) -> None:
    early, late = sorted(story("rising_toll").articles, key=lambda article: article.published)[:2]
    steps = []
    for number, lot in enumerate(([late], [early, late], [], [early])):
        for table in (ARTICLES, EVENTS, CLAIMS):
            lake.publish(settings, table, "part", table.schema.empty_table())
        bring(settings, "part", lot)
        pipeline.build_incidents(settings)
        steps.append([(row["version"], row["status"]) for row in rows(settings, INCIDENTS)])
        if number == 1:
            merged = {row["status"]: row for row in rows(settings, INCIDENTS)}
            assert merged["superseded"]["superseded_by"] == merged["current"]["incident_id"]
    by_step = [sorted(step) for step in steps]
    assert by_step == [
        [(1, "current")],
        [(1, "current"), (1, "superseded")],
        [(1, "deleted"), (1, "superseded")],
        [(1, "deleted"), (1, "superseded"), (2, "current")],
    ]


def test_a_country_whose_build_was_cut_short_is_built_again(settings: Settings) -> None:
    bring(settings, "all", ALL)
    pipeline.build_incidents(settings)
    whole = present(settings)
    lake.part(settings, INCIDENT_EVENTS, "SY").unlink()
    assert [country.name for country in countries.stale(settings, NO_COPIES, NO_PAST)] == ["SY"]
    pipeline.build_incidents(settings)
    assert present(settings) == whole
    assert {row["version"] for row in rows(settings, INCIDENTS)} == {1}


def test_a_build_is_due_until_it_is_done_and_again_where_an_event_went(settings: Settings) -> None:
    bring(settings, "all", ALL)
    assert pipeline.are_incidents_due(settings)
    pipeline.build_incidents(settings)
    assert not pipeline.are_incidents_due(settings)
    lake.part(settings, EVENTS, lake.parts(settings, EVENTS)[0]).unlink()
    assert pipeline.are_incidents_due(settings)


TABLES = (INCIDENTS, INCIDENT_EVENTS, INCIDENT_CLAIMS, INCIDENT_SOURCES, INCIDENT_HISTORY)


def written(settings: Settings) -> dict[str, bytes]:
    """Every part of the tables of incidents, byte by byte, and the page on which they were judged."""
    parts = (path for table in TABLES for path in (settings.lake / table.name).glob("[!.]*"))
    found = [*parts, *settings.reports.glob("incidents*.html")]
    return {str(path.relative_to(settings.data)): path.read_bytes() for path in found}


@pytest.mark.parametrize(("together", "cores"), [(1, 1), (1, 100), (5, 2), (10_000, 3)])
def test_neither_the_cores_nor_what_is_linked_together_is_seen_in_a_byte(
    at_once_as_written: dict[str, bytes], settings: Settings, monkeypatch: pytest.MonkeyPatch, together: int, cores: int
) -> None:
    monkeypatch.setattr(bundles, "EVENTS_OF_BUNDLE", together)
    monkeypatch.setattr(sharing, "SMALLEST", 1)
    monkeypatch.setattr(sharing, "cores", lambda: cores)
    for number, lot in enumerate((ALL[::2], ALL[1::2])):
        bring(settings, f"lot-{number}", lot)
        pipeline.build_incidents(settings)
    assert differing(written(settings), at_once_as_written) == []


@pytest.fixture(scope="module")
def at_once_as_written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    settings = Settings(data=tmp_path_factory.mktemp("in-two-lots"))
    for number, lot in enumerate((ALL[::2], ALL[1::2])):
        bring(settings, f"lot-{number}", lot)
        pipeline.build_incidents(settings)
    return written(settings)


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The names of what is in one alone, or not the same in both."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_what_fails_in_a_fork_fails_the_build_and_leaves_the_lake_as_it_was(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(settings, "all", ALL)
    here, link = os.getpid(), bundles.link

    def failing(*given: Any) -> Any:
        if os.getpid() != here:
            raise OSError(errno.ENOSPC, "No space left on device", "/there")
        return link(*given)

    monkeypatch.setattr(bundles, "EVENTS_OF_BUNDLE", 1)
    monkeypatch.setattr(sharing, "SMALLEST", 1)
    monkeypatch.setattr(sharing, "cores", lambda: 2)
    monkeypatch.setattr(bundles, "link", failing)
    with pytest.raises(StorageError, match="make room"):
        pipeline.build_incidents(settings)
    assert lake.parts(settings, INCIDENT_EVENTS) == ()
    monkeypatch.setattr(bundles, "link", link)
    pipeline.build_incidents(settings)
    assert pipeline.are_incidents_due(settings) is False


def test_whoever_builds_after_a_killed_build_waits_for_none_of_its_forks(
    at_once: dict[str, list[dict[str, Any]]], settings: Settings, tmp_path: Path
) -> None:
    bring(settings, "all", ALL)
    process = SERVER.Process(target=built_by_forks_that_never_end, args=(settings, tmp_path))
    process.start()
    while len(list(tmp_path.glob("*.forked"))) < 2:
        assert process.is_alive()
        time.sleep(0.01)
    process.kill()
    process.join()
    pipeline.build_incidents(settings)
    assert present(settings) == at_once


def built_by_forks_that_never_end(settings: Settings, told: Path) -> None:
    """Build with two forks that say in the folder `told` that they are there, and stay."""
    here, link = os.getpid(), bundles.link

    def staying(*given: Any) -> Any:
        if os.getpid() != here:
            (told / f"{os.getpid()}.forked").touch()
            signal.pause()
        return link(*given)

    bundles.link = staying
    built_by_three(settings)


def test_each_lot_of_countries_is_judged_alone(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(settings, "all", ALL)
    monkeypatch.setattr(countries, "PORTION", 1)
    pipeline.build_incidents(settings)
    pages = {page.name for page in settings.reports.glob("incidents*.html")}
    assert len(pages) == len(lake.parts(settings, INCIDENT_EVENTS)) > 1
