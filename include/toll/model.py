"""The values that travel between the rooms: frozen, typed, standard library only.

Field names are the column names of the tables (see `tables.py`); the code lists stand in `codes.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from toll.codes import (
    ActorType,
    Clarity,
    CountKind,
    Domain,
    EventType,
    Means,
    Outcome,
    PublishedBasis,
    Responsibility,
    Scope,
    SourceType,
    Status,
    SubEventType,
    VictimGroup,
)


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `[start, end)` of an article's text."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def gap(self, other: Span) -> int:
        """Characters between the two, 0 where they touch or overlap."""
        return max(other.start - self.end, self.start - other.end, 0)


@dataclass(frozen=True, slots=True)
class Figure:
    """How many people: low ≤ best ≤ high, each null where the words give no such bound (UCDP GED, `best_est`)."""

    low: int | None = None
    best: int | None = None
    high: int | None = None

    def times(self, factor: int) -> Figure:
        """The figure of so many groups of `factor` people each (couples)."""
        bounds = (self.low, self.best, self.high)
        return Figure(*(None if bound is None else bound * factor for bound in bounds))

    @property
    def value(self) -> int:
        """The one number to compare by: best, else low, else high, else 0."""
        if self.best is not None:
            return self.best
        return self.low if self.low is not None else self.high or 0


@dataclass(frozen=True, slots=True)
class Interval:
    """Days `start` to `end`, both included; `prec` is UCDP's date_prec: 1 day, 2 days, 3 week, 4 month, 5 longer."""

    start: date
    end: date
    prec: int

    def covers(self, other: Interval) -> bool:
        """Whether all days of `other` are among these."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Published:
    """When an article appeared: an interval, what it rests on, and the words that were weighed."""

    interval: Interval | None
    basis: PublishedBasis
    header_date: str | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place that the gazetteer knows; `where_prec` is UCDP's: 1 exact place … 4 province, 6 country, 7 sea or air.

    `name` is as written in the article, `location` the gazetteer's name; `area` is the geonameid or the name of the
    next place above (the town of a quarter), for incident linking.
    """

    name: str
    location: str
    country_code: str | None
    where_prec: int
    geonameid: int | None = None
    adm_1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article; offsets of claims and events point into `text`."""

    article_id: str
    source_file: str
    source_sha256: str
    source_format: str
    source_locator: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    language: str
    published: Published
    uri: str | None = None
    revision: int | None = None
    is_withdrawn: bool = False
    embargoed_until: datetime | None = None
    text: str
    fingerprint: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement that a number of people suffered an outcome, with the words that make it."""

    claim_id: str
    event_id: str
    article_id: str
    outcome: Outcome
    figure: Figure
    count_kind: CountKind
    count_text: str
    victim_group: VictimGroup
    part_of: str | None = None
    same_as: str | None = None
    scope: Scope
    is_background: bool
    status: Status
    sources: tuple[str, ...] = ()
    source_type: SourceType | None = None
    place: Place | None = None
    country_code: str | None = None
    when: Interval | None = None
    date_text: str | None = None
    means: Means | None = None
    perpetrator: str | None = None
    perpetrator_type: ActorType | None = None
    responsibility: Responsibility | None = None
    domain: Domain
    quote: str
    span: Span
    sentence: str
    sentence_span: Span
    rule: str


TOLLS: tuple[str, ...] = (
    *(outcome.value for outcome in Outcome),
    *(f"killed_{group}" for group in ("civilians", "children", "women", "state_forces", "non_state_fighters")),
)
"""The tolls that an event and an incident carry, each as `_low`, `_best` and `_high` columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What one article tells of one happening (or of one total over several), its claims added up."""

    event_id: str
    article_id: str
    event_type: EventType | None
    sub_event_type: SubEventType | None
    means: Means | None
    domain: Domain
    event_clarity: Clarity
    is_background: bool
    when: Interval | None
    date_text: str | None
    place: Place | None
    country: str | None
    country_code: str | None
    perpetrator: str | None
    perpetrator_type: ActorType | None
    target_type: ActorType | None
    responsibility: Responsibility | None
    tolls: Mapping[str, Figure] = field(default_factory=lambda: MappingProxyType({}))
    sources: tuple[str, ...] = ()
    n_claims: int
    sentence: str
    sentence_span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A file that could not be read or a row that broke an expectation, with the reason and the row itself as JSON."""

    stage: str
    source_file: str
    batch_id: str
    reason: str
    expectation: str | None
    row: str | None
    at: datetime
    source_locator: str | None = None
