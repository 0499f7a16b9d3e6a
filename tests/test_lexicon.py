"""Words to symbols, with word lists made for the test."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toll.errors import ConfigurationError
from toll.lexicon import Lexicon, fold, forms
from toll.patterns import Node

WORDS = Lexicon(
    [
        {
            "harm": {"killed": ["tué(e)(s)", "mis à mort"], "injured": ["blessé(e)(s)"]},
            "trap": {"": ["mis"]},
            "num_word": {"": ["quatre", "vingt", "onze", "sept"]},
            "victim": {"state_forces": ["casque(s) bleu(s)"], "people": ["chef(s)"]},
            "day": {"today": ["aujourd'hui"]},
            "other": {"other": ["d'autres"]},
            "of": {"of": ["d'", "de"]},
        },
        {"hedge": {"at_least": ["au moins"]}, "to": {"to": ["au"]}},
    ]
)


def symbols(text: str) -> list[tuple[str, str]]:
    return [(node.symbol, text[node.start : node.end]) for node in WORDS.tag(text, 0, len(text))]


@pytest.mark.parametrize(
    ("written", "stands_for"),
    [
        pytest.param("mort", {"mort"}, id="one"),
        pytest.param("soldat(s)", {"soldat", "soldats"}, id="plural"),
        pytest.param("tué(e)(s)", {"tué", "tuée", "tués", "tuées"}, id="four"),
        pytest.param(
            "casque(s) bleu(s)", {"casque bleu", "casques bleu", "casque bleus", "casques bleus"}, id="phrase"
        ),
        pytest.param("(mal)heureux", {"heureux", "malheureux"}, id="before"),
    ],
)
def test_forms(written: str, stands_for: set[str]):
    assert set(forms(written)) == stands_for


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        pytest.param("tuées", [("harm", "tuées")], id="listed"),
        pytest.param("TUÉES", [("harm", "TUÉES")], id="capitals"),
        pytest.param("mis à mort", [("harm", "mis à mort")], id="longest-entry"),
        pytest.param("mis à l", [("trap", "mis"), ("w", "à"), ("w", "l")], id="back-to-the-shorter-entry"),
        pytest.param("au moins sept", [("hedge", "au moins"), ("num_word", "sept")], id="phrase-before-word"),
        pytest.param("au Mali", [("to", "au"), ("Name", "Mali")], id="word-where-no-phrase"),
        pytest.param("casques bleus", [("victim", "casques bleus")], id="phrase-with-forms"),
        pytest.param("quatre-vingt-onze", [("num_word", "quatre-vingt-onze")], id="compound-of-one-class"),
        pytest.param("chef-sept", [("w", "chef-sept")], id="compound-of-two-classes"),
        pytest.param("sept-truc", [("w", "sept-truc")], id="compound-with-an-unknown-word"),
        pytest.param("porte-avions", [("w", "porte-avions")], id="hyphened-word"),
        pytest.param("al-Qasr", [("Name", "al-Qasr")], id="name-that-begins-with-its-particle"),
        pytest.param("Deir-ez-Zor", [("Name", "Deir-ez-Zor")], id="hyphened-name"),
        pytest.param("aujourd'hui", [("day", "aujourd'hui")], id="apostrophe-inside"),
        pytest.param("d’autres", [("other", "d’autres")], id="curly-apostrophe"),
        pytest.param("d'un", [("of", "d'"), ("w", "un")], id="elision"),
        pytest.param("250.000", [("num", "250.000")], id="thousands-with-points"),
        pytest.param("1 200", [("num", "1 200")], id="thousands-with-spaces"),
        pytest.param("1\u00a0200\u202f000", [("num", "1\u00a0200\u202f000")], id="thousands-with-no-break-spaces"),
        pytest.param("1,5", [("num", "1,5")], id="decimals"),
        pytest.param("12 345 6789", [("num", "12 345"), ("num", "6789")], id="years-after-a-number"),
        pytest.param("3.50", [("num", "3"), ("mark", "."), ("num", "50")], id="no-thousands"),
        pytest.param('"«»“”', [("quote", sign) for sign in '"«»“”'], id="quotes"),
        pytest.param(",;:", [("comma", ","), ("semicolon", ";"), ("colon", ":")], id="signs"),
        pytest.param("(1%)", [("open", "("), ("num", "1"), ("percent", "%"), ("close", ")")], id="brackets"),
        pytest.param("– !", [("mark", "–"), ("mark", "!")], id="other-signs"),
        pytest.param(" \u00a0\n", [], id="white-space"),
    ],
)
def test_tag(text: str, gives: list[tuple[str, str]]):
    assert symbols(text) == gives


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("Tués", "killed", id="listed-value"),
        pytest.param("QUATRE", "quatre", id="no-value-is-the-word"),
        pytest.param("quatre-vingt", "quatre-vingt", id="compound"),
        pytest.param("Mali", "mali", id="name"),
        pytest.param("1 200", "1 200", id="digits-as-written"),
    ],
)
def test_value(text: str, value: str):
    (node,) = WORDS.tag(text, 0, len(text))
    assert node.value == value


def test_fixed_nodes_stand_as_they_are():
    text = "tué au moins d'août"
    place = Node("place", 4, 12, "au moins")
    assert [(n.symbol, n.start, n.end) for n in WORDS.tag(text, 0, len(text), [place])] == [
        ("harm", 0, 3),
        ("place", 4, 12),
        ("of", 13, 15),
        ("w", 15, 19),
    ]


def test_only_the_asked_characters_are_read():
    assert [n.symbol for n in WORDS.tag("tué sept blessé", 4, 8)] == ["num_word"]


def test_words_are_the_first_of_each_entry():
    assert WORDS.words("victim", "day") == {"casque", "casques", "chef", "chefs", "aujourd'"}


@pytest.mark.parametrize(
    ("lists", "says"),
    [
        pytest.param(
            [{"harm": {"killed": ["mort"]}, "noun": {"toll": ["mort(s)"]}}],
            "'mort' is listed twice, as harm/killed and noun/toll; keep one",
            id="two-classes",
        ),
        pytest.param(
            [{"harm": {"killed": ["mort"], "injured": ["mort"]}}],
            "'mort' is listed twice, as harm/killed and harm/injured",
            id="two-values",
        ),
        pytest.param(
            [{"a": {"": ["L’un"]}}, {"b": {"": ["l'un"]}}],
            '"l\' un" is listed twice, as a/ and b/',
            id="two-files-two-apostrophes",
        ),
    ],
)
def test_a_word_listed_twice_is_refused(lists: list[dict[str, dict[str, list[str]]]], says: str):
    with pytest.raises(ConfigurationError, match=says):
        Lexicon(lists)


def test_a_word_listed_twice_alike_is_one():
    assert Lexicon([{"harm": {"killed": ["mort", "mort(e)"]}}]).words("harm") == {"mort", "morte"}


def test_fold():
    assert fold("L’État") == "l'état"


@given(st.text(st.sampled_from("tué morts dİ'’-25.000,\u00a0\n«»(%)é"), max_size=40))
def test_every_character_but_white_space_is_in_one_node(text: str):
    nodes = WORDS.tag(text, 0, len(text))
    assert all(a.end <= b.start for a, b in pairwise(nodes))
    covered = {i for node in nodes for i in range(node.start, node.end)}
    assert {i for i, sign in enumerate(text) if not sign.isspace()} <= covered
    assert all(not text[node.start].isspace() and not text[node.end - 1].isspace() for node in nodes)
