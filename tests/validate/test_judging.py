from datetime import date, timedelta

import pyarrow as pa
import pytest
from batches import BATCH, DAY, TEXT, Story, batch, copies, incidents, revisions

from toll.validate import Verdict, judge

LATER = DAY + timedelta(days=1)
LATE = {"date_start": LATER, "date_end": LATER}
WEEK = {"date_end": DAY + timedelta(days=6)}
PUBLISHED_LATE = dict.fromkeys(("published_start", "published_end"), DAY + timedelta(days=3))
UNDATED = dict.fromkeys(("published_start", "published_end", "published_prec"))

BROKEN = (
    ("articles", "article_null_text", Story("", article={"text": None}), "text_never_null"),
    ("articles", "blank", Story("", article={"text": " \n "}), "text_not_blank"),
    ("articles", "language", Story("", article={"language": "fra"}), "language_two_letters"),
    ("articles", "sha", Story("", article={"source_sha256": "abc"}), "sha256_is_one"),
    ("articles", "basis_code", Story("", article={"published_basis": "guess"}), "published_basis_from_its_list"),
    ("articles", "basis_no_date", Story("", article=UNDATED), "basis_fits_date"),
    ("articles", "date_no_basis", Story("", article={"published_basis": "none"}), "basis_fits_date"),
    ("articles", "future", Story("", article=PUBLISHED_LATE), "published_before_read"),
    ("articles", "half_date", Story("", article={"published_prec": None}), "dates_together"),
    ("articles", "back", Story("", article={"published_end": DAY - timedelta(days=1)}), "dates_in_order"),
    ("claims", "homeless", Story("", part={"article_id": "none", "part_of": None}), "article_in_batch"),
    ("claims", "code", Story("", part={"outcome": "slain"}), "outcome_from_its_list"),
    ("claims", "country", Story("", part={"country_code": "XX"}), "country_code_known"),
    ("claims", "negative", Story("", part={"low": -1, "best": 4}), "low_not_negative"),
    ("claims", "low_best", Story("", part={"low": 5}), "low_up_to_best"),
    ("claims", "best_high", Story("", part={"low": 3, "high": 3}), "best_up_to_high"),
    ("claims", "low_high", Story("", part={"best": None, "high": 3}), "low_up_to_high"),
    ("claims", "no_number", Story("", part={"low": None, "best": None, "high": None}), "some_number_given"),
    ("claims", "quote", Story("", part={"quote": "quatre  enfants"}), "quote_at_its_offsets"),
    ("claims", "offset", Story("", part={"quote_start": 0}), "quote_at_its_offsets"),
    ("claims", "beyond", Story("", part={"quote_end": len(TEXT) + 900}), "quote_at_its_offsets"),
    ("claims", "empty", Story("", part={"quote": "", "quote_start": 9, "quote_end": 9}), "quote_not_empty"),
    ("claims", "sentence", Story("", part={"sentence": "Des raids ont repris."}), "sentence_around_quote"),
    ("claims", "count_text", Story("", part={"count_text": "seize"}), "count_text_in_sentence"),
    ("claims", "part_lost", Story("", part={"part_of": "no-such"}), "part_of_same_article"),
    ("claims", "part_foreign", Story("", part={"part_of": "right-1"}), "part_of_same_article"),
    ("claims", "same_foreign", Story("", part={"same_as": "right-1"}), "same_as_same_article"),
    ("claims", "part_itself", Story("part_itself", part={"part_of": "part_itself-2"}), "part_of_ends"),
    ("claims", "same_itself", Story("same_itself", part={"same_as": "same_itself-2"}), "same_as_ends"),
    ("claims", "circle", Story("circle", whole={"part_of": "circle-2", "low": 4, "best": 4}), "part_of_ends"),
    ("claims", "part_large", Story("", whole={"low": 3, "best": 3, "high": 3}), "part_within_whole"),
    ("claims", "part_up_to", Story("", whole={"low": None, "best": None, "high": 3}), "part_within_whole"),
    ("claims", "part_about", Story("", whole={"low": None, "best": 2, "count_kind": "about"}), "part_within_whole"),
    ("claims", "claim_late", Story("", part=LATE), "not_after_publication"),
    ("claims", "claim_week", Story("", part=WEEK), "date_within_precision"),
    ("claims", "claim_prec", Story("", part={"date_prec": 6}), "date_prec_known"),
    ("claims", "event_lost", Story("", part={"event_id": "none"}, event={"n_claims": 1}), "event_of_same_article"),
    ("claims", "event_other", Story("", part={"event_id": "right-e"}, event={"n_claims": 1}), "event_of_same_article"),
    ("events", "event_homeless", Story("", event={"article_id": "none"}), "article_in_batch"),
    ("events", "claimless", Story("", event={"n_claims": 0}, whole=None, part=None), "rests_on_a_claim"),
    ("events", "far_east", Story("", event={"longitude": 181.0, "country_code": None}), "longitude_on_earth"),
    ("events", "event_code", Story("", event={"domain": "war"}), "domain_from_its_list"),
    ("events", "event_number", Story("", event={"injured_low": 3, "injured_best": 2}), "injured_low_up_to_best"),
    (
        "events",
        "event_group",
        Story("", event={"killed_high": 3, "killed_low": 3, "killed_best": 3}),
        "killed_children_within_killed",
    ),
    ("events", "n_claims", Story("", event={"n_claims": 3}), "claims_in_batch"),
    ("events", "event_sentence", Story("", event={"sentence_start": 3}), "sentence_at_its_offsets"),
    ("events", "event_late", Story("", event=LATE), "not_after_publication"),
    ("events", "swapped", Story("", event={"latitude": 37.16, "longitude": 36.2 + 10}), "inside_country"),
    ("events", "namesake", Story("", event={"country_code": "US"}), "inside_country"),
    ("events", "half_point", Story("", event={"longitude": None}), "coordinates_together"),
    ("events", "off_earth", Story("", event={"latitude": 91.0}), "latitude_on_earth"),
    ("events", "where_prec", Story("", event={"where_prec": 8}), "where_prec_known"),
    ("events", "peace", Story("", event={"domain": "accident"}), "acled_type_only_for_conflict"),
)

