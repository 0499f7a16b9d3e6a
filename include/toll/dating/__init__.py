"""When an article appeared: the date given with it, weighed against what its text says.

A date from metadata, header or file name is a prior. It stands unless two independent pieces of firm evidence (offices
held, weekdays of dated days, days that have come) deny it; a month or year given is narrowed by the text. Without a
date the text alone decides: an interval that holds nine tenths of the likelihood, or None where it says too little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from toll.codes import PublishedBasis
from toll.dating.evidence import Evidence, gather
from toll.dating.offices import holders, load
from toll.dating.weighing import Likely, likely
from toll.model import Interval, Published
from toll.timex import DateWords, TimeExpression, find
from toll.timex.days import interval

FIRST = date(1990, 1, 1)
"""No article is taken to be older where no date is given."""
OVERRULE = 2
"""Pieces of firm evidence that a given date must contradict to be overruled."""
WIDEST = timedelta(days=3660)
"""An inferred interval that is longer says nothing."""
_NARROWED = 4


def date_article(
    text: str, prior: Published, words: DateWords, found: Sequence[TimeExpression] | None = None
) -> Published:
    """`prior` confirmed, narrowed or overruled by `text`; `found` are its date expressions, where already known.

    What is inferred has basis INFERRED, keeps `header_date` and lists the words that were weighed.
    """
    found = find(text, words) if found is None else found
    offices = load()
    evidence = gather(found, holders(text, words, offices))
    given = prior.interval
    if given is None:
        return _inferred(prior, found, evidence, FIRST, offices.until)
    denied = [piece for piece in evidence if piece.firm and _denies(piece, given)]
    if len(denied) < OVERRULE:
        return _narrowed(prior, given, found, evidence, denied)
    overruled = _inferred(prior, found, evidence, FIRST, offices.until)
    return overruled if overruled.interval is not None else replace(prior, evidence=_words(denied))


def _denies(piece: Evidence, given: Interval) -> bool:
    days = (given.end - given.start).days
    return all(piece.denies(given.start + timedelta(days=day)) for day in range(days + 1))


def _narrowed(
    prior: Published,
    given: Interval,
    found: Sequence[TimeExpression],
    evidence: Sequence[Evidence],
    denied: Sequence[Evidence],
) -> Published:
    """The days of a month or year given that the text leaves; a day or week given stays as it is."""
    if given.prec < _NARROWED or denied:
        return replace(prior, evidence=(*prior.evidence, *_words(denied)))
    left = likely(found, evidence, given.start, given.end)
    if left is None or interval(left.start, left.end).prec >= given.prec:
        return prior
    return _published(prior, left)


def _inferred(
    prior: Published, found: Sequence[TimeExpression], evidence: Sequence[Evidence], first: date, last: date
) -> Published:
    left = likely(found, evidence, first, last) if any(piece.firm for piece in evidence) else None
    if left is None or left.end - left.start > WIDEST or not left.bounded:
        return replace(prior, evidence=(*prior.evidence, *_words(evidence)))
    return _published(prior, left)


def _published(prior: Published, left: Likely) -> Published:
    words = (*prior.evidence, *left.evidence)
    return Published(interval(left.start, left.end), PublishedBasis.INFERRED, prior.header_date, words)


def _words(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    return tuple(piece.words for piece in evidence)
