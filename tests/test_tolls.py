"""Claims added up: each row of the table is an article's statements in short form and the tolls of their event.

`25! civilians` is exactly 25, `25+` at least, `25-` at most, `25~` about, `25?` a plural of at least 25; `of 0` is
a part of the first statement, `same 0` a repeat of it, `@1` stands in another sentence, `#` marks an earlier toll.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom import Bounds, bounds
from toll.claims import Draft
from toll.codes import CountKind, Outcome, Scope, Status, VictimGroup
from toll.mentions.counts import Count
from toll.mentions.harm import Harm
from toll.model import TOLLS, Figure, Span
from toll.scenes import Scene
from toll.tolls import add, tolls

FORM = re.compile(
    r"(?P<outcome>\w+) (?P<number>\d+)(?P<kind>[!+~?-]) (?P<group>\w+)"
    r"(?: of (?P<part_of>\d))?(?: same (?P<same_as>\d))?(?: @(?P<sentence>\d))?(?: (?P<earlier>#))?"
)


def drafts(statements: list[str]) -> list[Draft]:
    return [_draft(FORM.fullmatch(statement).groupdict()) for statement in statements]


def _draft(told: dict[str, str | None]) -> Draft:
    kind, figure = _figure(int(told["number"]), told["kind"])
    start = 100 * int(told["sentence"] or 0)
    return Draft(
        harm=Harm(
            span=Span(start, start + 9),
            outcome=Outcome(told["outcome"]),
            count=Count(figure, kind, start, start + 2),
            group=VictimGroup(told["group"]),
            rule="test",
        ),
        scene=Scene(),
        sentence=Span(start, start + 99),
        voices=(),
        scope=Scope.INCIDENT,
        is_background=False,
        status=Status.SUPERSEDED if told["earlier"] else Status.REPORTED,
        cues=(),
        part_of=None if told["part_of"] is None else int(told["part_of"]),
        same_as=None if told["same_as"] is None else int(told["same_as"]),
    )


def _figure(n: int, kind: str) -> tuple[CountKind, Figure]:
    return {
        "!": (CountKind.EXACT, Figure(n, n, n)),
        "+": (CountKind.AT_LEAST, Figure(n, n, None)),
        "~": (CountKind.ABOUT, Figure(None, n, None)),
        "-": (CountKind.AT_MOST, Figure(None, None, n)),
        "?": (CountKind.VAGUE, Figure(n, None, None)),
    }[kind]


@pytest.mark.parametrize(
    ("statements", "gives"),
    [
        pytest.param([], {}, id="nothing"),
        pytest.param(["killed 25! people"], {"killed": (25, 25, 25)}, id="one"),
        pytest.param(["killed 25+ people"], {"killed": (25, 25, None)}, id="at-least"),
        pytest.param(["killed 25~ people"], {"killed": (None, 25, None)}, id="about"),
        pytest.param(["killed 60- people"], {"killed": (None, None, 60)}, id="at-most"),
        pytest.param(["injured 2? people"], {"injured": (2, None, None)}, id="vague"),
        pytest.param(["killed 0! people"], {"killed": (0, 0, 0)}, id="none"),
        pytest.param(
            ["killed 3! civilians", "injured 4! civilians"],
            {"killed": (3, 3, 3), "injured": (4, 4, 4), "killed_civilians": (3, 3, 3)},
            id="outcomes-apart",
        ),
        pytest.param(
            ["killed 3! state_forces", "killed 2! civilians"],
            {"killed": (5, 5, 5), "killed_state_forces": (3, 3, 3), "killed_civilians": (2, 2, 2)},
            id="groups-add-up",
        ),
        pytest.param(
            ["killed 25+ civilians", "killed 4! children of 0"],
            {"killed": (25, 25, None), "killed_civilians": (25, 25, None), "killed_children": (4, 4, 4)},
            id="a-part-is-not-added",
        ),
        pytest.param(
            ["killed 25! people", "killed 4! children of 0", "killed 6! women of 0"],
            {"killed": (25, 25, 25), "killed_children": (4, 4, 4), "killed_women": (6, 6, 6)},
            id="two-parts",
        ),
        pytest.param(
            ["killed 14! people", "killed 14+ people same 0 @1"], {"killed": (14, 14, 14)}, id="a-repeat-is-not-added"
        ),
        pytest.param(
            ["killed 14! civilians", "killed 14! civilians same 0 @1"],
            {"killed": (14, 14, 14), "killed_civilians": (14, 14, 14)},
            id="a-repeat-of-a-group",
        ),
        pytest.param(
            ["killed 14! people", "killed 9! people #"], {"killed": (14, 14, 14)}, id="an-earlier-toll-is-not-added"
        ),
        pytest.param(["killed 9! people #"], {}, id="an-earlier-toll-alone"),
        pytest.param(
            ["killed 2? people", "killed 3! civilians of 0", "killed 4! children of 0"],
            {"killed": (7, 7, 7), "killed_civilians": (3, 3, 3), "killed_children": (4, 4, 4)},
            id="a-vague-whole-counts-its-parts",
        ),
        pytest.param(
            ["killed 200? people", "killed 4! children of 0"],
            {"killed": (200, None, None), "killed_children": (4, 4, 4)},
            id="a-vague-whole-larger-than-its-parts",
        ),
        pytest.param(
            ["killed 2? people", "injured 9! people of 0"], {"killed": (2, None, None)}, id="a-part-of-another-outcome"
        ),
        pytest.param(
            ["killed 25! people", "killed 4! children of 0", "killed 2! children of 0 @1"],
            {"killed": (25, 25, 25), "killed_children": (4, 4, 4)},
            id="children-told-of-twice",
        ),
        pytest.param(
            ["killed 10! state_forces", "killed 1! state_forces of 0"],
            {"killed": (10, 10, 10), "killed_state_forces": (10, 10, 10)},
            id="a-part-of-its-own-group",
        ),
        pytest.param(["killed 1! journalists"], {"killed": (1, 1, 1)}, id="a-group-without-a-toll-of-its-own"),
        pytest.param(["casualties 8! people"], {"casualties": (8, 8, 8)}, id="casualties-are-no-killed"),
    ],
)
def test_tolls(statements: list[str], gives: dict[str, Bounds]):
    told = drafts(statements)
    assert {name: bounds(figure) for name, figure in tolls(range(len(told)), told).items()} == gives


def test_only_the_members_of_an_event_are_added():
    told = drafts(["killed 3! people", "killed 5! people", "killed 7! people"])
    assert tolls([0, 2], told)["killed"] == Figure(10, 10, 10)


@pytest.mark.parametrize(
    ("figures", "gives"),
    [
        pytest.param([], (None, None, None), id="nothing"),
        pytest.param([(10, 10, 10), (2, 2, 2)], (12, 12, 12), id="plain"),
        pytest.param([(10, 10, 10), (2, None, None)], (12, 12, None), id="a-vague-one"),
        pytest.param([(2, None, None), (20, None, None)], (22, None, None), id="vague-alone"),
        pytest.param([(10, 10, None), (2, 2, 2)], (12, 12, None), id="no-upper-bound"),
        pytest.param([(None, 10, None), (2, 2, 2)], (2, 12, None), id="about"),
        pytest.param([(None, None, 60), (5, 5, 5)], (5, 5, 65), id="at-most"),
    ],
)
def test_add(figures: list[Bounds], gives: Bounds):
    assert bounds(add(Figure(*figure) for figure in figures)) == gives


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    low, best, high = sorted(draw(st.tuples(*[st.integers(0, 500)] * 3)))
    known = draw(st.sampled_from([(1, 1, 1), (1, 1, 0), (0, 1, 0), (1, 0, 1), (1, 0, 0), (0, 0, 1)]))
    return Figure(*(n if told else None for n, told in zip((low, best, high), known, strict=True)))


@given(st.lists(figures(), max_size=5))
def test_bounds_of_a_sum_stay_in_order_and_never_shrink(all_: list[Figure]):
    total = add(all_)
    known = [n for n in bounds(total) if n is not None]
    assert known == sorted(known)
    assert all(total.value >= figure.value for figure in all_ if figure.best is not None)
    assert (total.high is None) == (not all_ or any(figure.high is None for figure in all_))


def test_every_toll_is_one_that_the_tables_have():
    told = drafts([f"{outcome} 1! {group}" for outcome in Outcome for group in VictimGroup])
    assert set(tolls(range(len(told)), told)) == set(TOLLS)
