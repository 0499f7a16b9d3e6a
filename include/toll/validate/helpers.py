"""Helper columns: what a row says beside what other rows, other tables or its article say.

Great Expectations compares columns of one table; a helper column brings the other side of a comparison into the table.
It is null where there is nothing to compare, so that the expectation passes the row over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pyarrow as pa

from toll.validate import dates, links, places
from toll.validate.parts import Parts

Compute = Callable[[Parts], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Helper:
    """One helper column: its name in the suites, its type, and the values for all rows of its table."""

    name: str
    type: pa.DataType
    compute: Compute


_TEXT, _COUNT, _DAY, _FLAG, _DEGREES = pa.string(), pa.int64(), pa.date32(), pa.bool_(), pa.float64()


def _dates(table: str) -> tuple[Helper, ...]:
    prefix = "published" if table == "articles" else "date"
    return (
        Helper("dates_known", _COUNT, lambda parts: dates.known(parts, table, prefix)),
        Helper("days_long", _COUNT, lambda parts: dates.days_long(parts, table, prefix)),
        Helper("days_most", _COUNT, lambda parts: dates.days_most(parts, table, prefix)),
    )


def _place(table: str) -> tuple[Helper, ...]:
    return (
        Helper("coordinates_known", _COUNT, lambda parts: places.coordinates_known(parts, table)),
        Helper("degrees_outside_country", _DEGREES, lambda parts: places.degrees_outside_country(parts, table)),
        Helper("event_type_outside_conflict", _TEXT, lambda parts: places.event_type_outside_conflict(parts, table)),
    )


def _key(table: str) -> Helper:
    return Helper("earlier_rows_of_key", _COUNT, lambda parts: links.earlier_rows_of_key(parts, table))


def _article(name: str, table: str, column: str = "article_id") -> Helper:
    return Helper(name, _TEXT, lambda parts: links.found_in_articles(parts, table, column))


HELPERS: Mapping[str, tuple[Helper, ...]] = MappingProxyType(
    {
        "articles": (
            _key("articles"),
            *_dates("articles"),
            Helper("latest_publication", _DAY, dates.latest_publication),
            Helper("basis_fits_date", _FLAG, dates.basis_fits_date),
        ),
        "claims": (
            _key("claims"),
            *_dates("claims"),
            Helper("last_day", _DAY, dates.last_day_of_claims),
            Helper("numbers_given", _COUNT, links.numbers_given),
            _article("article_found", "claims"),
            Helper("article_of_event", _TEXT, links.article_of_event),
            Helper("text_at_quote", _TEXT, lambda parts: links.text_at(parts, "claims", "quote")),
            Helper("sentence_around_quote", _FLAG, links.sentence_around_quote),
            Helper("count_text_in_sentence", _FLAG, links.count_text_in_sentence),
            Helper("article_of_whole", _TEXT, lambda parts: links.article_of_claim(parts, "part_of")),
            Helper("article_of_same", _TEXT, lambda parts: links.article_of_claim(parts, "same_as")),
            Helper("part_of_comes_back", _FLAG, lambda parts: links.comes_back(parts, "part_of")),
            Helper("same_as_comes_back", _FLAG, lambda parts: links.comes_back(parts, "same_as")),
            Helper("part_at_least", _COUNT, links.part_at_least),
            Helper("whole_at_most", _COUNT, links.whole_at_most),
        ),
        "events": (
            _key("events"),
            *_dates("events"),
            *_place("events"),
            Helper("last_day", _DAY, dates.last_day_of_events),
            _article("article_found", "events"),
            Helper("text_at_sentence", _TEXT, lambda parts: links.text_at(parts, "events", "sentence")),
            Helper("claims_found", _COUNT, links.claims_found),
        ),
        "article_copies": (
            _key("article_copies"),
            Helper("copy_found", _TEXT, lambda parts: links.found_in_articles(parts, "article_copies", "article_id")),
            Helper(
                "original_found", _TEXT, lambda parts: links.found_in_articles(parts, "article_copies", "duplicate_of")
            ),
            Helper("original_is_copy", _FLAG, links.original_is_copy),
        ),
        "article_revisions": (
            _key("article_revisions"),
            _article("article_found", "article_revisions"),
            _article("newer_found", "article_revisions", "superseded_by"),
            Helper("newer_uri", _TEXT, links.newer_uri),
            Helper("newer_is_past", _FLAG, links.newer_is_past),
            Helper("own_without_withdrawal", _FLAG, links.own_without_withdrawal),
        ),
        "incidents": (
            _key("incidents"),
            *_dates("incidents"),
            *_place("incidents"),
            Helper("events_found", _COUNT, links.events_found),
            Helper("current_rows", _COUNT, links.current_rows),
        ),
        "incident_events": (
            _key("incident_events"),
            Helper("incident_found", _TEXT, links.incident_found),
        ),
        "statistics": (_key("statistics"),),
    }
)
"""The helper columns of each table that has a suite."""
