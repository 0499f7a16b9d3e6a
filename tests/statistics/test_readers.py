"""One process, many readers: each has variables of its own, and all see the lake as it is now."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import lakes
from toll.errors import QueryError
from toll.settings import Settings
from toll.statistics import Readers, pages, questions

KILLED = "SELECT sum(best)::BIGINT AS killed FROM conflict_tolls WHERE victim_group = 'all'"
ROW = {"country_code": "SY", "killed_low": 5, "killed_best": 5, "killed_high": 5}


@pytest.fixture
def lake(tmp_path: Path) -> Settings:
    other = {"country_code": "IQ", "killed_low": 2, "killed_best": 2, "killed_high": 2}
    return lakes.make(tmp_path, {"incidents": [ROW, other]})


def killed(readers: Readers, country: str | None = None) -> int | None:
    with readers.session() as session:
        if country:
            session.set("country", country)
        found: int | None = session.run(KILLED).to_pylist()[0]["killed"]
        return found


def test_variables_are_each_sessions_own(lake: Settings) -> None:
    readers = Readers(lake)
    with readers.session() as one:
        one.set("country", "IQ")
        assert killed(readers) == 7
        assert one.run(KILLED).to_pylist() == [{"killed": 2}]


def test_what_was_published_since_is_seen_and_what_is_open_goes_on(lake: Settings) -> None:
    readers = Readers(lake)
    with readers.session() as before:
        assert killed(readers) == 7
        lakes.add(lake, "incidents", [ROW | {"incident_id": "later"}], "later")
        assert killed(readers) == 12
        assert before.run("SELECT 1 AS one").to_pylist() == [{"one": 1}]


def test_a_part_that_cannot_be_read_leaves_the_rows_before_it(lake: Settings) -> None:
    readers = Readers(lake)
    assert killed(readers) == 7
    broken = lake.lake / "incidents" / "broken.parquet"
    broken.write_bytes(b"no Parquet")
    with pytest.raises(QueryError):
        readers.session()
    broken.unlink()
    assert killed(readers) == 7


def test_threads_ask_at_once(lake: Settings) -> None:
    readers = Readers(lake)
    with ThreadPoolExecutor(8) as threads:
        asked = ["SY", "IQ", None] * 8
        assert list(threads.map(lambda country: killed(readers, country), asked)) == [5, 2, 7] * 8


def test_sessions_stay_confined(lake: Settings) -> None:
    with Readers(lake).session() as session, pytest.raises(QueryError):
        session.run("SELECT * FROM read_text('/etc/hostname')")


def test_without_a_lake(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="no lake at"):
        Readers(Settings(data=tmp_path)).session()


def test_kept_readers_are_shown_what_came_once_it_is_made_ready(lake: Settings) -> None:
    prepared, seen = [], []
    readers = Readers(lake)

    def prepare(state) -> None:
        prepared.append(state)
        seen.append(readers.state() if len(prepared) > 1 else None)

    readers.keep(prepare, seconds=0.01)
    until(lambda: prepared)
    before = readers.state()
    assert killed(readers) == 7
    lakes.add(lake, "incidents", [ROW | {"incident_id": "later"}], "later")
    until(lambda: readers.state() != before)
    assert killed(readers) == 12
    assert seen[1] == before
    assert readers.state() == prepared[-1]


def test_kept_readers_outlive_a_part_that_cannot_be_read(lake: Settings) -> None:
    readers = Readers(lake)
    readers.keep(lambda _: None, seconds=0.01)
    until(lambda: killed(readers) == 7)
    broken = lake.lake / "incidents" / "broken.parquet"
    broken.write_bytes(b"no Parquet")
    time.sleep(0.2)
    assert killed(readers) == 7
    broken.unlink()
    lakes.add(lake, "incidents", [ROW | {"incident_id": "later"}], "later")
    until(lambda: killed(readers) == 12)


def test_all_that_pages_list_is_held(lake: Settings) -> None:
    """A page that asks for another column of incidents would be refused."""
    with Readers(lake).session() as session:
        for asked in (one for one in (*pages(), *questions()) if "receipts" not in one.parameters):
            session.run(asked.sql)


def until(is_so: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait until something is so; fail where it never is."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)
