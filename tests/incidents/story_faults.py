"""How far incidents are from what really happened: faults of one story in words, links of many as counts of pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np

from incidents.story_cases import Bounds, Story, lake
from toll import incidents
from toll.codes import Clarity
from toll.incidents import Built, block, compare, facts, wording
from toll.model import Event

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Links:
    """Pairs of events of different dispatches: linked as they should be, linked in error, and not linked."""

    right: frozenset[Pair] = frozenset()
    wrong: frozenset[Pair] = frozenset()
    missed: frozenset[Pair] = frozenset()

    @property
    def precision(self) -> float:
        """The share of the links made that are right."""
        return len(self.right) / max(len(self.right) + len(self.wrong), 1)

    @property
    def recall(self) -> float:
        """The share of the links to be made that were made."""
        return len(self.right) / max(len(self.right) + len(self.missed), 1)


@dataclass(frozen=True)
class Outcome:
    """What `incidents.build` makes of some stories."""

    stories: Sequence[Story]
    built: Built
    incident_of: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        links = self.built.incident_events.to_pylist()
        object.__setattr__(self, "incident_of", {link["event_id"]: link["incident_id"] for link in links})

    @property
    def links(self) -> Links:
        """Over the events that tell of an expected incident; what no quote points to is left out."""
        truth = {(one.slug, event): told for one in self.stories for event, told in one.incidents_of.items()}
        article = {event.event_id: event.article_id for _, event in self._events()}
        pairs: dict[str, set[Pair]] = {"right": set(), "wrong": set(), "missed": set()}
        for one, other in combinations(sorted(key for key in truth if key[1] in self.incident_of), 2):
            if article[one[1]] != article[other[1]]:
                meant = one[0] == other[0] and bool(truth[one] & truth[other])
                linked = self.incident_of[one[1]] == self.incident_of[other[1]]
                verdict = {(True, True): "right", (False, True): "wrong", (True, False): "missed"}.get((meant, linked))
                pairs.get(verdict or "", set()).add((one[1], other[1]))
        return Links(**{name: frozenset(found) for name, found in pairs.items()})

    def faults(self) -> list[str]:
        """What is not as it should be, in words; empty where every story comes out exactly as it happened."""
        return [f"{one.slug}: {fault}" for one in self.stories for fault in self._faults(one)]

    def told(self, pairs: Iterable[Pair]) -> list[str]:
        """Each pair, in the order of the stories: what was read in either, and the evidence."""
        known = {event.event_id: (name, _read(event)) for name, event in self._events()}
        chosen = sorted(pairs, key=lambda pair: [known[event] for event in pair])
        ends = (" | ".join(": ".join(known[event]) for event in pair) for pair in chosen)
        return [f"{pair}\n    {why}" for pair, why in zip(ends, _evidence(self.stories, chosen), strict=True)]

    def _events(self) -> Iterator[tuple[str, Event]]:
        for one in self.stories:
            for name, told in one.dispatches.items():
                yield from ((f"{one.slug}/{name}", event) for event in told.events)

    def _faults(self, one: Story) -> Iterator[str]:
        for (_, name, quote), found in one.found.items():
            if not any(event in self.incident_of for event in found):
                yield f"{name}: nothing is read in {quote!r}"
        homes = [self._homes(one, number) for number, _ in enumerate(one.truth.incidents)]
        for number, incident in enumerate(one.truth.incidents):
            yield from self._apart(one, number, homes)
            if len(homes[number]) == 1:
                yield from _tolls(incident.tolls, self._row(*homes[number]), _name(one, number))
        yield from self._unforeseen(one)

    def _homes(self, one: Story, number: int) -> frozenset[str]:
        """The incidents among which the events of expected incident `number` are spread."""
        events = [event for event, told in one.incidents_of.items() if number in told]
        return frozenset(self.incident_of[event] for event in events if event in self.incident_of)

    def _apart(self, one: Story, number: int, homes: Sequence[frozenset[str]]) -> Iterator[str]:
        if len(homes[number]) > 1:
            yield f"{_name(one, number)} became {len(homes[number])} incidents"
        for other in range(number):
            if homes[number] & homes[other]:
                yield f"{_name(one, other)} and {_name(one, number)} became one incident"

    def _unforeseen(self, one: Story) -> Iterator[str]:
        expected = {self.incident_of.get(event) for event in one.incidents_of}
        for name, told in one.dispatches.items():
            for event in told.events:
                if _harms(event) and self.incident_of.get(event.event_id) not in expected:
                    yield f"{name}: an incident that did not happen: {_read(event)}"

    def _row(self, incident_id: str) -> dict[str, Any]:
        return next(row for row in self.built.incidents.to_pylist() if row["incident_id"] == incident_id)


def outcome(stories: Sequence[Story]) -> Outcome:
    """All `stories` in one lake, linked."""
    return Outcome(stories, incidents.build(*lake(stories)))


def _tolls(expected: Mapping[str, Bounds], row: Mapping[str, Any], name: str) -> Iterator[str]:
    for toll, bounds in expected.items():
        seen = tuple(row[f"{toll}_{bound}"] for bound in ("low", "best", "high"))
        if seen != bounds:
            yield f"{name}: {toll} {seen}, should be {bounds}"


def _name(one: Story, number: int) -> str:
    return f"incident {number + 1} ({next(iter(next(iter(one.truth.incidents[number].told.values()))))!r})"


def _harms(event: Event) -> bool:
    """Whether it is one happening that anybody suffered of: no total, no "nobody was hurt"."""
    return event.event_clarity == Clarity.INCIDENT and any(figure.value for figure in event.tolls.values())


def _read(event: Event) -> str:
    days = f"{event.when.start} to {event.when.end}" if event.when else "undated"
    tolls = {toll: figure.value for toll, figure in event.tolls.items() if figure is not None}
    place = f"{event.place.name}, {event.country_code}" if event.place else f"nowhere, {event.country_code}"
    return f"{place}; {days}; {event.means}; {event.perpetrator}; {tolls}"


def _evidence(stories: Sequence[Story], pairs: Sequence[Pair]) -> list[str]:
    """What speaks for and against each pair, with the sum, whether or not the linker compares them at all."""
    known = facts.gather(*lake(stories))
    row = {event: number for number, event in enumerate(known.table["event_id"].to_pylist())}
    ends = np.array([sorted((row[one], row[other])) for one, other in pairs], dtype=np.int64).reshape(-1, 2)
    found = compare.reasons(known, wording.gather(known), block.Pairs(ends[:, 0], ends[:, 1]))
    return [f"{sum(int(reason.split()[-1]) for reason in reasons):>6} = {', '.join(reasons)}" for reasons in found]
