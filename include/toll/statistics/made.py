"""Views over lists of ours: rows that SQL needs and no article tells, written into the view's own text."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from toll.settings import INCLUDE
from toll.statistics.readings import COLUMNS, rows

Cell = str | int | None

COUNTRIES = INCLUDE / "gazetteer" / "country_numbers.csv"
"""`country_code,iso`: ISO 3166-1 alpha-2 and numeric (GeoNames, CC BY 4.0)."""


@cache
def definitions() -> tuple[str, ...]:
    """The SQL of the views `readings` and `country_numbers`."""
    return (
        view("readings", COLUMNS, rows()),
        view("country_numbers", ("country_code", "iso"), _countries(COUNTRIES)),
    )


def view(name: str, columns: Sequence[str], cells: Iterable[Sequence[Cell]]) -> str:
    """The SQL of a view of these rows; numbers are BIGINT."""
    values = ", ".join(f"({', '.join(map(_cell, row))})" for row in cells)
    return f"CREATE VIEW {name} AS FROM (VALUES {values}) AS made({', '.join(columns)})"


def literal(text: str) -> str:
    """`text` as SQL."""
    return "'" + text.replace("'", "''") + "'"


def _cell(value: Cell) -> str:
    return literal(value) if isinstance(value, str) else "NULL::BIGINT" if value is None else f"{value}::BIGINT"


def _countries(path: Path) -> list[tuple[str, int]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [(line["country_code"], int(line["iso"])) for line in csv.DictReader(lines)]
