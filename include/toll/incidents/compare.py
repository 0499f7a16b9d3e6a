"""How well two events fit one happening: evidence of place, day, means, toll, actors and words, added up.

Each question answers for all pairs at once, with the weights of `weights.py`; a contradiction ends it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from toll.codes import Domain, Means
from toll.incidents import names, weights
from toll.incidents.block import DAY_PREC, NEAR_PREC, SLACK_DAYS, Pairs
from toll.incidents.facts import NEVER, UNKNOWN, Facts, Flags, Floats, Ints
from toll.incidents.weights import (
    CONTRADICTION,
    EQUAL_TOLL,
    FALLEN,
    FALLING_TOLL,
    FRESH_DAYS,
    LINK,
    NEAR_KM,
    NEAR_TOLL,
    NEXT_DAY,
    NO_SHARED_NAME,
    NO_SHARED_OUTCOME,
    ONE_INSIDE_OTHER,
    OTHER_KIND_OF_PERPETRATOR,
    OTHER_SITE,
    OTHER_TOLL,
    OTHER_VICTIMS,
    REFUTED,
    RISEN_TOLL,
    SAME_DAY,
    SAME_PERPETRATOR,
    SAME_PLACE,
    SAME_REGION,
    SAME_SITE,
    SAME_WORDS,
    SHARED_NAMES,
    WITHIN_DAYS,
    WITHIN_LONGER,
    WITHIN_MONTH,
    WITHIN_WEEK,
)
from toll.incidents.wording import Wording

C = TypeVar("C", bound=StrEnum)
Shorts = npt.NDArray[np.int32]

KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Scored:
    """Pairs that do not contradict each other, with their evidence; a pair may come twice.

    `firm` is true where both know town and day: only such a pair's weak evidence speaks against it.
    """

    left: Shorts
    right: Shorts
    score: Shorts
    firm: Flags


Evidence = dict[str, Ints]
"""What each question weighs for each pair, in hundredths."""


def score_pairs(facts: Facts, wording: Wording, portions: Iterable[Pairs]) -> Scored:
    """The evidence of every proposed pair, those that contradict each other left out."""
    kept = [_kept(facts, wording, pairs) for pairs in portions]
    empty = np.empty(0, np.int32)
    left, right, score = (np.concatenate([empty, *(part[n] for part in kept)]) for n in range(3))
    known = _point(facts.where_prec) & (facts.date_prec <= DAY_PREC)
    return Scored(left, right, score, known[left] & known[right])


def reasons(facts: Facts, wording: Wording, pairs: Pairs) -> list[list[str]]:
    """What speaks for and against each pair, the weightiest first: "place +250", "day +150", "killed -100"."""
    i, j = pairs.left, pairs.right
    rest = _rest(facts, wording, i, j)
    one_article = facts.article[i] == facts.article[j]
    rest = {name: np.where(one_article, 0, weight) for name, weight in rest.items()}
    rest["told twice"] = np.where(one_article, _twice_told(facts, i, j), 0)
    everything = {"place": _where(facts, i, j), "day": _when(facts, i, j)} | rest
    columns = [[(name, weight) for weight in weights.tolist()] for name, weights in everything.items()]
    return [_said(pair) for pair in zip(*columns, strict=True)]


def _said(evidence: Iterable[tuple[str, int]]) -> list[str]:
    weighty = sorted(((name, weight) for name, weight in evidence if weight), key=lambda one: -abs(one[1]))
    return [f"{name} {weight:+d}" for name, weight in weighty]


def _kept(facts: Facts, wording: Wording, pairs: Pairs) -> tuple[Shorts, ...]:
    i, j = pairs.left, pairs.right
    place_and_day = _where(facts, i, j) + _when(facts, i, j)
    near = place_and_day > CONTRADICTION // 2
    i, j, place_and_day = i[near], j[near], place_and_day[near]
    rest = np.sum(list(_rest(facts, wording, i, j).values()), axis=0, dtype=np.int64)
    rest = np.where(facts.article[i] == facts.article[j], _twice_told(facts, i, j), rest)
    kept = rest > REFUTED
    return tuple(column[kept].astype(np.int32) for column in (i, j, place_and_day + rest))


def _rest(facts: Facts, wording: Wording, i: Ints, j: Ints) -> Evidence:
    """All evidence but that of place and day."""
    return _how(facts, i, j) | _who(facts, i, j) | _how_many(facts, i, j) | _in_what_words(facts, wording, i, j)


def _where(facts: Facts, i: Ints, j: Ints) -> Ints:
    prec_i, prec_j = facts.where_prec[i], facts.where_prec[j]
    points = _point(prec_i) & _point(prec_j)
    same = _same(facts.place, i, j)
    same_region = _same(facts.adm_1, i, j)
    km = _kilometres(facts, i, j)
    near = np.select([km <= limit for limit, _ in NEAR_KM], [weight for _, weight in NEAR_KM], CONTRADICTION)
    by_region = np.select([same_region, _differ(facts.adm_1, i, j)], [ONE_INSIDE_OTHER, CONTRADICTION], 0)
    if_same = np.where(points, SAME_PLACE, np.where(same_region | (facts.adm_1[i] >= 0), SAME_REGION, 0))
    score = np.select([same, points], [if_same, near], by_region)
    return np.asarray(np.where(_differ(facts.country, i, j), CONTRADICTION, score), dtype=np.int64)


def _kilometres(facts: Facts, i: Ints, j: Ints) -> Floats:
    north = facts.latitude[i] - facts.latitude[j]
    middle = np.radians((facts.latitude[i] + facts.latitude[j]) / 2)
    east = (facts.longitude[i] - facts.longitude[j]) * np.cos(middle)
    return np.asarray(KM_PER_DEGREE * np.hypot(north, east))


def _when(facts: Facts, i: Ints, j: Ints) -> Ints:
    apart = np.maximum(facts.start[j] - facts.end[i], facts.start[i] - facts.end[j])
    prec = np.maximum(facts.date_prec[i], facts.date_prec[j])
    by_prec = np.array([SAME_DAY, SAME_DAY, WITHIN_DAYS, WITHIN_WEEK, WITHIN_MONTH, WITHIN_LONGER])
    within = by_prec[np.clip(prec, 0, len(by_prec) - 1)]
    given = [within, np.full_like(within, NEXT_DAY)]
    return np.select([apart <= 0, apart <= SLACK_DAYS], given, CONTRADICTION)


def _how(facts: Facts, i: Ints, j: Ints) -> Evidence:
    means, domains = _MEANS[facts.means[i], facts.means[j]], _DOMAINS[facts.domain[i], facts.domain[j]]
    return {"means": means, "domain": domains}


def _who(facts: Facts, i: Ints, j: Ints) -> Evidence:
    same, differ = _same(facts.perpetrator, i, j), _differ(facts.perpetrator, i, j)
    other_kind = differ & _differ(facts.perpetrator_type, i, j)
    perpetrator = SAME_PERPETRATOR * same + OTHER_KIND_OF_PERPETRATOR * other_kind
    return {"perpetrator": perpetrator, "victims": OTHER_VICTIMS * _differ(facts.victims, i, j)}


def _in_what_words(facts: Facts, wording: Wording, i: Ints, j: Ints) -> Evidence:
    count, possible = names.shared(wording.names, i, j)
    none = np.where(possible > 1, NO_SHARED_NAME, 0)
    by_names = np.where(count > 0, _by(count, SHARED_NAMES), none)
    one, other = wording.sites[i], wording.sites[j]
    by_site = np.select([(one & other) > 0, (one > 0) & (other > 0)], [SAME_SITE, OTHER_SITE], 0)
    return {"names": by_names, "site": by_site, "words": SAME_WORDS * _same(facts.sentence, i, j)}


def _how_many(facts: Facts, i: Ints, j: Ints) -> Evidence:
    told = (facts.outcomes[i] > 0) & (facts.outcomes[j] > 0)
    unshared = told & (facts.outcomes[i] & facts.outcomes[j] == 0)
    others = np.max([_tolls(facts, value, i, j) for value in facts.other_tolls], axis=0, initial=0)
    return {
        "killed": _tolls(facts, facts.killed, i, j),
        "injured": _tolls(facts, facts.injured, i, j) // 2,
        "others": others // 2,
        "outcomes": NO_SHARED_OUTCOME * unshared,
    }


def _tolls(facts: Facts, value: Ints, i: Ints, j: Ints) -> Ints:
    a, b = value[i], value[j]
    larger = np.maximum(a, b)
    ratio = np.minimum(a, b) / np.maximum(larger, 1)
    equal = _by(larger, EQUAL_TOLL)
    later = facts.published[j] > facts.published[i]
    fresh = (facts.published[j] - facts.start[i] <= FRESH_DAYS) & (facts.published[i] != NEVER)
    risen = fresh & np.where(later, b > a, facts.published[j] == facts.published[i])
    unequal = np.where(risen, _by(ratio, RISEN_TOLL), _by(ratio, OTHER_TOLL))
    falling = later & (b < a) & (ratio < FALLEN)
    apart = np.where(ratio >= NEAR_TOLL[-1][0], _by(ratio, NEAR_TOLL), unequal) + FALLING_TOLL * falling
    return np.select([np.minimum(a, b) < 0, a == b], [0, equal], apart)


def _by(column: Ints | Floats, table: Sequence[tuple[float, int]]) -> Ints:
    """For each entry the weight of the first bound that it reaches; 0 where it reaches none."""
    return np.select([column >= bound for bound, _ in table], [weight for _, weight in table], 0)


def _twice_told(facts: Facts, i: Ints, j: Ints) -> Ints:
    """Events that one article tells apart are apart, unless nothing that it tells of them differs."""
    equal = [_same(column, i, j) for column in (facts.place, facts.start, facts.end)]
    unlike = [_differ(column, i, j) for column in (facts.injured, facts.perpetrator, facts.victims)]
    alike = np.logical_and.reduce(equal) & ~np.logical_or.reduce(unlike) & (_MEANS[facts.means[i], facts.means[j]] >= 0)
    told_again = alike & (facts.killed[i] == facts.killed[j]) & (facts.killed[i] > 1)
    return np.where(told_again, LINK, CONTRADICTION)


def _point(prec: Ints) -> Flags:
    return (prec >= 1) & (prec <= NEAR_PREC)


def _same(column: Ints, i: Ints, j: Ints) -> Flags:
    return np.asarray((column[i] == column[j]) & (column[i] != UNKNOWN))


def _differ(column: Ints, i: Ints, j: Ints) -> Flags:
    return np.asarray((column[i] != column[j]) & (column[i] != UNKNOWN) & (column[j] != UNKNOWN))


def _matrix(codes: Sequence[C], weigh: Callable[[C, C], int]) -> Ints:
    """The weight of each pair of codes; the last row and column are for null and weigh nothing."""
    matrix = np.zeros((len(codes) + 1, len(codes) + 1), np.int64)
    for x, one in enumerate(codes):
        matrix[x, : len(codes)] = [weigh(one, other) for other in codes]
    return matrix


_MEANS, _DOMAINS = _matrix(list(Means), weights.means), _matrix(list(Domain), weights.domain)
