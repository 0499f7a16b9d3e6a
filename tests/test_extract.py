"""What holds of every extraction, over the example and the dispatches of tests/golden."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from newsroom import article
from toll import extract
from toll.codes import Status
from toll.errors import ConfigurationError
from toll.extract import Extraction

TESTS = Path(__file__).parent
TEXTS = [*sorted(TESTS.glob("golden/fr/*/article.txt")), TESTS.parent / "examples" / "articles" / "alep.txt"]
DAY = date(2016, 10, 11)


@pytest.fixture(scope="module", params=[pytest.param(path, id=path.parent.name) for path in TEXTS])
def found(request: pytest.FixtureRequest) -> Extraction:
    return extract.extract(article(request.param.read_bytes().decode(), DAY))


def test_every_value_points_back_into_the_text(found: Extraction):
    text = found.article.text
    for claim in found.claims:
        assert text[claim.span.start : claim.span.end] == claim.quote
        assert text[claim.sentence_span.start : claim.sentence_span.end] == claim.sentence
        assert claim.sentence_span.covers(claim.span)
        assert claim.count_text in claim.quote
        assert claim.rule
    for event in found.events:
        assert text[event.sentence_span.start : event.sentence_span.end] == event.sentence


def test_claims_come_in_the_order_of_the_text(found: Extraction):
    starts = [claim.sentence_span.start for claim in found.claims]
    assert starts == sorted(starts)


def test_keys_are_unique_and_point_to_rows(found: Extraction):
    keys = [claim.claim_id for claim in found.claims]
    assert len(set(keys)) == len(keys)
    assert {claim.event_id for claim in found.claims} == {event.event_id for event in found.events}
    assert len({event.event_id for event in found.events}) == len(found.events)
    assert {claim.article_id for claim in found.claims} <= {found.article.article_id}
    for i, claim in enumerate(found.claims):
        assert {claim.same_as} - {None} <= set(keys[:i])
        assert {claim.part_of} - {None} <= set(keys) - {claim.claim_id}


def test_parts_and_repeats_are_of_the_same_event(found: Extraction):
    by_key = {claim.claim_id: claim for claim in found.claims}
    for claim in found.claims:
        for other in {claim.part_of, claim.same_as} - {None}:
            assert by_key[other].event_id == claim.event_id


def test_an_event_counts_its_claims_and_never_more_than_they_say(found: Extraction):
    for event in found.events:
        mine = [claim for claim in found.claims if claim.event_id == event.event_id]
        assert event.n_claims == len(mine)
        for outcome in {claim.outcome for claim in mine}:
            told = sum(claim.figure.value for claim in mine if claim.outcome is outcome)
            figure = event.tolls.get(outcome.value)
            assert figure is None or figure.value <= told


def test_the_same_text_gives_the_same_rows(found: Extraction):
    again = extract.extract(found.article)
    assert (again.claims, again.events) == (found.claims, found.events)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("\n \n", id="white-space"),
        pytest.param("Le conseil municipal de Nantes a voté mardi son budget.", id="no-harm"),
        pytest.param("Les blessés ont été évacués mardi.", id="a-word-of-harm-and-no-number"),
    ],
)
def test_an_article_that_counts_nobody_has_no_rows(text: str):
    found = extract.extract(article(text, DAY))
    assert (found.claims, found.events) == ((), ())


def test_figures_that_do_not_stand_are_left_out_of_the_toll():
    text = "Neuf civils ont été tués mardi à Gao. Un précédent bilan faisait état de six morts."
    found = extract.extract(article(text, DAY))
    assert [claim.status for claim in found.claims] == [Status.REPORTED, Status.SUPERSEDED]
    assert sum(event.tolls["killed"].value for event in found.events if "killed" in event.tolls) == 9


def test_a_language_without_a_pack_is_refused():
    with pytest.raises(ConfigurationError, match="tlh"):
        extract.extract(article("wa' Hegh", language="tlh"))
    assert not extract.supports("tlh")
    assert extract.supports("fr")


def test_preload_loads_every_language():
    extract.preload()


CLOCK = 0.02
"""Seconds below which noise is more than what is measured."""

GROWING = [
    pytest.param("Trois soldats ont été tués mardi à Gao. ", id="one figure"),
    pytest.param("Les deux blessés ont été transportés. ", id="taken up"),
    pytest.param("trois, ", id="no end"),
    pytest.param("1 ", id="digits"),
    pytest.param("25 civils, dont quatre enfants, ", id="parts"),
    pytest.param(None, id="many figures"),
]


@pytest.mark.parametrize("piece", GROWING)
def test_time_grows_with_length(piece: str | None):
    seconds = [min(_seconds(piece, times) for _ in range(2)) for times in (500, 2_000)]
    assert seconds[1] < 9 * max(seconds[0], CLOCK), "four times the text takes far more than four times as long"


def _seconds(piece: str | None, times: int) -> float:
    pieces = (piece or f"{i + 3} civils ont été tués à Gao. " for i in range(times))
    text = "Dimanche. " + "".join(pieces) + "et douze morts."
    begun = time.process_time()
    extract.extract(article(text, DAY))
    return time.process_time() - begun