RIGHT = (
    Story("right"),
    Story("undated", article=UNDATED | {"published_basis": "none"}, event=LATE, whole=LATE, part=LATE),
    Story("threat", event=LATE, whole=LATE | {"status": "hypothetical"}, part=LATE | {"status": "hypothetical"}),
    Story("vague", whole={"low": 2, "best": None, "count_kind": "vague"}),
    Story("about", whole={"low": None, "best": 3, "count_kind": "about"}),
    Story("month", event={"date_end": date(2016, 10, 31), "date_prec": 4}),
    Story("at_sea", event={"latitude": 20.0, "longitude": 20.0, "where_prec": 7}),
    Story("nowhere", event={"latitude": None, "longitude": None, "country_code": None, "where_prec": None}),
    Story("time_zone", article={"published_start": date(2016, 10, 13), "published_end": date(2016, 10, 13)}),
    Story("repeat", part={"same_as": "repeat-1", "part_of": None, "low": 25, "best": 25, "high": None}),
)


@pytest.fixture(scope="module")
def verdict() -> Verdict:
    stories = [Story(name, s.article, s.event, s.whole, s.part) for _, name, s, _ in BROKEN]
    return judge(batch(*RIGHT, *stories), batch_id=BATCH, max_rejected_share=1.0)


@pytest.mark.parametrize(
    ("table", "name", "expectation"), [pytest.param(t, n, e, id=f"{t}-{n}") for t, n, _, e in BROKEN]
)
def test_a_broken_row_is_rejected_by_the_name_of_its_expectation(verdict, table, name, expectation):
    found = {row.expectation for row in verdict.rejected if row.table == table and row.key.split("-")[0] == name}
    assert found == {f"{table}.{expectation}"}


@pytest.mark.parametrize("name", [pytest.param(s.name, id=s.name) for s in RIGHT if s.name != "right"])
def test_a_right_row_is_accepted(verdict, name):
    assert [row for row in verdict.rejected if row.key.split("-")[0] == name] == []
    assert name in verdict.accepted["articles"]["article_id"].to_pylist()


@pytest.mark.parametrize(
    ("table", "key"),
    [
        pytest.param(*pair, id=pair[0])
        for pair in (("articles", "article_id"), ("claims", "claim_id"), ("events", "event_id"))
    ],
)
def test_a_row_without_its_key_is_rejected(table, key):
    parts = batch(Story("a"), Story("b"))
    nulls = pa.nulls(1, pa.string()).take(pa.array([0] * parts[table].num_rows))
    position = parts[table].schema.get_field_index(key)
    parts[table] = parts[table].set_column(position, parts[table].schema.field(key), nulls)
    found = judge(parts, batch_id=BATCH, max_rejected_share=1.0)
    assert {row.expectation for row in found.rejected if row.table == table} == {f"{table}.{key}_given"}


def test_every_row_is_either_accepted_or_rejected(verdict):
    rejected = {name: sum(row.table == name for row in verdict.rejected) for name in verdict.n_rows}
    assert {name: part.num_rows + rejected[name] for name, part in verdict.accepted.items()} == verdict.n_rows


def test_what_is_accepted_refers_only_to_what_is_accepted(verdict):
    articles, claims, events = (verdict.accepted[name].to_pylist() for name in ("articles", "claims", "events"))
    ids = {row["article_id"] for row in articles}
    assert {row["article_id"] for row in claims} | {row["article_id"] for row in events} <= ids
    assert {row["event_id"] for row in claims} == {row["event_id"] for row in events}
    assert {row["part_of"] for row in claims} - {None} <= {row["claim_id"] for row in claims}


