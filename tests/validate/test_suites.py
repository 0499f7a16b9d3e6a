import subprocess
import sys

import pytest
from batches import BATCH, Story, batch

from toll import tables
from toll.errors import ConfigurationError
from toll.tables import ARTICLE_COPIES, ARTICLE_REVISIONS, ARTICLES, CLAIMS, EVENTS, INCIDENT_EVENTS, INCIDENTS, SUMS
from toll.validate.gate import Gate
from toll.validate.suites import SUITES, Expectation, suite

JUDGED = (ARTICLES, CLAIMS, EVENTS, ARTICLE_COPIES, ARTICLE_REVISIONS, INCIDENTS, INCIDENT_EVENTS, SUMS)

ENTRY = """
table: articles
expectations:
  - name: text_given
    expect: ExpectColumnValuesToNotBeNull
    with: {column: text}
    says: the text is never null
    why: It holds all that is told.
"""


def asked(table: str, expect: str) -> dict[str, Expectation]:
    """The expectations of one kind, by their column."""
    return {e.arguments["column"]: e for e in suite(table, batch_id=BATCH) if e.expect == expect}


@pytest.mark.parametrize("table", [pytest.param(t, id=t.name) for t in JUDGED])
def test_a_suite_holds_what_the_table_declares(table):
    given = asked(table.name, "ExpectColumnValuesToNotBeNull")
    assert {c.name for c in table.columns if c.required or c.name in table.key} <= given.keys()
    listed = asked(table.name, "ExpectColumnValuesToBeInSet")
    for column in table.columns:
        if column.codes:
            assert listed[column.name].arguments["value_set"] == [code.value for code in column.codes]


@pytest.mark.parametrize("table", [pytest.param(t, id=t.name) for t in (CLAIMS, EVENTS, INCIDENTS)])
def test_all_bounds_are_in_order(table):
    pairs = {e.columns for e in suite(table.name, batch_id=BATCH) if len(e.columns) == 2}
    for low in [c.name for c in table.columns if c.name == "low" or c.name.endswith("_low")]:
        best, high = low.removesuffix("low") + "best", low.removesuffix("low") + "high"
        assert {(best, low), (high, best), (high, low)} <= pairs


def test_every_suite_is_of_a_table_that_is_judged():
    assert {path.stem for path in SUITES.glob("*.yaml")} == {table.name for table in JUDGED}
    assert {table.name for table in JUDGED} <= {table.name for table in tables.JUDGED}


@pytest.mark.parametrize("table", [pytest.param(t.name, id=t.name) for t in JUDGED])
def test_every_expectation_says_what_and_why_without_blanks(table):
    for expectation in suite(table, batch_id=BATCH):
        assert expectation.says
        assert expectation.why
        assert "{" not in expectation.name + expectation.says + expectation.why


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        pytest.param(("column: text", "column: txt"), "articles.text_given: there is no column txt", id="column"),
        pytest.param(("table: articles", "table: claims"), "'claims' is not the table of this file", id="table"),
        pytest.param(("    why: It holds all that is told.\n", ""), "why: Field required", id="no-reason"),
        pytest.param(("says:", "level: cell\n    says:"), "level: Input should be 'row' or 'table'", id="level"),
        pytest.param(("says:", "each: colours\n    says:"), "each", id="each"),
        pytest.param(("expectations:\n", f"expectations:\n{ENTRY.split('expectations:')[1]}"), "twice", id="twice"),
    ],
)
def test_a_wrong_suite_is_refused_in_one_line(tmp_path, changes, says):
    (tmp_path / "articles.yaml").write_text(ENTRY.replace(*changes), encoding="utf-8")
    with pytest.raises(ConfigurationError) as error:
        suite("articles", batch_id=BATCH, folder=tmp_path)
    assert says in str(error.value)
    assert str(tmp_path / "articles.yaml") in str(error.value)
    assert "\n" not in str(error.value)


def ask(expect: str, level: str = "row", **arguments: object) -> Expectation:
    return Expectation(
        name="t.x", table="t", level=level, expect=expect, arguments=arguments, says="it holds", why="it must"
    )


@pytest.mark.parametrize(
    ("expectation", "says"),
    [
        pytest.param(ask("ExpectWonders", column="language"), "has no ExpectWonders", id="class"),
        pytest.param(ask("ExpectColumnValuesToBeBetween", colum="language", min_value=1), "colum", id="argument"),
        pytest.param(ask("ExpectColumnValuesToBeBetween", column="text", min_value=1), "not be evaluated", id="type"),
        pytest.param(ask("ExpectTableRowCountToEqual", value=9), "names no rows", id="table-level-as-row"),
    ],
)
def test_an_expectation_that_cannot_be_evaluated_is_an_error_and_no_failure(expectation, says):
    with pytest.raises(ConfigurationError, match=says):
        Gate().evaluate({"t": batch(Story("a"))["articles"]}, [expectation])


def given(table: str, column: str) -> Expectation:
    return Expectation(
        name=f"{table}.{column}",
        table=table,
        level="row",
        expect="ExpectColumnValuesToNotBeNull",
        arguments={"column": column},
        says="",
        why="",
    )


PARTS = batch(
    Story("a", article={"url": "u"}, part=None),
    Story("b", article={"title": "t"}, whole={"high": 30, "date_prec": None}),
    Story("c", event={"sources": None}),
)


@pytest.mark.parametrize("at_once", [pytest.param(10**6, id="one call"), pytest.param(8, id="portions")])
def test_equal_questions_find_the_same_rows_together_and_apart(monkeypatch, at_once):
    monkeypatch.setattr("toll.validate.gate.AT_ONCE", at_once)
    columns = {
        "articles": ("url", "title", "text", "outlet"),
        "claims": ("high", "date_prec", "quote_start", "part_of"),
        "events": ("killed_high", "n_claims", "sources", "means"),
    }
    questions = [given(table, column) for table, named in columns.items() for column in named]
    gate = Gate()
    together = gate.evaluate(PARTS, questions)
    assert together == {q.name: gate.evaluate(PARTS, [q])[q.name] for q in questions}
    nulls = {q.name: PARTS[q.table][q.arguments["column"]].is_null().to_pylist() for q in questions}
    assert {name: outcome.rows for name, outcome in together.items()} == {
        name: tuple(row for row, null in enumerate(found) if null) for name, found in nulls.items()
    }
    assert {name for name, outcome in together.items() if outcome.passed} == {
        "articles.text",
        "claims.quote_start",
        "events.n_claims",
        "events.means",
    }


@pytest.mark.parametrize("heavy", ["great_expectations", "pandas", "jinja2"])
def test_importing_the_gate_loads_nothing_heavy(heavy):
    program = f"import sys, toll.validate; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
