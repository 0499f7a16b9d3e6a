"""How well two events fit one happening: weights of evidence in hundredths, added up; a contradiction ends it.

Place and day carry most, as in UCDP's and ACLED's own matching; means, toll, perpetrator and victims decide between
two attacks in one town on one day. The weights are policy: change them with the golden cases beside you.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from toll.codes import Domain, Means
from toll.incidents.block import DAY_PREC, NEAR_PREC, SLACK_DAYS, Pairs
from toll.incidents.facts import UNKNOWN, Facts, Flags, Floats, Ints

Shorts = npt.NDArray[np.int32]

LINK = 400
"""Two events with this much evidence are one incident."""

REFUTED = -250
"""With this much evidence against it, apart from place and day, a pair keeps two incidents apart."""

CONTRADICTION = -10_000

SAME_PLACE, SAME_REGION, ONE_INSIDE_OTHER = 300, 150, 100
NEAR_KM = ((5.0, 200), (15.0, 150), (25.0, 100))
SAME_DAY, WITHIN_DAYS, WITHIN_WEEK, WITHIN_LONGER, NEXT_DAY = 200, 100, 0, -100, -200
SAME_MEANS, ALIKE_MEANS, UNLIKE_MEANS, OTHER_MEANS = 150, 25, -100, -200
OTHER_DOMAIN, FAR_DOMAIN = -50, -150
SAME_PERPETRATOR, OTHER_KIND_OF_PERPETRATOR = 100, -100
OTHER_VICTIMS, NO_SHARED_OUTCOME = -100, -100
SAME_WORDS = 300

KM_PER_DEGREE = 111.2

EQUAL_TOLL = ((30, 200), (10, 150), (3, 100), (1, 50), (0, 0))
"""Twenty-seven twice is no chance; one twice is."""

TOLL_RATIO = ((0.8, 50), (0.5, -50), (0.2, -100), (0.0, -200))
FALLING_TOLL = -100
"""A toll may rise; that a later article has a clearly lower one speaks against."""

_GENERIC = frozenset({Means.ATTACK, Means.OTHER})
_ALIKE = (
    frozenset({Means.BOMB, Means.SUICIDE_BOMB, Means.VEHICLE}),
    frozenset({Means.BOMB, Means.SHELLING, Means.AIR_STRIKE}),
    frozenset({Means.SHOOTING, Means.CLASH, Means.EXECUTION, Means.RIOT}),
    frozenset({Means.STABBING, Means.EXECUTION}),
)
_UNLIKE = (frozenset({Means.BOMB, Means.SUICIDE_BOMB, Means.SHOOTING, Means.CLASH, Means.VEHICLE, Means.STABBING}),)
_NEAR_DOMAINS = (
    frozenset({Domain.CONFLICT, Domain.CRIME}),
    frozenset({Domain.ACCIDENT, Domain.DISASTER}),
    *(frozenset({Domain.OTHER, domain}) for domain in Domain),
)


@dataclass(frozen=True, slots=True)
class Scored:
    """Pairs that do not contradict each other, with their evidence; a pair may come twice.

    `firm` is true where both know town and day: only such a pair's weak evidence speaks against it.
    """

    left: Shorts
    right: Shorts
    score: Shorts
    firm: Flags


def score_pairs(facts: Facts, portions: Iterable[Pairs]) -> Scored:
    """The evidence of every proposed pair, those that contradict each other left out."""
    kept = [_kept(facts, pairs) for pairs in portions]
    empty = np.empty(0, np.int32)
    left, right, score = (np.concatenate([empty, *(part[n] for part in kept)]) for n in range(3))
    known = _point(facts.where_prec) & (facts.date_prec <= DAY_PREC)
    return Scored(left, right, score, known[left] & known[right])


def _kept(facts: Facts, pairs: Pairs) -> tuple[Shorts, ...]:
    i, j = pairs.left, pairs.right
    place_and_day = _where(facts, i, j) + _when(facts, i, j)
    near = place_and_day > CONTRADICTION // 2
    i, j, place_and_day = i[near], j[near], place_and_day[near]
    rest = _how(facts, i, j) + _who(facts, i, j) + _how_many(facts, i, j)
    rest += SAME_WORDS * _same(facts.sentence, i, j)
    rest = np.where(facts.article[i] == facts.article[j], _twice_told(facts, i, j), rest)
    kept = rest > REFUTED
    return tuple(column[kept].astype(np.int32) for column in (i, j, place_and_day + rest))


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
    within = np.select([prec <= 1, prec <= 2, prec <= 3], [SAME_DAY, WITHIN_DAYS, WITHIN_WEEK], WITHIN_LONGER)
    weights = [within, np.full_like(within, NEXT_DAY)]
    return np.select([apart <= 0, apart <= SLACK_DAYS], weights, CONTRADICTION)


def _how(facts: Facts, i: Ints, j: Ints) -> Ints:
    means, domains = _MEANS[facts.means[i], facts.means[j]], _DOMAINS[facts.domain[i], facts.domain[j]]
    return np.asarray(means + domains, dtype=np.int64)


def _who(facts: Facts, i: Ints, j: Ints) -> Ints:
    same, differ = _same(facts.perpetrator, i, j), _differ(facts.perpetrator, i, j)
    other_kind = differ & _differ(facts.perpetrator_type, i, j)
    perpetrator = SAME_PERPETRATOR * same + OTHER_KIND_OF_PERPETRATOR * other_kind
    return np.asarray(perpetrator + OTHER_VICTIMS * _differ(facts.victims, i, j), dtype=np.int64)


def _how_many(facts: Facts, i: Ints, j: Ints) -> Ints:
    later = facts.published[j] > facts.published[i]
    killed = _tolls(facts.killed[i], facts.killed[j], later)
    injured = _tolls(facts.injured[i], facts.injured[j], later) // 2
    told = (facts.outcomes[i] > 0) & (facts.outcomes[j] > 0)
    unshared = told & (facts.outcomes[i] & facts.outcomes[j] == 0)
    return np.asarray(killed + injured + NO_SHARED_OUTCOME * unshared, dtype=np.int64)


def _tolls(a: Ints, b: Ints, later: Flags) -> Ints:
    larger = np.maximum(a, b)
    ratio = np.minimum(a, b) / np.maximum(larger, 1)
    equal = np.select([larger >= size for size, _ in EQUAL_TOLL], [weight for _, weight in EQUAL_TOLL], 0)
    unequal = np.select([ratio >= limit for limit, _ in TOLL_RATIO], [weight for _, weight in TOLL_RATIO], 0)
    falling = later & (b < a) & (ratio < TOLL_RATIO[0][0])
    return np.select([np.minimum(a, b) < 0, a == b], [0, equal], unequal + FALLING_TOLL * falling)


def _twice_told(facts: Facts, i: Ints, j: Ints) -> Ints:
    """Events that one article tells apart are apart, unless nothing tells them apart."""
    columns = (facts.place, facts.start, facts.end, facts.means, facts.perpetrator, facts.killed, facts.injured)
    same = np.logical_and.reduce([column[i] == column[j] for column in columns])
    known = (facts.place[i] != UNKNOWN) & (facts.killed[i] > 1)
    return np.where(same & known, LINK, CONTRADICTION)


def _point(prec: Ints) -> Flags:
    return (prec >= 1) & (prec <= NEAR_PREC)


def _same(column: Ints, i: Ints, j: Ints) -> Flags:
    return np.asarray((column[i] == column[j]) & (column[i] != UNKNOWN))


def _differ(column: Ints, i: Ints, j: Ints) -> Flags:
    return np.asarray((column[i] != column[j]) & (column[i] != UNKNOWN) & (column[j] != UNKNOWN))


def _means_weights() -> Ints:
    listed = list(Means)
    weights = np.zeros((len(listed) + 1, len(listed) + 1), np.int64)
    for x, one in enumerate(listed):
        for y, other in enumerate(listed):
            weights[x, y] = _means(one, other)
    return weights


def _means(one: Means, other: Means) -> int:
    both = frozenset({one, other})
    if both & _GENERIC:
        return ALIKE_MEANS
    if one == other:
        return SAME_MEANS
    if any(both <= family for family in _ALIKE):
        return ALIKE_MEANS
    return UNLIKE_MEANS if any(both <= family for family in _UNLIKE) else OTHER_MEANS


def _domain_weights() -> Ints:
    listed = list(Domain)
    weights = np.full((len(listed), len(listed)), FAR_DOMAIN, np.int64)
    for x, one in enumerate(listed):
        for y, other in enumerate(listed):
            if one == other:
                weights[x, y] = 0
            elif frozenset({one, other}) in _NEAR_DOMAINS:
                weights[x, y] = OTHER_DOMAIN
    return weights


_MEANS, _DOMAINS = _means_weights(), _domain_weights()
