"""Every table of the lake, declared once: Arrow schema, key, and unit and meaning of every column.

Schemas, Parquet metadata, docs/tables.md and the checks of the expectation suites are derived from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import pyarrow as pa

from toll import codes
from toll.model import TOLLS


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `codes` is its closed list of values, `required` means never null."""

    name: str
    type: pa.DataType
    meaning: str
    unit: str | None = None
    codes: type[Enum] | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its key is unique and never null over the whole lake."""

    name: str
    key: tuple[str, ...]
    meaning: str
    columns: tuple[Column, ...]

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema, with each column's meaning and unit as field metadata (kept by Parquet)."""
        fields = [pa.field(c.name, c.type, nullable=not c.required, metadata=_metadata(c)) for c in self.columns]
        return pa.schema(fields, metadata={"description": self.meaning, "key": ",".join(self.key)})


def _metadata(column: Column) -> dict[str, str]:
    return {"description": column.meaning} | ({"unit": column.unit} if column.unit else {})


_TEXT = pa.string()
_TEXTS = pa.list_(pa.string())
_COUNT = pa.int64()
_OFFSET = pa.int32()
_CODE = pa.int8()
_DAY = pa.date32()
_INSTANT = pa.timestamp("us", tz="UTC")
_DEGREES = pa.float64()


def _bounds(name: str, meaning: str, unit: str = "people") -> tuple[Column, ...]:
    return (
        Column(f"{name}low", _COUNT, f"{meaning}: the most conservative figure", unit),
        Column(f"{name}best", _COUNT, f"{meaning}: what the most credible statement says", unit),
        Column(f"{name}high", _COUNT, f"{meaning}: the highest credible figure", unit),
    )


def _when(prefix: str, meaning: str) -> tuple[Column, ...]:
    return (
        Column(f"{prefix}_start", _DAY, f"First day on which {meaning}"),
        Column(f"{prefix}_end", _DAY, f"Last day on which {meaning}, itself included"),
        Column(f"{prefix}_prec", _CODE, "UCDP date_prec: 1 day, 2 two to six days, 3 week, 4 month, 5 longer"),
    )


_HAPPENING = (
    Column("event_type", _TEXT, "ACLED event type; null outside the domain conflict", codes=codes.EventType),
    Column("sub_event_type", _TEXT, "ACLED sub-event type; null outside conflict", codes=codes.SubEventType),
    Column("means", _TEXT, "By what people were harmed", codes=codes.Means),
    Column("domain", _TEXT, "Kind of happening; only conflict enters conflict statistics", None, codes.Domain, True),
    Column("event_clarity", _CODE, "UCDP event_clarity: 1 incident, 2 aggregate", None, codes.Clarity, True),
    *_when("date", "it may have happened"),
    Column("place_name", _TEXT, "The place as the article writes it"),
    Column("location", _TEXT, "The place as the gazetteer names it"),
    Column("geonameid", _COUNT, "GeoNames id of the place; null where GeoNames lacks it"),
    Column("country", _TEXT, "Country, English short name (GeoNames)"),
    Column("country_code", _TEXT, "Country, ISO 3166-1 alpha-2"),
    Column("adm_1", _TEXT, "First-order administrative division, GeoNames name"),
    Column("latitude", _DEGREES, "Latitude of the place", "degrees WGS 84"),
    Column("longitude", _DEGREES, "Longitude of the place", "degrees WGS 84"),
    Column("where_prec", _CODE, "UCDP where_prec: 1 exact, 2 near, 3 district, 4 province, 5 region, 6 country, 7 sea"),
    Column("perpetrator", _TEXT, "Who is said to have done it, as written"),
    Column("perpetrator_type", _TEXT, "ACLED kind of the perpetrator", codes=codes.ActorType),
    Column("target_type", _TEXT, "ACLED kind of the victims", codes=codes.ActorType),
    Column("responsibility", _TEXT, "How firmly the perpetrator is named (MUC-4)", codes=codes.Responsibility),
)

