"""What the gate compares before statistics are published; judged, and kept nowhere."""

from __future__ import annotations

from toll.tables.columns import COUNT, TEXT, Column, Table

SUMS = Table(
    "statistics",
    ("told_by", "measure"),
    "One row a figure that two tables must agree on: what one of them says, and what the other allows.",
    (
        Column("told_by", TEXT, "The standing question or the table that says it", required=True),
        Column("measure", TEXT, "What is counted: killed low, events with an article, …", required=True),
        Column("found", COUNT, "What it says", required=True),
        Column("equal_to", COUNT, "What it has to be; null where it may be less"),
        Column("at_most", COUNT, "What it may be at most", required=True),
    ),
)
