"""Listed words, wherever they stand as whole words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toll.spotting import Spotter, lowered, spaced

WORDS = ("mort", "morts", "mise à mort", "été", "l'armée", "plus")


def spots(text: str) -> list[tuple[str, str]]:
    return [(WORDS[number], text[start:end]) for number, start, end in Spotter(WORDS).spots(text)]


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        pytest.param("mort", [("mort", "mort")], id="alone"),
        pytest.param("Deux MORTS.", [("morts", "MORTS")], id="capitals"),
        pytest.param("12morts,\u202fplus", [("morts", "morts"), ("plus", "plus")], id="between-signs"),
        pytest.param("mortel, immortel, Ümort", [], id="part-of-a-word"),
        pytest.param("mort-né", [("mort", "mort")], id="hyphen"),
        pytest.param("la mise à mort", [("mise à mort", "mise à mort"), ("mort", "mort")], id="overlapping"),
        pytest.param("l’Armée a été là", [("l'armée", "l’Armée"), ("été", "été")], id="accents"),
        pytest.param("σmort \u2603 mort\u0141", [], id="letters-beyond-the-code-page"),
        pytest.param("\u2603mort\u2603", [("mort", "mort")], id="signs-beyond-the-code-page"),
        pytest.param("İ mort", [("mort", "mort")], id="a-letter-whose-small-form-is-longer"),
        pytest.param("", [], id="empty"),
    ],
)
def test_spots(text: str, gives: list[tuple[str, str]]):
    assert sorted(spots(text)) == sorted(gives)


@given(st.text())
def test_every_character_keeps_its_place(text: str):
    assert len(spaced(text)) == len(text) + 2
    assert len(lowered(text)) == len(text)
