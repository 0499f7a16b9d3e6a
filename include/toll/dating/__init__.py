"""When an article appeared: the date given with it, weighed against what its text says.

A date from metadata, header or file name is a prior. It stands unless two pieces of firm evidence (offices held, days
that have come, weekdays of dated days) deny it; a month or year given is narrowed by the text. Without a date the text
alone decides: an interval that holds nine tenths of the likelihood, or None where it says too little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from toll.codes import PublishedBasis
from toll.dating.evidence import Evidence, denies
from toll.dating.gathering import firm, named_days, soft
from toll.dating.offices import Holder, holders, load
from toll.dating.weighing import Likely, likely
from toll.model import Interval, Published
from toll.timex import DateWords, TimeExpression, find
from toll.timex.days import interval

FIRST = date(1990, 1, 1)
"""No article is taken to be older where no date is given."""
OVERRULE = 2
"""Pieces of firm evidence that must deny a given date to overrule it."""
WIDEST = timedelta(days=3660)
"""An inferred interval that is longer says nothing."""
_NARROWED = 4

__all__ = ["date_article"]


def date_article(
    text: str, prior: Published, words: DateWords, found: Sequence[TimeExpression] | None = None
) -> Published:
    """`prior` confirmed, narrowed or overruled by `text`; `found` are its date expressions, where already known.

    What is inferred has basis INFERRED, keeps `header_date` and lists the words that were weighed.
    """
    found = find(text, words) if found is None else found
    offices = load()
    named = holders(text, words, offices)
    evidence = firm(found, named, offices.until)
    given = prior.interval
    if given is None:
        return _inferred(prior, found, named, evidence, offices.until)
    denied = [piece for piece in evidence if _denies(piece, given)]
    if len(denied) < OVERRULE:
        return _narrowed(prior, given, found, evidence, denied)
    overruled = _inferred(prior, found, named, evidence, offices.until)
    return overruled if overruled.basis is PublishedBasis.INFERRED else _weighed(prior, denied)


def _denies(piece: Evidence, given: Interval) -> bool:
    days = range((given.end - given.start).days + 1)
    return denies(piece, given.start) and all(denies(piece, given.start + timedelta(days=day)) for day in days)


def _narrowed(
    prior: Published,
    given: Interval,
    found: Sequence[TimeExpression],
    evidence: Sequence[Evidence],
    denied: Sequence[Evidence],
) -> Published:
    """The days of a month or year given that the text leaves; a day or week given stays as it is."""
    if given.prec < _NARROWED or denied:
        return _weighed(prior, denied)
    left = likely(found, evidence, soft(found), given.start, given.end)
    if left is None or interval(left.start, left.end).prec >= given.prec:
        return prior
    return _published(prior, left)


def _inferred(
    prior: Published,
    found: Sequence[TimeExpression],
    named: Sequence[Holder],
    evidence: Sequence[Evidence],
    last: date,
) -> Published:
    """The days that the text alone leaves; only offices and days with their weekday tell a year."""
    more = soft(found)
    if not named and not any(said.weekdays for said in named_days(found)):
        return _weighed(prior, (*evidence, *more))
    left = likely(found, evidence, more, FIRST, last)
    if left is None or left.end - left.start > WIDEST or not left.bounded:
        return _weighed(prior, (*evidence, *more))
    return _published(prior, left)


def _published(prior: Published, left: Likely) -> Published:
    words = (*prior.evidence, *left.words)
    return Published(interval(left.start, left.end), PublishedBasis.INFERRED, prior.header_date, words)


def _weighed(prior: Published, evidence: Sequence[Evidence]) -> Published:
    return replace(prior, evidence=(*prior.evidence, *(piece.words for piece in evidence)))
