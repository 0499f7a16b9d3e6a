"""What articles tell: the articles, their claims and their events, and what was refused."""

from __future__ import annotations

import pyarrow as pa

from toll import codes, fingerprint
from toll.tables.columns import (
    COUNT,
    HAPPENING,
    INSTANT,
    OFFSET,
    SOURCES,
    TEXT,
    TEXTS,
    TOLLS,
    Column,
    Table,
    bounds,
    when,
)

ARTICLES = Table(
    "articles",
    ("article_id",),
    "One row an article. Offsets of the other tables count characters (Unicode code points) of `text`.",
    (
        Column(
            "article_id",
            TEXT,
            "Hash of the text with white space and Unicode forms made alike, and of uri and revision where it has both",
            required=True,
        ),
        Column("source_file", TEXT, "Name of the file as dropped", required=True),
        Column("source_sha256", TEXT, "SHA-256 of the file's bytes; its folder in the archive", required=True),
        Column("source_format", TEXT, "Format by content, such as `text`, `html` or `newsml-g2`", required=True),
        Column("source_locator", TEXT, "Member or line of the container; null where the file is the article"),
        Column("outlet", TEXT, "Who published it"),
        Column("url", TEXT, "Where it was published"),
        Column("title", TEXT, "Headline"),
        Column("language", TEXT, "ISO 639-1 code of the language it is written in", required=True),
        *when("published", "it may have been published"),
        Column(
            "published_basis", TEXT, "What the publication date rests on", None, codes.PublishedBasis, required=True
        ),
        Column("published_evidence", TEXTS, "The words and dates that were weighed for it", required=True),
        Column("header_date", TEXT, "The date that the file gives, even where it was overruled"),
        Column("uri", TEXT, "The agency's name of the dispatch, the same for all its issues"),
        Column("revision", COUNT, "Which issue of the dispatch it is; null where the format counts none"),
        Column("is_withdrawn", pa.bool_(), "Whether it takes the dispatch back (IPTC: canceled or withheld)"),
        Column("embargoed_until", INSTANT, "Before when it must not appear; it was read after that"),
        Column("text", TEXT, "The text; for a .txt file the file's text unchanged", required=True),
        Column(
            "fingerprint",
            pa.binary(fingerprint.BYTES),
            "Sketch of the wording, by which copies are known; in the Parquet files alone",
            required=True,
        ),
        Column("batch_id", TEXT, "The batch that brought it", required=True),
        Column("ingested_at", INSTANT, "When the run that read it began", required=True),
        Column("extractor_version", TEXT, "Version of the extractor that read it", required=True),
    ),
)

CLAIMS = Table(
    "claims",
    ("claim_id",),
    "One row a statement that N people suffered an outcome. Never sum it: parts, repeats and rivals are all in it.",
    (
        Column("claim_id", TEXT, "Hash of the article, the quote's place and the outcome", required=True),
        Column("event_id", TEXT, "The event that it belongs to", required=True),
        Column("article_id", TEXT, "The article that makes it", required=True),
        Column("outcome", TEXT, "What people suffered", None, codes.Outcome, True),
        *bounds("", "The number"),
        Column("count_kind", TEXT, "How the words bound the number", None, codes.CountKind, True),
        Column("count_text", TEXT, "The words of the number", required=True),
        Column("victim_group", TEXT, "Who the victims are", None, codes.VictimGroup, True),
        Column("part_of", TEXT, "claim_id of the whole that this is a part of"),
        Column("same_as", TEXT, "claim_id of the earlier claim that tells of the same people"),
        Column("scope", TEXT, "One event, or a total over several", None, codes.Scope, True),
        Column("is_background", pa.bool_(), "Whether the article recalls a past event as context", required=True),
        Column("status", TEXT, "How the article stands to it", None, codes.Status, True),
        Column("sources", TEXTS, "Who gives the figure, as the article names them", required=True),
        Column("source_type", TEXT, "Kind of the first source", codes=codes.SourceType),
        Column("place_name", TEXT, "The most specific place, as written"),
        Column("country_code", TEXT, "Country, ISO 3166-1 alpha-2"),
        *when("date", "it may have happened"),
        Column("means", TEXT, "By what they were harmed", codes=codes.Means),
        Column("perpetrator", TEXT, "Who is said to have done it, as written"),
        Column("domain", TEXT, "Kind of happening", None, codes.Domain, True),
        Column("quote", TEXT, "The words that hold the number and what happened", required=True),
        Column("quote_start", OFFSET, "Where the quote begins in the article's text", "characters", required=True),
        Column("quote_end", OFFSET, "Where it ends, exclusive", "characters", required=True),
        Column("sentence", TEXT, "The sentence that holds the quote", required=True),
        Column("rule", TEXT, "Name of the rule that found it", required=True),
    ),
)

EVENTS = Table(
    "events",
    ("event_id",),
    "One row for each event that an article tells. Its tolls leave out parts, repeats and superseded figures.",
    (
        Column("event_id", TEXT, "Hash of the article and the event's claims", required=True),
        Column("article_id", TEXT, "The article that tells it", required=True),
        *HAPPENING,
        Column("is_background", pa.bool_(), "Whether it is recalled as context", required=True),
        Column("date_text", TEXT, "The words that date it"),
        *TOLLS,
        SOURCES,
        Column("n_claims", OFFSET, "How many claims it has", "claims", required=True),
        Column("sentence", TEXT, "The sentence of its first claim", required=True),
        Column(
            "sentence_start", OFFSET, "Where that sentence begins in the article's text", "characters", required=True
        ),
        Column("sentence_end", OFFSET, "Where it ends, exclusive", "characters", required=True),
        Column("extractor_version", TEXT, "Version of the extractor that read it", required=True),
    ),
)

REJECTED = Table(
    "rejected",
    (),
    "One row for each file, or member of one, that could not be read and each row that broke an expectation.",
    (
        Column("stage", TEXT, "Where it was refused: read, embargo, extract, validate or publish", required=True),
        Column("source_file", TEXT, "Name of the file as dropped", required=True),
        Column("source_locator", TEXT, "Member or line of the container; null where it is the file"),
        Column("batch_id", TEXT, "The batch that brought it", required=True),
        Column("reason", TEXT, "Why, in one line", required=True),
        Column("expectation", TEXT, "Name of the expectation that it broke"),
        Column("row", TEXT, "The row as JSON; null for a file or a member"),
        Column("at", INSTANT, "When the run that refused it began", required=True),
    ),
)
