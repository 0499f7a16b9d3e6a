"""The validation page of a batch: what was checked and why, what failed, and example rows, in one HTML file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from toll.validate.verdict import Check, Verdict

TEMPLATE = Path(__file__).with_name("page.html.j2")

SHOWN = 50
"""Rejected rows listed; all of them stand in the table `rejected`."""


@dataclass(frozen=True, slots=True)
class _Section:
    name: str
    n_rows: int
    n_accepted: int
    n_rejected: int
    n_failed: int
    checks: tuple[Check, ...]


def page(verdict: Verdict, title: str) -> str:
    """The page as HTML that needs no other file, no script and no network; every value is escaped."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"rows": _rows, "outcome": _outcome}
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        verdict=verdict,
        title=title,
        failed=tuple(check for check in verdict.checks if not check.passed),
        shown=verdict.rejected[:SHOWN],
        sections=tuple(_sections(verdict)),
    )


def _sections(verdict: Verdict) -> Iterator[_Section]:
    for name, n_rows in verdict.n_rows.items():
        rejected = sum(row.table == name for row in verdict.rejected)
        checks = tuple(check for check in verdict.checks if check.table == name)
        failed = sum(not check.passed for check in checks)
        yield _Section(name, n_rows, verdict.accepted[name].num_rows, rejected, failed, checks)


def _rows(number: int) -> str:
    return f"{number} row" if number == 1 else f"{number} rows"


def _outcome(check: Check) -> str:
    if check.level == "table":
        return "on the whole table"
    return f"{check.n_failed} of {_rows(check.n_rows)} failed"
