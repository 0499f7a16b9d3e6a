"""Every standing question against the cases under tests/sql/<question>/<case>/, every export under tests/sql/exports/.

A case is a folder of YAML: rows of tables by name, `params.yaml` where it asks for less, `expect.yaml` with the rows of
the answer in order, each by the columns that matter. A new case needs no Python.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import yaml

import lakes
from toll import statistics
from toll.tables import TABLES

SQL = Path(__file__).parents[1] / "sql"
CASES = sorted(path.parent for path in SQL.glob("*/*/expect.yaml"))
EXPORTS = sorted(path.parent for path in SQL.glob("exports/*/*/expect.yaml"))


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def named(cases: list[Path]) -> list[Any]:
    return [pytest.param(case, id=f"{case.parent.name}/{case.name}") for case in cases]


@pytest.mark.parametrize("case", named(CASES))
def test_answer(case: Path, tmp_path: Path) -> None:
    check(case, tmp_path, statistics.answer)


@pytest.mark.parametrize("case", named(EXPORTS))
def test_export(case: Path, tmp_path: Path) -> None:
    check(case, tmp_path, statistics.exported)


def check(case: Path, tmp_path: Path, ask: Callable[..., pa.Table]) -> None:
    given = {table.name: read(file) for table in TABLES if (file := case / f"{table.name}.yaml").is_file()}
    settings = lakes.make(tmp_path, given)
    params = read(case / "params.yaml") if (case / "params.yaml").is_file() else {}
    answered = ask(settings, case.parent.name, **params).to_pylist()
    expected = read(case / "expect.yaml")
    narrowed = [{name: row[name] for name in wanted} for row, wanted in zip(answered, expected, strict=False)]
    assert narrowed == expected
    assert len(answered) == len(expected), answered[len(expected) :]


def test_cases_hold_no_file_that_is_never_read() -> None:
    known = {f"{table.name}.yaml" for table in TABLES} | {"params.yaml", "expect.yaml"}
    assert {path for case in (*CASES, *EXPORTS) for path in case.iterdir() if path.name not in known} == set()


def test_every_question_has_a_case_and_every_case_a_question() -> None:
    assert {case.parent.name for case in CASES} == {question.name for question in statistics.questions()}
    assert {case.parent.name for case in EXPORTS} == {export.name for export in statistics.exports()}


def test_every_question_answers_an_empty_lake(tmp_path: Path) -> None:
    settings = lakes.make(tmp_path)
    rows = {question.name: statistics.answer(settings, question.name).num_rows for question in statistics.questions()}
    assert {name for name, count in rows.items() if count} == {"data_quality"}
