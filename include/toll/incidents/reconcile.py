"""What an incident's toll is where its reports differ, after each article (GTD codebook 2.2; UCDP GED 24.1, best_est).

best: the most recent independent source; among equals the majority, then the lowest. low and high span the latest
figure of each source, without those that a later, higher figure has overtaken. A perpetrator alone gives only a high.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from toll.incidents.cluster import Groups
from toll.incidents.facts import INJURED, KILLED, UNKNOWN, Facts, Flags, Ints
from toll.incidents.testimony import Testimony
from toll.model import TOLLS

DISAGREEMENT = 0.2
"""Sources that differ by more than this share of the larger figure contest each other."""

Bounds = tuple[int, int, int]
NOTHING: Bounds = (UNKNOWN, UNKNOWN, UNKNOWN)


class Report(NamedTuple):
    """One article's figure of one toll; bounds are UNKNOWN where the words give none."""

    day: int
    source: int
    low: int
    best: int
    high: int
    partisan: bool

    @property
    def value(self) -> int:
        """The one number to compare by: best, else low, else high."""
        return next((n for n in (self.best, self.low, self.high) if n >= 0), UNKNOWN)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The toll that a number of reports amounts to, and whether they contest each other."""

    bounds: Bounds
    contested: bool = False


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

    reports: dict[int, list[Report]] = field(default_factory=dict)
    outdated: dict[int, dict[int, int]] = field(default_factory=dict)
    verdicts: dict[int, Verdict] = field(default_factory=dict)
    sources: set[int] = field(default_factory=set)


def settle(facts: Facts, groups: Groups, testimony: Testimony) -> Tolls:
    """The toll of every incident after each of its articles; the last step is the incident's own."""
    order = np.lexsort((np.arange(facts.size), groups.first))
    incident, article = groups.first[order], facts.article[order]
    starts = np.flatnonzero((np.diff(incident, prepend=-1) != 0) | (np.diff(article, prepend=-1) != 0))
    bounds = np.full((len(starts), len(TOLLS), 3), UNKNOWN, np.int64)
    n_sources, contested = np.zeros(len(starts), np.int64), np.zeros(len(starts), np.bool_)
    step, steps = 0, np.zeros(len(starts), np.int64)
    docket, begun = _Docket(), UNKNOWN
    for row, (first, events) in enumerate(_articles(order, incident, starts)):
        if first != begun:
            docket, begun, step = _Docket(), first, 0
        step += 1
        _hear(docket, facts, testimony, events)
        for toll, verdict in docket.verdicts.items():
            bounds[row, toll] = verdict.bounds
        steps[row], n_sources[row], contested[row] = step, len(docket.sources), _contested(docket)
    return Tolls(incident[starts], order[starts], steps, _parts_within(bounds), n_sources, contested)


def _articles(order: Ints, incident: Ints, starts: Ints) -> Iterator[tuple[int, list[int]]]:
    ends = np.append(starts, len(order))[1:].tolist()
    listed, first = order.tolist(), incident[starts].tolist()
    for begin, end, one in zip(starts.tolist(), ends, first, strict=True):
        yield one, listed[begin:end]


def _hear(docket: _Docket, facts: Facts, testimony: Testimony, events: Sequence[int]) -> None:
    changed = set()
    for event in events:
        day, source = int(facts.published[event]), int(testimony.source[event])
        docket.sources.add(source)
        for toll in np.flatnonzero((facts.tolls[event] >= 0).any(axis=1)).tolist():
            low, best, high = facts.tolls[event, toll].tolist()
            report = Report(day, source, low, best, high, bool(testimony.partisan[event, toll]))
            docket.reports.setdefault(toll, []).append(report)
            changed.add(toll)
        for toll, number in testimony.outdated.get(event, ()):
            docket.outdated.setdefault(toll, {})[number] = day
            changed.add(toll)
    for toll in changed & docket.reports.keys():
        docket.verdicts[toll] = judge(docket.reports[toll], docket.outdated.get(toll, {}))


def _contested(docket: _Docket) -> bool:
    return any(docket.verdicts[toll].contested for toll in (KILLED, INJURED) if toll in docket.verdicts)


def judge(reports: Sequence[Report], outdated: dict[int, int]) -> Verdict:
    """The verdict on the reports of one toll, earliest first.

    `outdated` holds figures that an article called superseded, with its day: earlier reports of them no longer count.
    """
    credible = [report for report in reports if not report.partisan]
    if not credible:
        return Verdict((UNKNOWN, UNKNOWN, max(max(report.value, report.high) for report in reports)))
    latest = list({report.source: report for report in credible}.values())
    firm = [report for report in latest if report.best >= 0]
    if not firm:
        return Verdict(_vague(latest))
    standing = _standing(firm, outdated)
    last = max(report.day for report in standing)
    votes = Counter(report.best for report in standing if report.day == last)
    best = min(votes, key=lambda number: (-votes[number], number))
    low = min(report.low if report.low >= 0 else report.best for report in standing)
    high = max(max(report.best, report.high) for report in standing)
    return Verdict((min(low, best), best, high), _disagree([report.best for report in standing]))


def _vague(reports: Sequence[Report]) -> Bounds:
    lows = [report.low for report in reports if report.low >= 0]
    return (min(lows, default=UNKNOWN), UNKNOWN, max(report.high for report in reports))


def _standing(firm: Sequence[Report], outdated: dict[int, int]) -> list[Report]:
    def overtaken(report: Report) -> bool:
        called_old = report.best in outdated and report.day <= outdated[report.best]
        return called_old or any(later.day > report.day and later.best > report.best for later in firm)

    return [report for report in firm if not overtaken(report)] or list(firm)


def _disagree(figures: Sequence[int]) -> bool:
    return max(figures) - min(figures) > DISAGREEMENT * max(figures)


def _parts_within(bounds: Ints) -> Ints:
    """Parts of the killed, none larger than the killed themselves."""
    whole = bounds[:, KILLED]
    for toll, name in enumerate(TOLLS):
        if name.startswith("killed_"):
            part = bounds[:, toll]
            bounds[:, toll] = np.where((whole >= 0) & (part >= 0), np.minimum(part, whole), part)
    return bounds
