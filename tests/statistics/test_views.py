import multiprocessing
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import lakes
from toll import statistics
from toll.errors import QueryError
from toll.settings import Settings
from toll.tables import INCIDENTS, TABLES

KILLED = {"country_code": "SY", "killed_low": 25, "killed_best": 25, "killed_high": 30}

COUNT = "import duckdb, sys; print(duckdb.connect(sys.argv[1], read_only=True).execute(sys.argv[2]).fetchone()[0])"


def read_elsewhere(file: Path, sql: str, cwd: Path) -> str:
    """What another process, in another folder, reads from the file."""
    done = subprocess.run(
        [sys.executable, "-c", COUNT, str(file), sql], cwd=cwd, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


def test_every_table_and_question_has_its_view_and_words(tmp_path: Path) -> None:
    file = statistics.refresh_views(lakes.make(tmp_path))
    with duckdb.connect(str(file), read_only=True) as connection:
        sql = "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal AND comment IS NOT NULL"
        views = dict(connection.execute(sql).fetchall())
        holds = connection.execute("SELECT count(*) FROM duckdb_tables()").fetchone()
    asked = (*statistics.shared(), *statistics.questions(), *statistics.exports())
    tables = {t.name: t.meaning for t in TABLES} | {"incident_readings": INCIDENTS.meaning}
    assert views.pop("incidents") != tables.pop("incidents")
    assert views == tables | {q.view: q.words for q in asked}
    assert holds == (0,)


def test_whoever_sums_incidents_sums_present_readings(tmp_path: Path) -> None:
    past = {"incident_id": "i", "status": "superseded", "superseded_by": "i"}
    settings = lakes.make(tmp_path, {"incidents": [KILLED | past, KILLED | {"incident_id": "i", "version": 2}]})
    counts = "SELECT (SELECT sum(killed_best) FROM incidents), (SELECT count(*) FROM incident_readings)"
    assert [*statistics.ask(settings, counts).to_pylist()[0].values()] == [25, 2]


def test_any_process_in_any_folder_reads_the_views_while_they_are_rebuilt(tmp_path: Path) -> None:
    settings = lakes.make(tmp_path / "data", {"incidents": [KILLED]})
    file = statistics.refresh_views(settings)
    with duckdb.connect(str(file), read_only=True) as reader:
        assert read_elsewhere(file, "SELECT best FROM statistics_casualties_by_country_and_month", tmp_path) == "25"
        lakes.add(settings, "incidents", [KILLED | {"incident_id": "late"}], part="late")
        file.unlink()
        statistics.refresh_views(settings)
        assert reader.execute("SELECT count(*) FROM incidents").fetchone() == (2,)
        assert read_elsewhere(file, "SELECT count(*) FROM incidents", tmp_path) == "2"


def test_views_that_say_nothing_new_leave_the_file_as_it_is(tmp_path: Path) -> None:
    settings = lakes.make(tmp_path)
    before = statistics.refresh_views(settings).stat()
    lakes.add(settings, "incidents", [KILLED])
    after = statistics.refresh_views(settings).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def another_duckdb(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duckdb, "__version__", "another")


def another_type(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    declared = pq.read_schema(lake / "incidents" / "_schema.parquet")
    changed = declared.set(declared.get_field_index("version"), pa.field("version", pa.int64()))
    pq.write_table(changed.empty_table(), lake / "incidents" / "_schema.parquet")


def another_generation(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(lake, lake.parent / "lakes" / "2")
    lake.unlink()
    lake.symlink_to("lakes/2")


def another_file(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # As when its maker was killed before it was sealed: the seal is of the file that was there.
    (lake / "toll.duckdb").unlink()
    with duckdb.connect(str(lake / "toll.duckdb")) as connection:
        connection.execute("CREATE VIEW incidents AS SELECT 1")


def another_view(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with duckdb.connect(str(lake / "toll.duckdb")) as connection:
        connection.execute("CREATE OR REPLACE VIEW incidents AS SELECT 1")


def no_file(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (lake / "toll.duckdb").unlink()


def no_seal(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (lake / ".toll.duckdb.sha256").unlink()


CHANGES = (another_duckdb, another_type, another_generation, another_file, another_view, no_file, no_seal)


@pytest.mark.parametrize("change", [pytest.param(change, id=change.__name__) for change in CHANGES])
def test_views_are_made_anew_where_what_decides_them_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path, pytest.MonkeyPatch], None]
) -> None:
    settings = lakes.make(tmp_path, {"incidents": [KILLED]})
    (tmp_path / "lakes").mkdir()
    settings.lake.rename(tmp_path / "lakes" / "1")
    settings.lake.symlink_to("lakes/1")
    statistics.refresh_views(settings)
    change(settings.lake, monkeypatch)
    before = {path: path.stat().st_ino for path in settings.lake.glob("toll.duckdb")}
    present = settings.lake.resolve()
    file = statistics.refresh_views(settings)
    assert before.get(file) != file.stat().st_ino
    with duckdb.connect(str(file), read_only=True) as connection:
        assert connection.execute("SELECT killed_best FROM incidents").fetchall() == [(25,)]
        views = connection.execute("SELECT sql FROM duckdb_views() WHERE view_name = 'incidents'").fetchall()
    assert str(present) in views[0][0]
    again = statistics.refresh_views(settings).stat()
    assert again.st_ino == file.stat().st_ino


@pytest.mark.parametrize("broken", [pytest.param(b"", id="empty"), pytest.param(b"no database", id="foreign")])
def test_a_broken_file_is_replaced(tmp_path: Path, broken: bytes) -> None:
    settings = lakes.make(tmp_path)
    (settings.lake / "toll.duckdb").write_bytes(broken)
    assert read_elsewhere(statistics.refresh_views(settings), "SELECT count(*) FROM articles", tmp_path) == "0"


def test_what_a_killed_builder_left_aside_is_no_hindrance(tmp_path: Path) -> None:
    settings = lakes.make(tmp_path)
    (settings.lake / ".toll.duckdb.tmp").write_bytes(b"half")
    assert read_elsewhere(statistics.refresh_views(settings), "SELECT count(*) FROM articles", tmp_path) == "0"
    assert not (settings.lake / ".toll.duckdb.tmp").exists()


def test_many_builders_at_once(tmp_path: Path) -> None:
    settings = lakes.make(tmp_path)
    context = multiprocessing.get_context("spawn")
    with context.Pool(3) as pool:
        files = pool.map(statistics.refresh_views, [settings] * 6)
    assert read_elsewhere(files[0], "SELECT count(*) FROM claims", tmp_path) == "0"


def test_a_lake_seen_under_another_path(tmp_path: Path) -> None:
    settings = lakes.make(tmp_path / "mounted", {"incidents": [KILLED]})
    file = statistics.refresh_views(settings)
    (tmp_path / "mounted").rename(tmp_path / "here")
    with duckdb.connect(str(tmp_path / "here" / "lake" / file.name), read_only=True) as connection:
        connection.execute("SET VARIABLE toll_lake = ?", [str(tmp_path / "here" / "lake")])
        assert connection.execute("SELECT count(*) FROM incidents").fetchone() == (1,)


def test_parts_of_an_older_declaration_lack_columns(tmp_path: Path) -> None:
    settings = lakes.make(tmp_path)
    old = pa.table({"incident_id": ["i"], "status": ["current"]})
    pq.write_table(old, settings.lake / "incidents" / "0ld.parquet")
    assert statistics.ask(settings, "SELECT incident_id, means FROM incidents").to_pylist() == [
        {"incident_id": "i", "means": None}
    ]


def test_articles_say_whose_copy_they_are_and_keep_their_sketches_to_themselves(tmp_path: Path) -> None:
    settings = lakes.make(tmp_path, {"articles": [{}, {}], "article_copies": [{"article_id": "articles-1"}]})
    found = statistics.ask(settings, "SELECT article_id, duplicate_of FROM articles ORDER BY ALL").to_pylist()
    assert [row["duplicate_of"] for row in found] == [None, "articles-0"]
    assert "fingerprint" not in statistics.ask(settings, "FROM articles").column_names


@pytest.mark.parametrize(
    ("sql", "joins"),
    [
        pytest.param("EXPLAIN SELECT count(outlet) FROM articles", False, id="not-asked"),
        pytest.param("EXPLAIN SELECT count(duplicate_of) FROM articles", True, id="asked"),
    ],
)
def test_nobody_pays_for_copies_who_does_not_ask_for_them(tmp_path: Path, sql: str, joins: bool) -> None:
    plan = statistics.ask(lakes.make(tmp_path, {"articles": [{}]}), sql)["explain_value"][0].as_py()
    assert ("Hash Join" in plan) is joins


def test_a_path_with_quotes_and_spaces(tmp_path: Path) -> None:
    settings = lakes.make(tmp_path / "l'été d'avant", {"incidents": [KILLED]})
    assert read_elsewhere(statistics.refresh_views(settings), "SELECT count(*) FROM incidents", tmp_path) == "1"


def test_no_lake_yet(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"no lake at .* yet; drop articles into .*inbox and run `toll ingest`"):
        statistics.refresh_views(Settings(data=tmp_path))