_TOLLS = tuple(
    column
    for toll in TOLLS
    for column in _bounds(f"{toll}_", "People " + toll.replace("killed_", "killed, of them ").replace("_", " "))
)

_SOURCES = Column("sources", _TEXTS, "Who gives the figures, as the articles name them", required=True)

ARTICLES = Table(
    "articles",
    ("article_id",),
    "One row an article. Offsets of the other tables count characters (Unicode code points) of `text`.",
    (
        Column("article_id", _TEXT, "Hash of the text with white space and Unicode forms made alike", required=True),
        Column("source_file", _TEXT, "Name of the file as dropped", required=True),
        Column("source_sha256", _TEXT, "SHA-256 of the file's bytes; its folder in the archive", required=True),
        Column("source_format", _TEXT, "Format by content: text", required=True),
        Column("source_locator", _TEXT, "Member or line of the container; null where the file is the article"),
        Column("outlet", _TEXT, "Who published it"),
        Column("url", _TEXT, "Where it was published"),
        Column("title", _TEXT, "Headline"),
        Column("language", _TEXT, "ISO 639-1 code of the language it is written in", required=True),
        *_when("published", "it may have been published"),
        Column(
            "published_basis", _TEXT, "What the publication date rests on", None, codes.PublishedBasis, required=True
        ),
        Column("published_evidence", _TEXTS, "The words and dates that were weighed for it", required=True),
        Column("header_date", _TEXT, "The date that the file gives, even where it was overruled"),
        Column("text", _TEXT, "The text; for a .txt file the file's text unchanged", required=True),
        Column("duplicate_of", _TEXT, "article_id of the article whose copy this is"),
        Column("batch_id", _TEXT, "The batch that brought it", required=True),
        Column("ingested_at", _INSTANT, "When the run that read it began", required=True),
        Column("extractor_version", _TEXT, "Version of the extractor that read it", required=True),
    ),
)

CLAIMS = Table(
    "claims",
    ("claim_id",),
    "One row a statement that N people suffered an outcome. Never sum it: parts, repeats and rivals are all in it.",
    (
        Column("claim_id", _TEXT, "Hash of the article, the quote's place and the outcome", required=True),
        Column("event_id", _TEXT, "The event that it belongs to", required=True),
        Column("article_id", _TEXT, "The article that makes it", required=True),
        Column("outcome", _TEXT, "What people suffered", None, codes.Outcome, True),
        *_bounds("", "The number"),
        Column("count_kind", _TEXT, "How the words bound the number", None, codes.CountKind, True),
        Column("count_text", _TEXT, "The words of the number", required=True),
        Column("victim_group", _TEXT, "Who the victims are", None, codes.VictimGroup, True),
        Column("part_of", _TEXT, "claim_id of the whole that this is a part of"),
        Column("same_as", _TEXT, "claim_id of the earlier claim that gives the same figure"),
        Column("scope", _TEXT, "One event, or a total over several", None, codes.Scope, True),
        Column("is_background", pa.bool_(), "Whether the article recalls a past event as context", required=True),
        Column("status", _TEXT, "How the article stands to it", None, codes.Status, True),
        Column("sources", _TEXTS, "Who gives the figure, as the article names them", required=True),
        Column("source_type", _TEXT, "Kind of the first source", codes=codes.SourceType),
        Column("place_name", _TEXT, "The most specific place, as written"),
        Column("country_code", _TEXT, "Country, ISO 3166-1 alpha-2"),
        *_when("date", "it may have happened"),
        Column("means", _TEXT, "By what they were harmed", codes=codes.Means),
        Column("perpetrator", _TEXT, "Who is said to have done it, as written"),
        Column("domain", _TEXT, "Kind of happening", None, codes.Domain, True),
        Column("quote", _TEXT, "The words that hold the number and what happened", required=True),
        Column("quote_start", _OFFSET, "Where the quote begins in the article's text", "characters", required=True),
        Column("quote_end", _OFFSET, "Where it ends, exclusive", "characters", required=True),
        Column("sentence", _TEXT, "The sentence that holds the quote", required=True),
        Column("rule", _TEXT, "Name of the rule that found it", required=True),
    ),
)

