"""The policy of linking: what each piece of evidence weighs, in hundredths. Change it with the golden cases beside you.

Town and day together are nearly enough; something else must agree: means, toll, perpetrator, or the names told.
"""

from __future__ import annotations

from toll.codes import Domain, Means

LINK = 350
"""Two events with this much evidence are one incident."""

FIT = 250
"""Two groups join over a link only where the pairs across have this much on average.

What a pair has against it does not count there where one of the two does not know town and day.
"""

APART = -300
"""What counts in that average for a pair that contradicts itself: one day misread must not part two groups."""

REFUTED = -250
"""With this much evidence against it, apart from place and day, a pair keeps two incidents apart."""

CONTRADICTION = -10_000

SAME_PLACE, SAME_REGION, ONE_INSIDE_OTHER = 250, 150, 100
NEAR_KM = ((5.0, 150), (15.0, 75), (25.0, 0))
SAME_DAY, WITHIN_DAYS, WITHIN_WEEK, WITHIN_MONTH, WITHIN_LONGER, NEXT_DAY = 150, 100, 0, -25, -50, -175
OTHER_DOMAIN, FAR_DOMAIN = -50, -75
SAME_PERPETRATOR, OTHER_KIND_OF_PERPETRATOR = 100, -100
OTHER_VICTIMS, NO_SHARED_OUTCOME = -100, -100
SAME_WORDS = 300
SAME_SITE, OTHER_SITE = 100, -300

SHARED_NAMES = ((2, 100), (1, 75))
NO_SHARED_NAME = -50
"""Where both tellings hold two names or more and none is in both."""

EQUAL_TOLL = ((30, 200), (10, 150), (3, 100), (1, 25), (0, 0))
"""Twenty-seven twice is no chance; one twice is. Half of it for the injured and for other outcomes."""

NEAR_TOLL = ((0.9, 100), (0.8, 50))
"""Ratio of the smaller to the larger figure from which on two unequal tolls speak for one event."""

OTHER_TOLL = ((0.5, -50), (0.2, -100), (0.0, -200))

RISEN_TOLL = ((0.5, 0), (0.2, -25), (0.0, -100))
"""A later article may have more, while the event is news: tolls rise."""

FALLING_TOLL, FALLEN = -100, 0.8
"""A toll may rise; that a later article has less than this share of the earlier one speaks against."""

FRESH_DAYS = 10
"""So long after an event its toll may still rise."""

_SAME_MEANS, _ALIKE_MEANS, _UNLIKE_MEANS, _OTHER_MEANS = 150, 25, -100, -150
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


def means(one: Means, other: Means) -> int:
    """What two means weigh: a car bomb may be told as a bomb, an attack may be any, a stabbing is no air strike."""
    both = frozenset({one, other})
    if both & _GENERIC:
        return _ALIKE_MEANS
    if one == other:
        return _SAME_MEANS
    if any(both <= family for family in _ALIKE):
        return _ALIKE_MEANS
    return _UNLIKE_MEANS if any(both <= family for family in _UNLIKE) else _OTHER_MEANS


def domain(one: Domain, other: Domain) -> int:
    """What two domains weigh: whether politics was in it is often not known at first."""
    if one == other:
        return 0
    return OTHER_DOMAIN if frozenset({one, other}) in _NEAR_DOMAINS else FAR_DOMAIN
