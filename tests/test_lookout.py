"""What a lookout sees of listed words is what reading all words finds, or nothing that it is sure of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toll.lexicon import Lexicon
from toll.lookout import Lookout

LEXICON = Lexicon(
    [
        {
            "harm": {"killed": ["tué(s)", "mis à mort", "s'est fait exploser"]},
            "means": {"bomb": ["bombe(s)", "bombe à retardement"]},
            "trap": {"": ["mis", "mort de peur", "fausse bombe", "pour 1.000 bombes", "bombe-2"]},
            "of": {"of": ["de", "d'", "de l'"]},
        }
    ]
)
ASKED = ("harm", "means")
LOOKOUT = Lookout(LEXICON, ASKED)


def seen(text: str) -> list[tuple[str | None, str]]:
    return [(one.entry.symbol if one.entry else None, text[one.start : one.end]) for one in LOOKOUT.over(text)]


@pytest.mark.parametrize(
    ("text", "sees"),
    [
        pytest.param("Deux hommes tués.", [("harm", "tués")], id="word"),
        pytest.param("Il est mis à mort", [("harm", "mis à mort")], id="phrase"),
        pytest.param("mis", [], id="part-of-a-phrase"),
        pytest.param("il s’est fait exploser", [("harm", "s’est fait exploser")], id="elision"),
        pytest.param("mis à mort de peur", [("harm", "mis à mort")], id="the-first-of-two-phrases"),
        pytest.param("une fausse bombe", [("trap", "fausse bombe")], id="hidden-by-another-class"),
        pytest.param("deux pour 1.000 bombes", [("trap", "pour 1.000 bombes")], id="hidden-by-a-phrase-with-digits"),
        pytest.param("mis-à-mort", [("w", "mis-à-mort")], id="hyphens-inside"),
        pytest.param("mis, à mort", [], id="signs-inside"),
        pytest.param("mis\nà mort", [("trap", "mis")], id="a-line-ends-inside"),
        pytest.param("tué-tué", [("harm", "tué-tué")], id="compound"),
        pytest.param("une sous-bombe", [("w", "sous-bombe")], id="part-of-a-longer-word"),
        pytest.param("il est tué’ dit-on", [(None, "tué")], id="a-closing-quotation-mark"),
        pytest.param("une bombe-2", [("trap", "bombe-2")], id="an-entry-that-ends-in-digits"),
    ],
)
def test_sightings(text: str, sees: list[tuple[str | None, str]]):
    assert seen(text) == sees


WORDS = st.sampled_from(
    ["tué", "mis", "à", "mort", "de", "peur", "fausse", "bombes", "retardement", "d'", "été", "Gao"]
)


@given(st.lists(st.tuples(WORDS, st.sampled_from([" ", ", ", "-", "\n", "’"])), max_size=12))
def test_what_it_is_sure_of_is_what_all_words_tell(pieces: list[tuple[str, str]]):
    text = "".join(word + sign for word, sign in pieces)
    nodes = (node for start, end in _lines(text) for node in LEXICON.tag(text, start, end))
    told = {(node.start, node.end, node.symbol) for node in nodes if node.symbol in ASKED}
    sightings = list(LOOKOUT.over(text))
    sure = {(one.start, one.end, one.entry.symbol) for one in sightings if one.entry and one.entry.symbol in ASKED}
    if all(one.entry for one in sightings):
        assert sure == told


def _lines(text: str) -> list[tuple[int, int]]:
    ends = [at for at, char in enumerate(text) if char == "\n"]
    return list(zip([0, *(end + 1 for end in ends)], [*ends, len(text)], strict=True))
