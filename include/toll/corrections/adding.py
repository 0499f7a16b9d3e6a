"""The tolls of an event from its claims, by the rules by which the extractor adds them up (`toll.tolls`).

A row of `claims` does not keep everything that the extractor knew: whether a figure was told as a toll, which makes a
second one its rival, is tried both ways, and what gives the tolls that the extractor gave is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from toll.claims import Draft
from toll.codes import CountKind, Outcome, Scope, SourceType, Status, VictimGroup
from toll.corrections.fields import BOUNDS, TOLL_BOUNDS
from toll.mentions.counts import Count
from toll.mentions.harm import Harm
from toll.mentions.sources import Voice
from toll.model import Figure, Span
from toll.scenes import Scene
from toll.tolls import tolls

Row = Mapping[str, Any]
Rule = Callable[[Sequence[Row]], Mapping[str, int | None]]

_NO_SPAN = Span(0, 0)


def rule(event: Row, claims: Sequence[Row]) -> Rule:
    """How `claims`, as extracted, come to the tolls of `event`; its answer has every bound of every toll."""
    given = {name: event[name] for name in TOLL_BOUNDS}
    ways: tuple[Rule, ...] = (_apart, _as_rivals)
    return next((way for way in ways if way(claims) == given), _apart)


def _apart(claims: Sequence[Row]) -> Mapping[str, int | None]:
    return _tolls(claims, is_toll=False)


def _as_rivals(claims: Sequence[Row]) -> Mapping[str, int | None]:
    return _tolls(claims, is_toll=True)


def _tolls(claims: Sequence[Row], *, is_toll: bool) -> Mapping[str, int | None]:
    place = {row["claim_id"]: number for number, row in enumerate(claims)}
    sentences = {text: number for number, text in enumerate(dict.fromkeys(row["sentence"] for row in claims))}
    drafts = [_draft(row, place, sentences[row["sentence"]], is_toll=is_toll) for row in claims]
    told = tolls(range(len(drafts)), drafts)
    return {name: getattr(told.get(toll, Figure()), bound) for name in TOLL_BOUNDS for toll, bound in (_parted(name),)}


def _draft(row: Row, place: Mapping[str, int], sentence: int, *, is_toll: bool) -> Draft:
    count = Count(Figure(*(row[bound] for bound in BOUNDS)), CountKind(row["count_kind"]), 0, 0)
    harm = Harm(
        _NO_SPAN, Outcome(row["outcome"]), count, VictimGroup(row["victim_group"]), row["rule"], is_toll=is_toll
    )
    kind = SourceType(row["source_type"]) if row["source_type"] else SourceType.OTHER
    return Draft(
        harm=harm,
        scene=Scene(),
        sentence=Span(sentence, sentence + 1),
        voices=tuple(Voice(name, kind, 0) for name in row["sources"]),
        scope=Scope(row["scope"]),
        is_background=row["is_background"],
        status=Status(row["status"]),
        cues=(),
        part_of=place.get(row["part_of"]),
        same_as=place.get(row["same_as"]),
    )


def _parted(name: str) -> tuple[str, str]:
    toll, _, bound = name.rpartition("_")
    return toll, bound
