"""The toll of every incident after each of its articles: its reports come in by publication and are judged anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from toll.incidents.cluster import Groups
from toll.incidents.facts import INJURED, KILLED, UNKNOWN, Facts, Flags, Ints
from toll.incidents.testimony import Testimony
from toll.incidents.verdict import Report, Speaker, Verdict, hear, judge
from toll.model import TOLLS


@dataclass(frozen=True, slots=True)
class Tolls:
    """One entry a step (an article of an incident, earliest first), incidents in the order of their first events."""

    incident: Ints
    event: Ints
    """The first event of the step's article."""
    step: Ints
    bounds: Ints
    """Shape (steps, tolls, 3): the toll as it stood after the step's article."""
    n_sources: Ints
    contested: Flags


@dataclass(slots=True)
class _Docket:
    """The reports of one incident as they come in."""

    words: dict[int, dict[Speaker, Report]] = field(default_factory=dict)
    outdated: dict[int, dict[int, int]] = field(default_factory=dict)
    verdicts: dict[int, Verdict] = field(default_factory=dict)
    sources: set[int] = field(default_factory=set)

    def is_contested(self) -> bool:
        """Whether sources contest how many were killed or injured."""
        return any(self.verdicts[toll].contested for toll in (KILLED, INJURED) if toll in self.verdicts)


def settle(facts: Facts, groups: Groups, testimony: Testimony) -> Tolls:
    """The toll of every incident after each of its articles; the last step is the incident's own."""
    order = np.lexsort((np.arange(facts.size), groups.first))
    incident, article = groups.first[order], facts.article[order]
    starts = np.flatnonzero((np.diff(incident, prepend=-1) != 0) | (np.diff(article, prepend=-1) != 0))
    bounds = np.full((len(starts), len(TOLLS), 3), UNKNOWN, np.int64)
    n_sources, contested = np.zeros(len(starts), np.int64), np.zeros(len(starts), np.bool_)
    for row, docket in enumerate(_dockets(facts, testimony, incident, order, starts)):
        for toll, verdict in docket.verdicts.items():
            bounds[row, toll] = verdict.bounds
        n_sources[row], contested[row] = len(docket.sources), docket.is_contested()
    _, first_row, in_incident = np.unique(incident[starts], return_index=True, return_inverse=True)
    steps = np.arange(len(starts)) - first_row[in_incident] + 1
    return Tolls(incident[starts], order[starts], steps, _parts_within(bounds), n_sources, contested)


def _dockets(facts: Facts, testimony: Testimony, incident: Ints, order: Ints, starts: Ints) -> Iterator[_Docket]:
    """The docket as it stands after each article; one object an incident, so it is read before the next is asked."""
    reports = _Reports(facts, testimony)
    events, firsts = order.tolist(), incident[starts].tolist()
    ends = np.append(starts, len(order))[1:].tolist()
    docket, begun = _Docket(), UNKNOWN
    for begin, end, first in zip(starts.tolist(), ends, firsts, strict=True):
        if first != begun:
            docket, begun = _Docket(), first
        _hear(docket, testimony, reports, events[begin:end])
        yield docket


def _hear(docket: _Docket, testimony: Testimony, reports: _Reports, events: Sequence[int]) -> None:
    changed = set()
    for event in events:
        docket.sources.add(reports.sources[event])
        for toll, report in reports.of(event):
            hear(docket.words.setdefault(toll, {}), report)
            changed.add(toll)
        for toll, number in testimony.outdated.get(event, ()):
            docket.outdated.setdefault(toll, {})[number] = reports.days[event]
            changed.add(toll)
    for toll in changed & docket.words.keys():
        docket.verdicts[toll] = judge(docket.words[toll].values(), docket.outdated.get(toll, {}))


class _Reports:
    """The figures of all events, kept flat: a million small objects would cost gigabytes."""

    def __init__(self, facts: Facts, testimony: Testimony) -> None:
        event, toll = np.nonzero((facts.tolls >= 0).any(axis=2))
        self.days, self.sources = facts.published.tolist(), testimony.source.tolist()
        self._begin = np.searchsorted(event, np.arange(facts.size + 1)).tolist()
        self._tolls, self._bounds = toll.tolist(), facts.tolls[event, toll].tolist()
        self._partisan = testimony.partisan[event, toll].tolist()

    def of(self, event: int) -> Iterator[tuple[int, Report]]:
        """Each toll of the event, with the report of it."""
        day, source = self.days[event], self.sources[event]
        for row in range(self._begin[event], self._begin[event + 1]):
            low, best, high = self._bounds[row]
            yield self._tolls[row], Report(day, source, low, best, high, self._partisan[row])


def _parts_within(bounds: Ints) -> Ints:
    """Parts of the killed, none larger than the killed themselves."""
    whole = bounds[:, KILLED]
    for toll, name in enumerate(TOLLS):
        if name.startswith("killed_"):
            part = bounds[:, toll]
            bounds[:, toll] = np.where((whole >= 0) & (part >= 0), np.minimum(part, whole), part)
    return bounds
