"""What only all articles together tell: which are copies, what happened, and what an incident rests on."""

from __future__ import annotations

import pyarrow as pa

from toll import codes
from toll.tables.columns import (
    BOUNDS,
    COUNT,
    DAY,
    DEGREES,
    HAPPENING,
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

ARTICLE_COPIES = Table(
    "article_copies",
    ("article_id",),
    "One row an article that is a copy of another: the same dispatch, reprinted, retouched or shortened. "
    "The view `articles` shows `duplicate_of` too.",
    (
        Column("article_id", TEXT, "The copy", required=True),
        Column("duplicate_of", TEXT, "article_id of the earliest article whose copy it is, itself none", required=True),
        Column("similarity", DEGREES, "How much of its wording the original has", "0 to 1", required=True),
    ),
)

ARTICLE_REVISIONS = Table(
    "article_revisions",
    ("article_id",),
    "One row an article that counts no more: an issue of a dispatch that a newer one corrects or withdraws, or a copy "
    "of such an issue. The view `articles` shows `superseded_by` too.",
    (
        Column("article_id", TEXT, "The article that counts no more", required=True),
        Column(
            "superseded_by",
            TEXT,
            "article_id of the newest issue of the dispatch; its own where that is the withdrawal",
            required=True,
        ),
    ),
)

INCIDENTS = Table(
    "incidents",
    ("incident_id", "version"),
    "One row a reading of a real-world event, reconciled over all articles that tell of it. Sum only rows with status "
    "current, as the view `incidents` shows them alone; the view `incident_readings` shows all.",
    (
        Column("incident_id", TEXT, "Stays the same when later articles arrive", required=True),
        Column("version", OFFSET, "Counts the readings of this incident from 1", required=True),
        Column("status", TEXT, "Present reading, or tombstone", None, codes.IncidentStatus, True),
        Column(
            "superseded_by", TEXT, "incident_id that took its place: its own, or that of the one it was merged into"
        ),
        *HAPPENING,
        *TOLLS,
        SOURCES,
        Column("n_articles", OFFSET, "Articles that tell of it", "articles", required=True),
        Column("n_sources", OFFSET, "Tellings whose sources differ from each other's", "tellings", required=True),
        Column("first_published", DAY, "Day of the earliest article"),
        Column("last_published", DAY, "Day of the latest article"),
        Column("contested", pa.bool_(), "Whether sources of equal standing disagree by over a fifth", required=True),
        Column("grading", TEXT, "Airwars grading of how well it is attested", None, codes.Grading, True),
        Column(
            "corrected",
            TEXTS,
            "Columns on which a correction bears: its own, or that of a claim that the column may rest on",
            required=True,
        ),
    ),
)

INCIDENT_EVENTS = Table(
    "incident_events",
    ("event_id",),
    "Which events of which articles tell of which incident.",
    (
        Column("incident_id", TEXT, "The incident", required=True),
        Column("event_id", TEXT, "An event that tells of it", required=True),
        Column("score", DEGREES, "How well the event fits the incident's others", "0 to 1", required=True),
        Column("linked_to", TEXT, "The event of the incident that it fits best; null where it is alone"),
        Column("reasons", TEXTS, 'What speaks for and against that link, in hundredths: "place +250"', required=True),
    ),
)

INCIDENT_CLAIMS = Table(
    "incident_claims",
    ("incident_id", "toll", "claim_id"),
    "Which claims the figures of a current incident rest on.",
    (
        Column("incident_id", TEXT, "The incident", required=True),
        Column("toll", TEXT, "The toll whose figures they are: killed, killed_children, …", required=True),
        Column("claim_id", TEXT, "The claim", required=True),
        *(Column(bound, pa.bool_(), f"Whether the toll's {bound} rests on it", required=True) for bound in BOUNDS),
    ),
)

_SAID = "The toll that the source gives as a whole, in its latest article"

INCIDENT_SOURCES = Table(
    "incident_sources",
    ("incident_id", "number"),
    "What each source says of a current incident: one row an outcome, victim group and source, from the claims that "
    "their articles still stand by. Figures of sources are rivals: never add them.",
    (
        Column("incident_id", TEXT, "The incident", required=True),
        Column("number", OFFSET, "Counts the incident's rows from 1", required=True),
        Column("outcome", TEXT, "What people suffered", None, codes.Outcome, True),
        Column("victim_group", TEXT, "Who they were, as in `claims`; all for the groups together", required=True),
        Column("source", TEXT, "Who gives the figures, as the articles name them; null where they name nobody"),
        Column("country_code", TEXT, "Of the incident: country, ISO 3166-1 alpha-2"),
        Column("date_start", DAY, "First day on which the incident may have happened"),
        Column("date_end", DAY, "Last day on which the incident may have happened, itself included"),
        Column("domain", TEXT, "Of the incident: kind of happening", None, codes.Domain, True),
        Column("lowest", COUNT, "The lowest single figure; of all groups, no part of another one", "people"),
        Column("latest", COUNT, "The single figure of the article published last, undated ones first", "people"),
        Column("highest", COUNT, "The highest single figure", "people"),
        Column("open_ended", COUNT, "Claims that set no upper bound", "claims", required=True),
        Column("claims", COUNT, "Claims of the source", "claims", required=True),
        Column("articles", COUNT, "Articles that these stand in", "articles", required=True),
        *bounds("said_", f"{_SAID}; null where it gives parts alone, and in rows of one group"),
        Column("said_open_ended", pa.bool_(), "Whether that toll lacks an upper bound; null where there is none"),
        Column("said_without_best", pa.bool_(), "Whether that toll lacks a best figure; null where there is none"),
        Column("incident_best", COUNT, "The incident's best figure, in rows of all groups alone", "people"),
    ),
)

INCIDENT_HISTORY = Table(
    "incident_history",
    ("incident_id", "step"),
    "The toll of an incident as it stood after each of its articles.",
    (
        Column("incident_id", TEXT, "The incident", required=True),
        Column("step", OFFSET, "1 after the earliest article, and so on", required=True),
        Column("article_id", TEXT, "The article that came in", required=True),
        *when("published", "that article may have been published"),
        *TOLLS,
        SOURCES,
    ),
)
