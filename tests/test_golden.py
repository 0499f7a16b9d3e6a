"""Dispatches written for the purpose, each named by what is hard in it, coded by hand after docs/coding.md.

`golden/<language>/<slug>/article.txt` beside `expected.yaml`, which gives every claim of the article in the order of
the text, and of each claim the fields that the case is about. A quote only has to overlap; names agree where one's
words stand in the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from newsroom import Bounds, article, bounds
from toll import extract, read
from toll.codes import CountKind, Domain, Means, Outcome, PublishedBasis, Scope, Status, VictimGroup
from toll.extract import Extraction
from toll.model import Claim, Event, Interval
from toll.packs import Contract, load

GOLDEN = Path(__file__).parent / "golden"
FOLDERS = sorted(path.parent for path in GOLDEN.glob("??/*/expected.yaml"))
EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"

Days = tuple[date, date, int]


class ExpectedClaim(Contract):
    """A claim as a coder codes it; `part_of` and `same_as` give another's `id`; what is left out is not looked at."""

    quote: str
    outcome: Outcome
    figure: Bounds
    id: str | None = None
    kind: CountKind | None = None
    group: VictimGroup | None = None
    part_of: str | None = None
    same_as: str | None = None
    scope: Scope | None = None
    background: bool | None = None
    status: Status | None = None
    sources: tuple[str, ...] = ()
    place: str | None = None
    country: str | None = None
    days: Days | None = None
    means: Means | None = None
    perpetrator: str | None = None
    domain: Domain | None = None


class ExpectedEvent(Contract):
    """An event by its tolls; what is left out is not looked at."""

    tolls: Mapping[str, Bounds]
    place: str | None = None
    clarity: int | None = None


class Case(Contract):
    """An article published on a day, or unknown when; or an `example`, read from its file and dated by its text."""

    why: str
    published: date | None = None
    example: str | None = None
    settled: Days | None = None
    claims: tuple[ExpectedClaim, ...]
    events: tuple[ExpectedEvent, ...] | None = None


@pytest.mark.parametrize(
    "folder", [pytest.param(folder, id=f"{folder.parent.name}-{folder.name}") for folder in FOLDERS]
)
def test_claims_are_those_of_a_careful_coder(folder: Path):
    case = load(folder / "expected.yaml", Case)
    found = _found(folder, case)
    assert _claims(found, case) == [_asked(expected, case) for expected in case.claims]


@pytest.mark.parametrize(
    "folder", [folder for folder in FOLDERS if "events:" in (folder / "expected.yaml").read_text()]
)
def test_events_add_each_death_once(folder: Path):
    case = load(folder / "expected.yaml", Case)
    asked = [expected.model_dump(exclude_unset=True) for expected in case.events or ()]
    told = [_event(event) for event in _found(folder, case).events]
    assert [{name: one[name] for name in like} for one, like in zip(told, asked, strict=True)] == asked


def test_the_example_is_dated_by_its_text():
    case = load(GOLDEN / "fr" / "alep" / "expected.yaml", Case)
    settled = _found(GOLDEN / "fr" / "alep", case).article.published
    assert settled.interval == Interval(*case.settled)
    assert settled.basis is PublishedBasis.INFERRED
    assert settled.header_date == "2022-03"


def _found(folder: Path, case: Case) -> Extraction:
    if case.example is None:
        text = (folder / "article.txt").read_bytes().decode()
        return extract.extract(article(text, case.published, folder.parent.name))
    (example,) = read.read(EXAMPLES / case.example)
    return extract.extract(example)


def _asked(expected: ExpectedClaim, case: Case) -> dict[str, Any]:
    asked = expected.model_dump(exclude_unset=True, exclude={"id"})
    quotes = {claim.id: claim.quote for claim in case.claims}
    return {name: quotes[value] if name in ("part_of", "same_as") and value else value for name, value in asked.items()}


def _claims(found: Extraction, case: Case) -> list[dict[str, Any]]:
    """The found claims, with the fields that are asked and in the coder's words where those agree."""
    text = found.article.text
    coded = [*case.claims, *[None] * len(found.claims)][: len(found.claims)]
    named = {c.claim_id: _quote(c, expected, text) for c, expected in zip(found.claims, coded, strict=True)}
    told = []
    for claim, expected in zip(found.claims, coded, strict=True):
        told.append(_fields(claim, named) | {"quote": named[claim.claim_id]})
        if expected is not None:
            told[-1] = {
                name: _agreed(told[-1][name], value)
                for name, value in expected.model_dump(exclude_unset=True, exclude={"id"}).items()
            }
    return told


def _fields(claim: Claim, quotes: Mapping[str, str]) -> dict[str, Any]:
    return {
        "outcome": claim.outcome,
        "figure": bounds(claim.figure),
        "kind": claim.count_kind,
        "group": claim.victim_group,
        "part_of": quotes[claim.part_of] if claim.part_of else None,
        "same_as": quotes[claim.same_as] if claim.same_as else None,
        "scope": claim.scope,
        "background": claim.is_background,
        "status": claim.status,
        "sources": claim.sources,
        "place": claim.place.name if claim.place else None,
        "country": claim.country_code,
        "days": (claim.when.start, claim.when.end, claim.when.prec) if claim.when else None,
        "means": claim.means,
        "perpetrator": claim.perpetrator,
        "domain": claim.domain,
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "tolls": {name: bounds(figure) for name, figure in event.tolls.items()},
        "place": event.place.name if event.place else None,
        "clarity": int(event.event_clarity),
    }


def _quote(claim: Claim, expected: ExpectedClaim | None, text: str) -> str:
    """The coder's quote where the claim's own overlaps one of its places in the text."""
    starts = [i for i in range(len(text)) if expected and text.startswith(expected.quote, i)]
    near = any(
        claim.span.start < start + len(expected.quote) and start < claim.span.end for start in starts if expected
    )
    return expected.quote if expected and near else claim.quote


def _agreed(found: Any, expected: Any) -> Any:
    """The coder's name where the found one's words hold its words, or the other way about."""
    if isinstance(found, str) and isinstance(expected, str) and _alike(found, expected):
        return expected
    if isinstance(found, tuple) and isinstance(expected, tuple) and found and isinstance(found[0], str):
        return tuple(next((name for name in expected if _alike(one, name)), one) for one in found)
    return found


def _alike(a: str, b: str) -> bool:
    x, y = _words(a), _words(b)
    return bool(x and y) and (x <= y or y <= x)


def _words(name: str) -> set[str]:
    return set(name.lower().replace("'", " ").replace("’", " ").split()) - {
        "le",
        "la",
        "les",
        "l",
        "de",
        "des",
        "du",
        "d",
        "un",
        "une",
    }
