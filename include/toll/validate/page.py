"""The validation page of a batch: what was checked and why, what failed, and example rows, in one HTML file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from toll.validate.verdict import Check, Verdict

TEMPLATE = Path(__file__).with_name("page.html.j2")


@dataclass(frozen=True, slots=True)
class _Section:
    name: str
    n_rows: int
    n_accepted: int
    n_rejected: int
    checks: tuple[Check, ...]


def page(verdict: Verdict, title: str) -> str:
    """The page as HTML that needs no other file and no network; all values are escaped."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    failed = tuple(check for check in verdict.checks if not check.passed)
    return template.render(verdict=verdict, title=title, failed=failed, sections=tuple(_sections(verdict)))


def _sections(verdict: Verdict) -> Iterator[_Section]:
    for name, n_rows in verdict.n_rows.items():
        rejected = sum(row.table == name for row in verdict.rejected)
        checks = tuple(check for check in verdict.checks if check.table == name)
        yield _Section(name, n_rows, verdict.accepted[name].num_rows, rejected, checks)
