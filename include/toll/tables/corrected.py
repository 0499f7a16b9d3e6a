"""What people put right: their corrections, and the claims and events as they stand after them."""

from __future__ import annotations

import pyarrow as pa

from toll import codes
from toll.tables.columns import INSTANT, TEXT, TEXTS, Column, Table
from toll.tables.told import CLAIMS, EVENTS

CORRECTIONS = Table(
    "corrections",
    ("correction_id",),
    "One row a field that somebody put right, by `toll correct` or on the casualty page; no row is ever changed. Of "
    "two for one field of one target the later holds.",
    (
        Column("correction_id", TEXT, "Hash of all other columns", required=True),
        Column("target", TEXT, "What was corrected", None, codes.Target, True),
        Column("target_id", TEXT, "Its claim_id or incident_id", required=True),
        Column(
            "claims",
            TEXTS,
            "The claims by which the target is known: itself, or those that told of the incident, earliest first",
            required=True,
        ),
        Column("field", TEXT, "The column that was put right; is_incident for whether it is one", required=True),
        Column("value", TEXT, "What it is; null for no value, and where the correction takes back another"),
        Column("retracts", pa.bool_(), "Whether it takes back those before it: as extracted again", required=True),
        Column("who", TEXT, "Who says so", required=True),
        Column("why", TEXT, "Why, in one line", required=True),
        Column("at", INSTANT, "When it was said", required=True),
    ),
)

_BY = (
    Column("corrected", TEXTS, "Columns in which the row differs from what was extracted", required=True),
    Column("corrections", TEXTS, "correction_id of all that bear on it", required=True),
)

MENDED_CLAIMS = Table(
    "mended_claims",
    CLAIMS.key,
    "One row a claim of an event that was corrected, as it stands now; written by the build of incidents. The view "
    "`claims_corrected` shows all claims so.",
    (*CLAIMS.columns, *_BY),
)

MENDED_EVENTS = Table(
    "mended_events",
    EVENTS.key,
    "One row an event of which a claim was corrected, as it stands now; written by the build of incidents. The view "
    "`events_corrected` shows all events so.",
    (*EVENTS.columns, *_BY),
)
