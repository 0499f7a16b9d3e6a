"""An article dropped three times, under other names and with other white space, counts its dead once."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.compute as pc
import pytest

from incidents.story_cases import SLUGS, story
from toll import lake, pipeline
from toll.settings import Settings
from toll.tables import INCIDENTS

STORIES = SLUGS[::5]
LONG_AGO = 1_600_000_000


def _as_written(text: str) -> str:
    return text


def _from_windows(text: str) -> str:
    return "\ufeff" + re.sub(r" *\n", "  \r\n", text)


def _spaced_out(text: str) -> str:
    return "\n\n" + text.replace("\n", "\n\n").replace(" ", "  ") + "\n \n"


FORMS: dict[str, Callable[[str], str]] = {"": _as_written, "-windows": _from_windows, " (2)": _spaced_out}


def killed(data: Path, *forms: str) -> tuple[int, int, int, int]:
    """How many incidents there are, and their killed, of the stories' dispatches dropped in these forms."""
    settings = Settings(data=data)
    lake.initialise(settings)
    for slug in STORIES:
        for name, dispatch in story(slug).dispatches.items():
            published = dispatch.article.published.interval
            for form in forms:
                file = settings.inbox / f"{published.start if published else ''}-{slug}-{name}{form}.txt"
                file.write_bytes(FORMS[form](dispatch.article.text).encode())
                os.utime(file, (LONG_AGO, LONG_AGO))
    pipeline.ingest(settings, "run", datetime(2025, 1, 1, tzinfo=UTC))
    current = lake.read(settings, INCIDENTS, where=pc.field("status") == "current")
    low, best, high = (pc.sum(current[f"killed_{bound}"]).as_py() for bound in ("low", "best", "high"))
    return current.num_rows, low, best, high


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, int, int, int]:
    return killed(tmp_path_factory.mktemp("once"), "")


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param(tuple(FORMS), id="three times"),
        pytest.param(("-windows",), id="from Windows"),
        pytest.param((" (2)",), id="spaced out"),
    ],
)
def test_the_dead_are_counted_once(once: tuple[int, int, int, int], tmp_path: Path, forms: tuple[str, ...]) -> None:
    assert killed(tmp_path, *forms) == once
    assert once[2] > 100
