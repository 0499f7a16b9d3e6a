"""From dropped files to answers, by Airflow itself: good and bad files, twice, and with the power cut in between."""

from __future__ import annotations

import hashlib
import os
import signal

import pytest

from toll import lake as lake_module
from toll.settings import Settings
from toll.statistics import ask
from toll_local.demo import EXAMPLES

LATER = "2026-01-06T08:00:00+00:00"
DAGS = ("ingest_articles", "build_incidents", "publish_statistics")
DISPATCH = """ date 2019-06-14

Trois soldats ont été tués et sept autres blessés jeudi dans l'explosion d'une mine artisanale près de Mopti, dans le
centre du Mali, a annoncé l'armée malienne.

L'engin a explosé au passage d'un convoi de ravitaillement, a précisé l'état-major dans un communiqué.
"""
GOOD = {"alep.txt": (EXAMPLES / "alep.txt").read_bytes(), "mopti.txt": DISPATCH.encode()}
BAD = {
    "empty.txt": b"",
    "picture.txt": b"\x89PNG\r\n\x1a\n\x00\x00\rIHDR",
    "half.txt": b"\xc3\x28\x00\xff\xfe\xfa\x00 morts",
}
COPY = {"alep-copy.txt": GOOD["alep.txt"]}


def lake(settings):
    """The bytes of every table's parts."""
    paths = sorted(settings.lake.rglob("*.parquet"))
    return {str(path.relative_to(settings.lake)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def names(folder):
    """Every file below `folder`, reasons apart."""
    found = (path.name for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".reason.json"))
    return sorted(name for name in found if not name.startswith("."))


def test_good_and_bad_files_twice(settings, drop, airflow):
    for name, content in (GOOD | BAD | COPY).items():
        drop(name, content)
    drop("unfinished.txt.part", "Dix morts")
    assert airflow(settings, *DAGS) == 0

    assert names(settings.inbox) == ["unfinished.txt.part"]
    assert names(settings.archive) == sorted([*GOOD, *COPY])
    assert names(settings.quarantine) == sorted(BAD)
    assert names(settings.processing) == []
    articles = ask(settings, "SELECT source_file FROM articles").column("source_file").to_pylist()
    assert len(articles) == len(GOOD)
    refused = ask(settings, "SELECT source_file FROM rejected WHERE stage = 'read'").column("source_file").to_pylist()
    assert sorted(refused) == sorted(BAD)
    first = lake(settings)
    assert any(name.startswith("statistics/") for name in first)

    for name, content in (GOOD | BAD | COPY).items():
        drop(name, content)
    assert airflow(settings, *DAGS, when=LATER) == 0
    assert lake(settings) == first
    assert names(settings.inbox) == ["unfinished.txt.part"]


def test_an_empty_inbox_is_no_failure(settings, airflow):
    assert airflow(settings, "ingest_articles") == 0
    assert ask(settings, "FROM articles").num_rows == 0


def test_a_refused_batch_fails_the_run_though_what_announces_comes_last(settings, drop, airflow):
    drop("to-come.txt", DISPATCH.replace("2019-06-14", "2031-06-14"))
    assert airflow(settings, "ingest_articles") == 1
    assert names(settings.quarantine) == ["to-come.txt"]


@pytest.fixture(scope="module")
def undisturbed(airflow, tmp_path_factory):
    """The lake as a run leaves it that nothing disturbed."""
    settings = Settings(data=tmp_path_factory.mktemp("undisturbed"))
    settings.inbox.mkdir()
    for name, content in (GOOD | BAD).items():
        (settings.inbox / name).write_bytes(content)
        os.utime(settings.inbox / name, (0, 0))
    assert airflow(settings, "ingest_articles") == 0
    return lake(settings)


@pytest.mark.parametrize(
    "kill_at",
    [
        pytest.param("/lake/articles/", id="before the first table"),
        pytest.param("/archive/", id="before the files are filed"),
    ],
)
def test_a_run_killed_after_staging_is_made_good_by_the_next(settings, drop, airflow, undisturbed, kill_at):
    for name, content in (GOOD | BAD).items():
        drop(name, content)
    lake_module.initialise(settings)
    assert airflow(settings, "ingest_articles", kill_at=kill_at) == -signal.SIGKILL
    assert names(settings.processing) != []
    assert names(settings.staging) != []

    assert airflow(settings, "ingest_articles", when=LATER) == 0
    assert lake(settings) == undisturbed
    assert names(settings.archive) == sorted(GOOD)
    assert names(settings.quarantine) == sorted(BAD)
    assert names(settings.processing) == []
