"""The first page: the sums of what was asked for, over time and on the map, the deadliest and the contested."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from toll.codes import Means
from toll.page.asked import GROUPS, STEPS, Asked
from toll.page.exhibits import Exhibit, exhibit, restrict
from toll.page.maps import Place, deadliest_map
from toll.page.words import Words
from toll.statistics import Session, pages

BREAKDOWNS = ("casualties_by_means", "killed_by_victim_group", "casualties_by_perpetrator", "casualties_by_source")
Choices = Mapping[str, Sequence[tuple[str, str]]]

SHOWN = 12
"""Rows of a breakdown; a download has all."""


def overview(session: Session, asked: Asked, words: Words, root: str) -> Mapping[str, Any]:
    """The values of the template `overview` but the choices, which are the same for all readers."""
    given = asked.parameters
    restrict(session, given)
    timeline, placed = (exhibit(session, name, given) for name in ("timeline", "map"))
    return {
        "totals": exhibit(session, "totals", given),
        "timeline": timeline,
        "step": timeline.rows[0]["step"] if timeline.rows else None,
        "steps": STEPS,
        "placed": placed,
        "map_chart": placed_map(placed, words, lambda name: f"{root}/incidents/{name}{asked.address()}"),
        "deadliest": exhibit(session, "deadliest_incidents", given),
        "contested": exhibit(session, "contested", given),
        "breakdowns": [exhibit(session, name, given, SHOWN) for name in BREAKDOWNS],
    }


def placed_map(placed: Exhibit, words: Words, href: Callable[[str], str]) -> Markup | None:
    """The map of the rows of the question `map`, each circle a link to where its incident is; None without any."""
    return deadliest_map([_place(row, words, href(row["incident_id"])) for row in placed.rows], words)


def choices(session: Session, words: Words) -> Choices:
    """What each filter can be: value and text."""
    (asked,) = (question for question in pages() if question.name == "choices")
    found: dict[str, list[str]] = {"country": [], "source": [], "perpetrator": []}
    for row in session.run(asked.sql).to_pylist():
        found[row["kind"]].append(row["name"])
    return {
        "country": sorted(((code, words.country(code)) for code in found["country"]), key=lambda one: one[1]),
        "means": [(code.value, words.code(code)) for code in Means],
        "victim_group": [(group.value, words.code(group)) for group in GROUPS],
        "source": [(name, name) for name in found["source"]],
        "perpetrator": [(name, name) for name in found["perpetrator"]],
    }


def _place(row: Mapping[str, Any], words: Words, href: str) -> Place:
    return Place(row["longitude"], row["latitude"], row["where_prec"], _told(row, words), href, row["best"])


def _told(row: Mapping[str, Any], words: Words) -> str:
    """A row of the question `map` in one line."""
    figure = words.figure(row["low"], row["best"], row["high"])
    place = row["place"] or words.country(row["country_code"])
    return f"{place}, {words.days(row['date_start'], row['date_end'])}: {figure}"
