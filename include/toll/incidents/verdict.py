"""The reports of one toll in, one low / best / high out (GTD codebook 2.2; UCDP GED 24.1, best_est).

best: the most recent independent source; among equals the majority, then the lowest. low and high span the latest
figure of each source, without those that a later, higher figure has overtaken. A perpetrator alone gives only a high.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from toll.incidents.facts import UNKNOWN

DISAGREEMENT = 0.2
"""Sources that differ by more than this share of the larger figure contest each other."""

ROUNDED = 0.15
"""An "about" that lies within this share of a counted figure is that figure, rounded."""

Bounds = tuple[int, int, int]
Speaker = tuple[int, bool]
"""A source, and whether it speaks of its own deed."""


class Report(NamedTuple):
    """One article's figure of one toll, published on `day`; bounds are UNKNOWN where the words give none."""

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


class Verdict(NamedTuple):
    """The toll that a number of reports amounts to, and whether they contest each other."""

    bounds: Bounds
    contested: bool = False


def hear(words: dict[Speaker, Report], report: Report) -> None:
    """Keep each source's last word in `words`; of one day's words the highest, since a toll rises."""
    speaker = (report.source, report.partisan)
    before = words.get(speaker)
    if before is None or (before.day, before.value) <= (report.day, report.value):
        words[speaker] = report


def judge(reports: Iterable[Report], outdated: Mapping[int, int]) -> Verdict:
    """The verdict on one toll, from the last word of each source (at least one).

    `outdated` holds figures that an article called superseded, with its day: earlier reports of them no longer count.
    A vague figure ("des dizaines") bounds the toll only while nobody gives a number.
    """
    heard = list(reports)
    credible = [report for report in heard if not report.partisan]
    if not credible:
        return Verdict((UNKNOWN, UNKNOWN, max(max(report.value, report.high) for report in heard)))
    firm = [report for report in credible if report.best >= 0]
    if not firm:
        lows = [report.low for report in credible if report.low >= 0]
        return Verdict((min(lows, default=UNKNOWN), UNKNOWN, max(report.high for report in credible)))
    return _firm(_standing(_unrounded(firm), outdated))


def _firm(standing: Sequence[Report]) -> Verdict:
    rivals = _counting(standing)
    last = max(report.day for report in rivals)
    votes = Counter(report.best for report in rivals if report.day == last)
    best = min(votes, key=lambda number: (-votes[number], number))
    low = min(report.low if report.low >= 0 else report.best for report in rivals)
    high = max(max(report.best, report.high) for report in rivals)
    figures = [report.best for report in rivals]
    contested = max(figures) - min(figures) > DISAGREEMENT * max(figures)
    return Verdict((min(low, best), best, high), contested)


def _counting(reports: Sequence[Report]) -> list[Report]:
    """The reports without each "at least" that another one's higher figure fulfils: it says nothing against that."""
    highest = max(report.best for report in reports)
    return [report for report in reports if report.best == highest or not report.high < 0 <= report.low]


def _unrounded(firm: Sequence[Report]) -> list[Report]:
    """The reports without each "about" that is the round number of a figure that somebody counted."""
    counted = [report.best for report in firm if report.low >= 0 or report.high >= 0]
    return [report for report in firm if not _is_round(report, counted)]


def _is_round(report: Report, counted: Sequence[int]) -> bool:
    about = report.low < 0 and report.high < 0
    return about and any(abs(report.best - number) <= ROUNDED * number for number in counted)


def _standing(firm: Sequence[Report], outdated: Mapping[int, int]) -> list[Report]:
    """The reports that neither a higher figure of a later day nor an article's own word has made old."""
    standing, highest, day_highest, day = [], UNKNOWN, UNKNOWN, None
    for report in sorted(firm, key=lambda report: -report.day):
        if report.day != day:
            highest, day = max(highest, day_highest), report.day
        day_highest = max(day_highest, report.best)
        called_old = report.best in outdated and report.day <= outdated[report.best]
        if report.best >= highest and not called_old:
            standing.append(report)
    return standing or list(firm)
