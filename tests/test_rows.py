"""Every value of the model fits its table, column by column."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest

from newsroom import article
from toll import codes, rows, tables
from toll.model import (
    TOLLS,
    Article,
    Claim,
    Event,
    Figure,
    Interval,
    Place,
    Published,
    Rejection,
    Span,
)
from toll.tables import Table

NOW = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
DAY = Interval(date(2024, 5, 5), date(2024, 5, 5), 1)
PLACE = Place("Alep", "Aleppo", "SY", 1, 170063, "09", 36.2, 37.16, "Syrie")
RUN = {"batch_id": "b1", "ingested_at": NOW, "extractor_version": "1"}

ARTICLE = article("Dix morts à Alep.", Published(DAY, codes.PublishedBasis.HEADER, "2024-05", ("mardi", "Alep")))
CLAIM = Claim(
    claim_id="c1",
    event_id="e1",
    article_id="a1",
    outcome=codes.Outcome.KILLED,
    figure=Figure(10, 10, None),
    count_kind=codes.CountKind.AT_LEAST,
    count_text="au moins dix",
    victim_group=codes.VictimGroup.CIVILIANS,
    scope=codes.Scope.INCIDENT,
    is_background=False,
    status=codes.Status.REPORTED,
    sources=("OSDH", "Sana"),
    source_type=codes.SourceType.NGO,
    place=PLACE,
    country_code="SY",
    when=DAY,
    means=codes.Means.SHELLING,
    perpetrator="armée",
    domain=codes.Domain.CONFLICT,
    quote="Dix morts",
    span=Span(0, 9),
    sentence="Dix morts à Alep.",
    sentence_span=Span(0, 17),
    rule="toll-stated",
)
HAPPENING = {
    "event_type": codes.EventType.EXPLOSIONS,
    "sub_event_type": codes.SubEventType.SHELLING,
    "means": codes.Means.SHELLING,
    "domain": codes.Domain.CONFLICT,
    "event_clarity": codes.Clarity.INCIDENT,
    "when": DAY,
    "place": PLACE,
    "country": "Syria",
    "country_code": "SY",
    "perpetrator": "armée",
    "perpetrator_type": codes.ActorType.STATE_FORCES,
    "target_type": codes.ActorType.CIVILIANS,
    "responsibility": codes.Responsibility.REPORTED_AS_FACT,
    "tolls": {"killed": Figure(10, 10, None), "killed_civilians": Figure(None, 10, 12)},
    "sources": ("OSDH",),
}
EVENT = Event(
    event_id="e1",
    article_id="a1",
    is_background=False,
    date_text="mardi",
    n_claims=1,
    sentence="Dix morts à Alep.",
    sentence_span=Span(0, 17),
    **HAPPENING,
)
LINK = {"incident_id": "i1", "event_id": "e1", "score": 1.0, "linked_to": None, "reasons": []}

REJECTION = Rejection(
    stage="read",
    source_file="a.txt",
    batch_id="b1",
    reason="empty",
    expectation=None,
    row=None,
    at=NOW,
)

UNTOLD = {"place": None, "when": None, "means": None, "perpetrator": None, "country_code": None}

VALUES = [
    pytest.param(tables.ARTICLES, ARTICLE, RUN, id="article"),
    pytest.param(tables.ARTICLES, article("Dix morts."), RUN, id="article-undated"),
    pytest.param(tables.CLAIMS, CLAIM, {}, id="claim"),
    pytest.param(tables.CLAIMS, replace(CLAIM, source_type=None, sources=(), **UNTOLD), {}, id="claim-untold"),
    pytest.param(tables.EVENTS, EVENT, RUN, id="event"),
    pytest.param(tables.EVENTS, replace(EVENT, tolls={}, country=None, **UNTOLD), RUN, id="event-untold"),
    pytest.param(tables.REJECTED, REJECTION, {}, id="rejection"),
]


@pytest.mark.parametrize(("table", "value", "constants"), VALUES)
def test_a_value_fits_its_table(table: Table, value: object, constants: dict[str, object]):
    written = rows.arrow(table, [value, value], **constants)
    assert written.schema == table.schema
    written.validate(full=True)
    assert written.num_rows == 2
    assert [c.name for c in table.columns if c.required and written[c.name].null_count] == []


@pytest.mark.parametrize(("table", "value", "constants"), VALUES)
def test_codes_are_written_as_their_values(table: Table, value: object, constants: dict[str, object]):
    row = rows.arrow(table, [value], **constants).to_pylist()[0]
    for column in table.columns:
        if column.codes is not None and row[column.name] is not None:
            assert row[column.name] in [code.value for code in column.codes]


@pytest.mark.parametrize("table", [pytest.param(table, id=table.name) for table in tables.TABLES])
def test_no_rows_are_an_empty_table(table: Table):
    names = [column.name for column in table.columns]
    assert rows.arrow(table, [], **dict.fromkeys(names)).schema.names == names


def test_an_article_keeps_its_text_and_how_it_was_dated():
    row = rows.arrow(tables.ARTICLES, [ARTICLE], **RUN).to_pylist()[0]
    assert row["text"] == "Dix morts à Alep."
    assert (row["published_start"], row["published_end"], row["published_prec"]) == (DAY.start, DAY.end, 1)
    assert (row["published_basis"], row["header_date"]) == ("header", "2024-05")
    assert row["published_evidence"] == ["mardi", "Alep"]
    assert row["ingested_at"] == NOW


def test_a_claim_is_told_in_columns():
    row = rows.arrow(tables.CLAIMS, [CLAIM]).to_pylist()[0]
    assert (row["low"], row["best"], row["high"]) == (10, 10, None)
    assert (row["quote_start"], row["quote_end"]) == (0, 9)
    assert (row["place_name"], row["country_code"], row["date_start"]) == ("Alep", "SY", DAY.start)
    assert row["sources"] == ["OSDH", "Sana"]


def test_an_event_has_a_column_for_each_bound_of_each_toll():
    row = rows.arrow(tables.EVENTS, [EVENT], **RUN).to_pylist()[0]
    told = {f"{toll}_{bound}": row[f"{toll}_{bound}"] for toll in TOLLS for bound in ("low", "best", "high")}
    assert {name: n for name, n in told.items() if n is not None} == {
        "killed_low": 10,
        "killed_best": 10,
        "killed_civilians_best": 10,
        "killed_civilians_high": 12,
    }
    assert (row["place_name"], row["location"], row["where_prec"], row["geonameid"]) == ("Alep", "Aleppo", 1, 170063)


def test_a_row_may_be_a_mapping_with_the_names_of_the_columns():
    written = rows.arrow(tables.INCIDENT_EVENTS, [LINK])
    assert written.to_pylist() == [LINK]


@pytest.mark.parametrize(
    ("row", "error"),
    [
        pytest.param({"incident_id": "i1", "event_id": "e1"}, KeyError, id="column-left-out"),
        pytest.param(LINK | {"score": "much"}, pa.ArrowInvalid, id="wrong-type"),
        pytest.param(Article, KeyError, id="no-value-of-the-model"),
    ],
)
def test_what_does_not_fit_is_refused(row: object, error: type[Exception]):
    with pytest.raises(error):
        rows.arrow(tables.INCIDENT_EVENTS, [row])