def test_a_reason_tells_the_values_that_were_found(verdict):
    reason = next(row.reason for row in verdict.rejected if row.key == "part_large-2")
    assert reason == "a part is no larger than its whole allows; found whole_at_most=3, part_at_least=4"


def test_accepted_rows_come_out_again_without_a_complaint(verdict):
    again = judge(verdict.accepted, batch_id=BATCH, max_rejected_share=0.2)
    assert again.rejected == ()
    assert all(again.accepted[name].equals(part) for name, part in verdict.accepted.items())


def test_the_same_batch_gets_the_same_verdict(verdict):
    again = judge(batch(Story("a", part={"low": 5}), Story("b")), batch_id=BATCH, max_rejected_share=1.0)
    assert again == judge(batch(Story("a", part={"low": 5}), Story("b")), batch_id=BATCH, max_rejected_share=1.0)


def test_of_rows_with_one_key_the_first_stays_and_nothing_falls_with_the_others():
    parts = batch(Story("a"), Story("b"))
    parts["claims"] = pa.concat_tables([parts["claims"], parts["claims"].slice(0, 1)])
    parts["events"] = parts["events"].set_column(
        parts["events"].schema.get_field_index("n_claims"),
        parts["events"].schema.field("n_claims"),
        pa.array([3, 2], pa.int32()),
    )
    found = judge(parts, batch_id=BATCH, max_rejected_share=1.0)
    assert [(row.key, row.expectation) for row in found.rejected] == [("a-1", "claims.key_unique")]


@pytest.mark.parametrize(
    ("story", "fallen"),
    [
        pytest.param(Story("x", article={"language": "?"}), {"x", "x-e", "x-1", "x-2"}, id="article-takes-all"),
        pytest.param(Story("x", event={"where_prec": 9}), {"x-e", "x-1", "x-2"}, id="event-takes-its-claims"),
        pytest.param(Story("x", part={"domain": "?"}), {"x-e", "x-1", "x-2"}, id="claim-takes-its-event"),
        pytest.param(Story("x", whole=None, part=None), {"x-e"}, id="event-without-claims"),
    ],
)
def test_rows_fall_with_the_row_they_lean_on(story, fallen):
    found = judge(batch(Story("right"), story), batch_id=BATCH, max_rejected_share=1.0)
    assert {row.key for row in found.rejected} == fallen
    assert len({row.expectation for row in found.rejected}) == 1


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        pytest.param(
            batch(Story("a", article={"batch_id": "b2"})),
            "articles.one_batch failed on the whole table",
            id="foreign-batch",
        ),
        pytest.param(
            batch(Story("a"), Story("b", event={"extractor_version": "v2"})), "events.one_reading", id="two-extractors"
        ),
        pytest.param(batch(Story("a"), Story("b", part={"low": 9})), "1 of 4 rows of claims", id="too-many"),
        pytest.param(
            batch(Story("a")) | {"claims": batch(Story("a"))["claims"].drop_columns("rule")},
            "rule string declared, (absent) found",
            id="column-lacks",
        ),
        pytest.param(
            batch(Story("a")) | {"events": batch(Story("a"))["articles"]},
            "events.columns_as_declared",
            id="wrong-table",
        ),
    ],
)
def test_nothing_of_a_refused_batch_is_accepted(parts, says):
    found = judge(parts, batch_id=BATCH, max_rejected_share=0.2)
    assert found.refused is not None
    assert says in found.refused
    assert "\n" not in found.refused
    assert [part.num_rows for part in found.accepted.values()] == [0, 0, 0]


def test_as_many_rejected_rows_as_the_share_allows_refuse_nothing():
    found = judge(batch(Story("a"), Story("b", part={"low": 9})), batch_id=BATCH, max_rejected_share=0.25)
    assert found.refused is None


def test_an_empty_batch_passes():
    found = judge({n: t.slice(0, 0) for n, t in batch(Story("a")).items()}, batch_id=BATCH, max_rejected_share=0.2)
    assert (found.refused, found.rejected) == (None, ())