EVENTS = Table(
    "events",
    ("event_id",),
    "One row for each event that an article tells. Its tolls leave out parts, repeats and superseded figures.",
    (
        Column("event_id", _TEXT, "Hash of the article and the event's claims", required=True),
        Column("article_id", _TEXT, "The article that tells it", required=True),
        *_HAPPENING,
        Column("is_background", pa.bool_(), "Whether it is recalled as context", required=True),
        Column("date_text", _TEXT, "The words that date it"),
        *_TOLLS,
        _SOURCES,
        Column("n_claims", _OFFSET, "How many claims it has", "claims", required=True),
        Column("sentence", _TEXT, "The sentence of its first claim", required=True),
        Column(
            "sentence_start", _OFFSET, "Where that sentence begins in the article's text", "characters", required=True
        ),
        Column("sentence_end", _OFFSET, "Where it ends, exclusive", "characters", required=True),
        Column("extractor_version", _TEXT, "Version of the extractor that read it", required=True),
    ),
)

INCIDENTS = Table(
    "incidents",
    ("incident_id", "version"),
    "One row a real-world event, reconciled over all articles that tell of it. Sum only rows with status current.",
    (
        Column("incident_id", _TEXT, "Stays the same when later articles arrive", required=True),
        Column("version", _OFFSET, "Counts the readings of this incident from 1", required=True),
        Column("status", _TEXT, "Present reading, or tombstone", None, codes.IncidentStatus, True),
        *_HAPPENING,
        *_TOLLS,
        _SOURCES,
        Column("n_articles", _OFFSET, "Articles that tell of it", "articles", required=True),
        Column("n_sources", _OFFSET, "Tellings whose sources differ from each other's", "tellings", required=True),
        Column("first_published", _DAY, "Day of the earliest article"),
        Column("last_published", _DAY, "Day of the latest article"),
        Column("contested", pa.bool_(), "Whether sources of equal standing disagree by over a fifth", required=True),
        Column("grading", _TEXT, "Airwars grading of how well it is attested", None, codes.Grading, True),
    ),
)

INCIDENT_EVENTS = Table(
    "incident_events",
    ("event_id",),
    "Which events of which articles tell of which incident.",
    (
        Column("incident_id", _TEXT, "The incident", required=True),
        Column("event_id", _TEXT, "An event that tells of it", required=True),
        Column("score", _DEGREES, "How well the event fits the incident's others", "0 to 1", required=True),
    ),
)

INCIDENT_HISTORY = Table(
    "incident_history",
    ("incident_id", "step"),
    "The toll of an incident as it stood after each of its articles.",
    (
        Column("incident_id", _TEXT, "The incident", required=True),
        Column("step", _OFFSET, "1 after the earliest article, and so on", required=True),
        Column("article_id", _TEXT, "The article that came in", required=True),
        *_when("published", "that article may have been published"),
        *_TOLLS,
        _SOURCES,
    ),
)

REJECTED = Table(
    "rejected",
    (),
    "One row for each file that could not be read and each row that broke an expectation: nothing is lost silently.",
    (
        Column("stage", _TEXT, "Where it was refused: read, extract, validate or publish", required=True),
        Column("source_file", _TEXT, "Name of the file as dropped", required=True),
        Column("batch_id", _TEXT, "The batch that brought it", required=True),
        Column("reason", _TEXT, "Why, in one line", required=True),
        Column("expectation", _TEXT, "Name of the expectation that it broke"),
        Column("row", _TEXT, "The row as JSON; null for a whole file"),
        Column("at", _INSTANT, "When the run that refused it began", required=True),
    ),
)

TABLES: tuple[Table, ...] = (ARTICLES, CLAIMS, EVENTS, INCIDENTS, INCIDENT_EVENTS, INCIDENT_HISTORY, REJECTED)
"""Every table of the lake but the answers of the standing questions, whose columns are those of their SQL."""
