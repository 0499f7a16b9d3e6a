"""The cascade on letters: it knows no language, so neither do its tests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toll.errors import ConfigurationError
from toll.patterns import Cascade, Match, Node, Rule

SYMBOLS = ("a", "b", "c", "d")


def row(symbols: str) -> list[Node]:
    """One node for each letter, each two characters wide, one apart."""
    return [Node(symbol, 3 * i, 3 * i + 2, symbol.upper()) for i, symbol in enumerate(symbols)]


def cascade(*stages: str, **macros: str) -> Cascade:
    """Stages as written in one line each: `name: pattern > gives; name: pattern > gives`."""
    return Cascade([[_rule(rule) for rule in stage.split(";")] for stage in stages], macros, SYMBOLS)


def _rule(written: str) -> Rule:
    name, _, rest = written.partition(":")
    pattern, _, gives = rest.rpartition(">")
    return Rule(name.strip(), pattern.strip(), gives.strip())


def folded(nodes: tuple[Node, ...]) -> str:
    """`x(a b) c`: each node's symbol, with those that it folds in."""
    return " ".join(f"{n.symbol}({folded(n.parts)})" if n.parts else n.symbol for n in nodes)


@pytest.mark.parametrize(
    ("stages", "nodes", "gives"),
    [
        pytest.param(["r: a b > x"], "cabd", "c x(a b) d", id="folds-what-it-matches"),
        pytest.param(["r: a b > x"], "abab", "x(a b) x(a b)", id="every-match"),
        pytest.param(["r: a b > x"], "ba", "b a", id="no-match"),
        pytest.param(["r: a b > x"], "", "", id="no-nodes"),
        pytest.param(["short: a b > x; long: a b c > y"], "abc", "y(a b c)", id="longest-match-first"),
        pytest.param(["late: b c d > x; early: a b > y"], "abcd", "a x(b c d)", id="longest-beats-leftmost"),
        pytest.param(["first: a b > x; second: b c > y"], "abc", "x(a b) c", id="rule-named-first"),
        pytest.param(["second: b c > y; first: a b > x"], "abc", "a y(b c)", id="rule-named-first-beats-leftmost"),
        pytest.param(["one: a > x; two: a b > y"], "aba", "y(a b) x(a)", id="both-where-they-do-not-overlap"),
        pytest.param(["r: a a > x"], "aaa", "x(a a) a", id="leftmost-of-one-rule"),
        pytest.param(["r: a? > x"], "ba", "b x(a)", id="an-empty-match-is-none"),
        pytest.param(["r: a(?=b) > x"], "abac", "x(a) b a c", id="lookahead-is-not-folded"),
        pytest.param(["r: (?<!b)a > x"], "aba", "x(a) b a", id="lookbehind-is-not-folded"),
        pytest.param(["r: a{2,}b* > x"], "abaabb", "a b x(a a b b)", id="quantifiers"),
        pytest.param(["r: (a|b) c > x"], "acbc", "x(a c) x(b c)", id="alternatives"),
        pytest.param(["r: a b > x", "s: x c > y"], "abc", "y(x(a b) c)", id="a-stage-sees-the-one-before"),
        pytest.param(["s: x c > y", "r: a b > x"], "abc", "x(a b) c", id="a-stage-does-not-see-the-next"),
        pytest.param(["r: a b > x; s: x c > y"], "abc", "x(a b) c", id="rules-of-a-stage-do-not-feed-each-other"),
        pytest.param(["r: a > b", "s: b b > x"], "ab", "x(b(a) b)", id="a-rule-may-give-a-listed-symbol"),
    ],
)
def test_apply(stages: list[str], nodes: str, gives: str):
    assert folded(cascade(*stages).apply(row(nodes))) == gives


@pytest.mark.parametrize(
    ("pattern", "macros", "nodes", "gives"),
    [
        pytest.param("pair c", {"pair": "a b"}, "abc", "x(a b c)", id="plain"),
        pytest.param("either c", {"either": "a|b"}, "bc", "x(b c)", id="alternatives-stay-together"),
        pytest.param("pair{2}", {"pair": "a b"}, "abab", "x(a b a b)", id="quantified-as-a-whole"),
        pytest.param("outer", {"outer": "inner c", "inner": "a|b"}, "bc", "x(b c)", id="in-a-macro"),
    ],
)
def test_macros(pattern: str, macros: dict[str, str], nodes: str, gives: str):
    assert folded(cascade(f"r: {pattern} > x", **macros).apply(row(nodes))) == gives


@pytest.mark.parametrize(
    ("pattern", "macros", "says"),
    [
        pytest.param("a nowhere", {}, "rule r: no symbol or macro is called 'nowhere'", id="unknown-symbol"),
        pytest.param(
            "outer", {"outer": "gone"}, "rule r: no symbol or macro is called 'gone'", id="unknown-in-a-macro"
        ),
        pytest.param("loop", {"loop": "a loop"}, "rule r: no symbol or macro is called 'loop'", id="macro-of-itself"),
        pytest.param("a(b", {}, "rule r: .*unterminated", id="unbalanced"),
        pytest.param("*a", {}, "rule r: nothing to repeat", id="nothing-to-repeat"),
    ],
)
def test_wrong_pattern_is_refused(pattern: str, macros: dict[str, str], says: str):
    with pytest.raises(ConfigurationError, match=says):
        cascade(f"r: {pattern} > x", **macros)


def test_a_folded_node_has_the_characters_of_its_parts_and_its_rule():
    (node,) = cascade("r: a b c > x").apply(row("abc"))
    assert (node.start, node.end, node.rule, node.value) == (0, 8, "r", None)
    assert [part.value for part in node.parts] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("stage", "lost"),
    [
        pytest.param("short: a b > x; long: b c d > y", Match("short", 0, 5, "long is longer"), id="longer"),
        pytest.param(
            "one: a b > x; other: a b > y", Match("other", 0, 5, "one is listed before it"), id="listed before"
        ),
        pytest.param("pair: a b|b c > x; rest: b > y", Match("rest", 3, 5, "pair is longer"), id="within"),
    ],
)
def test_trace_tells_what_lost_and_why(stage: str, lost: Match):
    trace: list[Match] = []
    cascade(stage).apply(row("abcd"), trace)
    assert [match for match in trace if not match.won] == [lost]


def test_trace_tells_what_fired_in_the_order_of_the_stages():
    trace: list[Match] = []
    cascade("long: b c d > y", "last: y > z").apply(row("abcd"), trace)
    assert trace == [Match("long", 3, 11), Match("last", 3, 11)]


def test_nodes_are_found_in_the_order_of_the_text():
    (top,) = cascade("r: a b > x", "s: x c x > y").apply(row("abcab"))
    assert [node.symbol for node in top.walk()] == ["y", "x", "a", "b", "c", "x", "a", "b"]
    assert top.find("b", "c") == top.parts[0].parts[1]
    assert top.find("d") is None
    assert top.find("y") is top
    assert top.all("x", "b") == [top.parts[0], top.parts[2]]
    assert top.all("d") == []


@given(st.text("abcd", max_size=12))
def test_no_node_is_lost_or_told_twice(symbols: str):
    rules = cascade("one: a b* > x; two: b c > y", "three: (x|y)d? > z; four: c d > w")
    nodes = row(symbols)
    leaves = [node for top in rules.apply(nodes) for node in top.walk() if not node.parts]
    assert leaves == nodes