@pytest.mark.parametrize(
    ("changes", "link", "expectation"),
    [
        pytest.param({"status": "gone"}, None, "incidents.status_from_its_list", id="code"),
        pytest.param({"killed_low": 30}, None, "incidents.killed_low_up_to_best", id="bounds"),
        pytest.param({"incident_id": None}, None, "incidents.incident_id_given", id="key-null"),
        pytest.param({"incident_id": "i9"}, None, "incidents.has_events", id="no-event"),
        pytest.param(
            {"killed_women_low": 26, "killed_high": 25}, None, "incidents.killed_women_within_killed", id="group"
        ),
        pytest.param({"n_articles": 0}, None, "incidents.has_articles", id="no-article"),
        pytest.param({"last_published": date(2016, 10, 1)}, None, "incidents.publications_in_order", id="published"),
        pytest.param(LATE, None, "incidents.not_after_publication", id="late"),
        pytest.param({"incident_id": "i0"}, None, "incidents.key_unique", id="key"),
        pytest.param({"incident_id": "i0", "version": 2}, None, "incidents.one_current_row", id="two-current"),
        pytest.param({}, {"event_id": "e", "incident_id": "i9"}, "incident_events.incident_found", id="link"),
        pytest.param({}, {"event_id": "e", "score": 1.5}, "incident_events.score_is_a_share", id="score"),
        pytest.param({}, {"event_id": "i1-e"}, "incident_events.key_unique", id="event-twice"),
    ],
)
def test_a_broken_incident_is_rejected(changes, link, expectation):
    given = incidents({}, changes, links=[link] if link else [])
    found = judge(given, batch_id="incidents", max_rejected_share=1.0)
    assert expectation in {row.expectation for row in found.rejected}


def test_right_incidents_are_accepted():
    found = judge(incidents({}, {"status": "superseded"}), batch_id="incidents", max_rejected_share=0.2)
    assert (found.refused, found.rejected) == (None, ())


ORIGINALS = batch(Story("original"), Story("copy"), Story("other"))


@pytest.mark.parametrize(
    ("changes", "expectation"),
    [
        pytest.param({"article_id": None}, "article_id_given", id="key-null"),
        pytest.param({"duplicate_of": None}, "duplicate_of_never_null", id="of-nothing"),
        pytest.param({"similarity": None}, "similarity_never_null", id="no-similarity"),
        pytest.param({"similarity": 1.5}, "similarity_is_a_share", id="similarity"),
        pytest.param({"article_id": "gone"}, "copy_found", id="copy-gone"),
        pytest.param({"duplicate_of": "gone"}, "original_found", id="original-gone"),
        pytest.param({"article_id": "other", "duplicate_of": "other"}, "not_its_own_copy", id="itself"),
        pytest.param({"article_id": "other", "duplicate_of": "copy"}, "original_is_no_copy", id="chain"),
        pytest.param({}, "key_unique", id="twice"),
    ],
)
def test_a_broken_copy_is_rejected(changes, expectation):
    found = judge(copies({}, changes), batch_id="incidents", max_rejected_share=1.0, beside=ORIGINALS)
    assert f"article_copies.{expectation}" in {check.name for check in found.checks if not check.passed}
    assert len(found.rejected) == 1


def test_right_copies_are_accepted_beside_articles_that_are_not_judged():
    given = copies({}, {"article_id": "other"})
    found = judge(given, batch_id="incidents", max_rejected_share=0.2, beside=ORIGINALS)
    assert (found.refused, found.rejected) == (None, ())
    assert found.accepted.keys() == {"article_copies"}


ISSUES = {
    "articles": pa.table(
        {
            "article_id": ["first", "second", "corrected", "kill", "blog", "reprint"],
            "uri": ["u", "u", "u", "v", None, None],
            "revision": [1, 2, 3, None, None, None],
            "is_withdrawn": [False, False, False, True, False, False],
        }
    )
}


@pytest.mark.parametrize(
    ("changes", "expectation"),
    [
        pytest.param({"superseded_by": None}, "superseded_by_never_null", id="by nothing"),
        pytest.param({}, "key_unique", id="twice"),
        pytest.param({"article_id": "gone"}, "article_found", id="no such article"),
        pytest.param({"article_id": "reprint", "superseded_by": "gone"}, "newer_found", id="no such issue"),
        pytest.param({"article_id": "reprint", "superseded_by": "blog"}, "newer_is_issue", id="by no issue"),
        pytest.param({"article_id": "reprint", "superseded_by": "first"}, "newer_stands", id="by a past one"),
        pytest.param({"article_id": "second", "superseded_by": "second"}, "own_only_where_withdrawn", id="by itself"),
    ],
)
def test_a_broken_revision_is_rejected(changes, expectation):
    found = judge(revisions({}, changes), batch_id="incidents", max_rejected_share=1.0, beside=ISSUES)
    assert f"article_revisions.{expectation}" in {check.name for check in found.checks if not check.passed}
    assert len(found.rejected) == 1


def test_right_revisions_are_accepted():
    given = revisions(
        {}, {"article_id": "second"}, {"article_id": "kill", "superseded_by": "kill"}, {"article_id": "reprint"}
    )
    found = judge(given, batch_id="incidents", max_rejected_share=0.0, beside=ISSUES)
    assert (found.refused, found.rejected) == (None, ())
