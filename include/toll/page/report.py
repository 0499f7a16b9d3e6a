"""The casualties of a period and a country as one page that needs nothing else: to be mailed, printed and kept.

The same lake and the same filters give the same bytes: it tells the day of the last article, not that of its making.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from toll.errors import QueryError
from toll.page.asked import read
from toll.page.charts import chart
from toll.page.exhibits import Exhibit, exhibit, restrict
from toll.page.overview import BREAKDOWNS, placed_map
from toll.page.render import render
from toll.page.words import DEFAULT, every
from toll.settings import INCLUDE, Settings
from toll.statistics import Session

STYLES = (INCLUDE / "page" / "style.css", INCLUDE / "page" / "report.css")
MOST = 1000
"""Incidents that are listed; the report says where there are more."""

Row = Mapping[str, Any]


def report(settings: Settings, query: Mapping[str, str]) -> str:
    """The report as HTML, `query` being filters as in the page's address.

    Raises QueryError for a filter that cannot be, a language that no page is in, or where there is no lake yet.
    """
    asked = read(query)
    words = every().get(asked.lang or DEFAULT)
    if words is None:
        raise QueryError(f"no page is written in {asked.lang!r}; there are {', '.join(every())}")
    given = asked.parameters
    with Session(settings, confined=True) as session:
        restrict(session, given)
        told_in = exhibit(session, "articles_listed", given)
        timeline, placed = (exhibit(session, name, given) for name in ("timeline", "map"))
        return render(
            "report.html",
            words=words,
            asked=asked,
            style=Markup("\n".join(path.read_text(encoding="utf-8") for path in STYLES)),  # noqa: S704
            totals=exhibit(session, "totals", given),
            timeline=timeline,
            timeline_chart=chart("timeline", timeline.rows, words) if timeline.rows else None,
            map_chart=placed_map(placed, words, lambda name: f"#i-{name}"),
            tables=[exhibit(session, name, given) for name in ("deadliest_incidents", "contested", *BREAKDOWNS)],
            put_right=exhibit(session, "corrections_listed", given),
            **_listed(exhibit(session, "incidents_listed", given), told_in),
        )


def _listed(incidents: Exhibit, told_in: Exhibit) -> Mapping[str, Any]:
    """The incidents, the articles with a number each, and which articles tell of which incident."""
    rows = told_in.rows
    articles = list({row["article_id"]: row for row in rows}.values())
    number = {row["article_id"]: place for place, row in enumerate(articles, 1)}
    by_incident: dict[str, list[int]] = {}
    for row in rows:
        by_incident.setdefault(row["incident_id"], []).append(number[row["article_id"]])
    return {
        "incidents": incidents,
        "is_cut": len(incidents.rows) >= MOST,
        "articles": articles,
        "numbers": by_incident,
        "named": _named(rows),
        "last": max((row["published_end"] for row in rows if row["published_end"]), default=None),
    }


def _named(rows: Sequence[Row]) -> list[tuple[str, int]]:
    """Who is named for figures, with the number of articles that do so, most first."""
    counted: dict[str, set[str]] = {}
    for row in rows:
        for name in row["sources"] or ():
            counted.setdefault(name, set()).add(row["article_id"])
    return sorted(((name, len(articles)) for name, articles in counted.items()), key=lambda one: (-one[1], one[0]))
