"""The notebook runs from first cell to last over a lake made from the examples, and draws its charts offline."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from toll import pipeline
from toll.settings import PROJECT, Settings

NOTEBOOK = PROJECT / "examples" / "analysis.ipynb"


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    settings = Settings(data=tmp_path_factory.mktemp("l'exemple"))
    settings.inbox.mkdir(parents=True)
    for path in sorted((PROJECT / "examples").glob("*/*.txt")):
        (settings.inbox / path.name).write_bytes(path.read_bytes())
        os.utime(settings.inbox / path.name, (0, 0))
    pipeline.ingest(settings, "notebook", datetime(2026, 1, 1, tzinfo=UTC))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TOLL_DATA", str(settings.data))
        patch.setenv("IPYTHONDIR", str(tmp_path_factory.mktemp("ipython")))
        NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    return notebook


def test_it_is_stored_without_outputs() -> None:
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    assert [cell.outputs for cell in cells if cell.cell_type == "code"] == [[]] * 6
    assert Path(NOTEBOOK).stat().st_size < 20_000


def test_each_question_draws_its_chart_here(executed: Any) -> None:
    assert len(_charts(executed)) == 5
    assert not any("<script" in chart.data["image/svg+xml"] for chart in _charts(executed))


def test_the_charts_hold_figures(executed: Any) -> None:
    told = " ".join(output.data["image/svg+xml"] for output in _charts(executed))
    for words in ("Killed in conflict incidents", "air strike", "OSDH", "acled", "Killed, article by article"):
        assert words in told


def _charts(notebook: Any) -> list[Any]:
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    return [output for output in outputs if "image/svg+xml" in output.get("data", {})]
