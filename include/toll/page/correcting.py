"""Corrections on an incident's page: those that hold, and the form by which somebody who may puts something right.

Nothing is written here. The form's values come in as text and go back into the form where they were refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Any

from toll.codes import Target
from toll.corrections.fields import BOUNDS, codes, known
from toll.model import TOLLS
from toll.page.words import Words

Row = Mapping[str, Any]

WHY_CHARACTERS, VALUE_CHARACTERS = 500, 300
"""The most that the form takes."""

FIGURE = "figure"
"""What the form calls the three bounds of a claim's figure together; a toll's name stands for those of the toll."""

_SPOKEN = ("means", "victim_group", "status", "scope")
"""Fields whose codes the page has words for."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What somebody filled in: the id of a claim or of the incident, a field, its value, and why.

    `retract` is any text where the correction of the field is to be taken back.
    """

    target: str = ""
    field: str = ""
    value: str = ""
    retract: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Something filled in that could not be recorded, and why not, in one line."""

    tried: Tried
    reason: str
    status: int = 422


@dataclass(frozen=True, slots=True)
class Form:
    """The form for one target; `about` is its claim, None for the incident itself, `filled` what stands in it."""

    target: str
    about: Row | None
    choices: Sequence[tuple[str, str]]
    """Each field with what it is called."""
    takes: Sequence[tuple[str, Sequence[str]]]
    """What fields of closed lists are called, and the values that they take."""
    filled: Tried
    refused: str | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class Act:
    """What one person put right at once: `about` has who, why and when, `changes` a row each field."""

    about: Row
    changes: Sequence[Row]
    is_applied: bool


def tried(given: Mapping[str, str]) -> Tried:
    """The form's values; those that it does not have are left alone."""
    return Tried(**{field.name: given.get(field.name, "").strip() for field in fields(Tried)})


def form(incident: str, claims: Sequence[Row], asked: str | None, refused: Refused | None, words: Words) -> Form:
    """The form for the claim that is asked for, or that was refused; for the incident where it is none of `claims`."""
    wanted = refused.tried.target if refused else asked
    about = next((claim for claim in claims if claim["claim_id"] == wanted), None)
    kind = Target.CLAIM if about else Target.INCIDENT
    names = known(kind)
    return Form(
        target=about["claim_id"] if about else incident,
        about=about,
        choices=[(name, called(name, words)) for name in _offered(kind)],
        takes=[(called(name, words), codes(kind, name)) for name in names if codes(kind, name)],
        filled=refused.tried if refused else Tried(),
        refused=refused.reason if refused else None,
        is_open=bool(refused or asked),
    )


def meant(field: str) -> tuple[str, ...]:
    """The fields, as `toll.corrections` names them, for which a choice of the form stands."""
    if field == FIGURE:
        return BOUNDS
    return tuple(f"{field}_{bound}" for bound in BOUNDS) if field in TOLLS else (field,)


def acts(corrections: Sequence[Row]) -> list[Act]:
    """The rows of `incident_corrections`, in their order, by what was put right together."""
    return [_act(list(rows)) for _, rows in groupby(corrections, key=lambda row: (row["at"], row["target_id"]))]


def called(field: str, words: Words) -> str:
    """A field in the reader's words."""
    if field == FIGURE:
        return words.say("all_bounds")
    if field in TOLLS:
        return f"{toll_called(field, words)} · {words.say('all_bounds')}"
    toll, _, bound = field.rpartition("_")
    return f"{toll_called(toll, words)} · {words.column(bound).lower()}" if toll in TOLLS else words.column(field)


def toll_called(name: str, words: Words) -> str:
    """A toll in the reader's words: killed, or the killed of one group."""
    outcome, _, group = name.partition("_")
    return f"{words.code(outcome)} · {words.code(group)}" if group else words.code(outcome)


def spoken(field: str, value: str | None, words: Words) -> str:
    """A value of a correction in the reader's words."""
    if value is None:
        return words.say("no_value")
    return words.code(value) if field in _SPOKEN else words.country(value) if field == "country_code" else value


def of_toll(columns: Sequence[str], name: str) -> bool:
    """Whether a bound of the toll `name` is among the corrected `columns`."""
    return any(f"{name}_{bound}" in columns for bound in BOUNDS)


def corrected(columns: Sequence[str], words: Words) -> Iterator[str]:
    """What the corrected `columns` are called, each once."""
    yield from dict.fromkeys(called(name, words) for name in columns)


def _act(rows: Sequence[Row]) -> Act:
    changes = [row for row in rows if row["was"] != row["value"]] or rows
    return Act(rows[0], changes, all(row["is_applied"] for row in rows))


def _offered(kind: Target) -> Iterator[str]:
    """What the form offers: each figure first as a whole."""
    if kind is Target.CLAIM:
        yield FIGURE
    for name in known(kind):
        toll = name.removesuffix(f"_{BOUNDS[0]}")
        yield from (toll, name) if toll in TOLLS else (name,)
