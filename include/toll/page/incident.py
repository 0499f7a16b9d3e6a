"""The page of one incident: its figures, who says so in which words, how the toll changed, and where it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from toll.codes import IncidentStatus
from toll.errors import QueryError
from toll.page.correcting import Refused, acts, called, corrected, form, of_toll, spoken, toll_called
from toll.page.exhibits import exhibit, restrict
from toll.page.maps import Place, spot_map
from toll.page.quoted import sentence
from toll.page.words import Words
from toll.statistics import Session

Row = Mapping[str, Any]

_MAP_WIDTH, _MAP_HEIGHT, _MAP_DEGREES = 420, 260, 10.0
_BOUNDS = ("low", "best", "high")


@dataclass(frozen=True, slots=True)
class Editing:
    """Whether the reader may put something right; which claim's form is asked for, what was refused or recorded."""

    may_correct: bool = False
    asked: str | None = None
    refused: Refused | None = None
    recorded: str | None = None


READING = Editing()


class MovedError(QueryError):
    """The incident was merged into another one, whose id is `to`."""

    def __init__(self, to: str) -> None:
        super().__init__(f"it is part of {to} now")
        self.to = to


def incident(session: Session, name: str, words: Words, editing: Editing = READING) -> Mapping[str, Any]:
    """The values of the template `incident`; raises QueryError where there is none, MovedError where it was merged."""
    given = {"incident": name}
    restrict(session, given)
    readings = exhibit(session, "incident", given)
    if not readings.rows:
        raise QueryError(words.say("no_incident", name=name))
    now = readings.rows[0]
    if now["status"] == IncidentStatus.SUPERSEDED and now["superseded_by"] not in (None, name):
        raise MovedError(now["superseded_by"])
    history, told = exhibit(session, "toll_history", given), exhibit(session, "incident_claims_told", given)
    links = exhibit(session, "incident_links", given)
    corrections = exhibit(session, "incident_corrections", given)
    return {
        "now": now,
        "reading": readings,
        "figures": list(_figures(now, words, _added_up(history.rows))),
        "corrected": list(corrected(now["corrected"], words)),
        "corrections": corrections,
        "acts": acts(corrections.rows),
        "form": _form(now, told.rows, corrections.rows, editing, words),
        "recorded": editing.recorded if editing.may_correct else None,
        "called": called,
        "spoken": spoken,
        "said": exhibit(session, "what_sources_say", given),
        "history": history,
        "told": told,
        "by_article": [(rows[0], rows) for rows in _grouped(told.rows)],
        "links": links,
        "why": {row["event_id"]: row for row in links.rows},
        "map_chart": _map(now, words),
        "sentence": sentence,
    }


def speaks_of(session: Session, name: str, target: str) -> bool:
    """Whether `target` is the incident `name` or a claim that its page lists; QueryError where there is no incident."""
    given = {"incident": name}
    restrict(session, given)
    if not exhibit(session, "incident", given).rows:
        return False
    claims = exhibit(session, "incident_claims_told", given).table["claim_id"].to_pylist()
    return target in (name, *claims)


def _form(now: Row, claims: list[dict[str, Any]], held: list[dict[str, Any]], editing: Editing, words: Words) -> Any:
    """The form, where somebody may fill it in and there is something to put right or to take back."""
    if editing.may_correct and (held or now["status"] == IncidentStatus.CURRENT):
        return form(now["incident_id"], claims, editing.asked, editing.refused, words)
    return None


def _added_up(history: list[dict[str, Any]]) -> Row:
    """The tolls as the claims add up, whatever was put right of the incident itself."""
    return history[-1] if history else {}


def _figures(now: Row, words: Words, before: Row) -> Iterator[tuple[str, Row]]:
    for column in now:
        toll = column.removesuffix("_best")
        if toll != column and any(now[f"{toll}_{bound}"] is not None for bound in _BOUNDS):
            is_now = {bound: now[f"{toll}_{bound}"] for bound in _BOUNDS}
            was = {f"was_{bound}": before.get(f"{toll}_{bound}") for bound in _BOUNDS}
            yield toll_called(toll, words), {**is_now, **was, "is_corrected": of_toll(now["corrected"], toll)}


def _grouped(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for _, group in groupby(rows, key=lambda row: row["article_id"]):
        yield list(group)


def _map(now: Row, words: Words) -> Any:
    if now["latitude"] is None or now["longitude"] is None:
        return None
    told = now["location"] or now["place_name"] or words.country(now["country_code"])
    place = Place(now["longitude"], now["latitude"], now["where_prec"], told)
    return spot_map(place, words, _MAP_WIDTH, _MAP_HEIGHT, _MAP_DEGREES)
