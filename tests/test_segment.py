"""Sentences of French copy and the characters that each covers."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toll.segment import MOST_CHARACTERS, Kind, sentences

SHORT = frozenset({"m", "mme", "gal", "dr"})

HEADLINE, INTERTITLE, PROSE = Kind.HEADLINE, Kind.INTERTITLE, Kind.PROSE


def split(text: str) -> list[str]:
    return [text[one.span.start : one.span.end] for one in sentences(text, SHORT)]


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        pytest.param("Dix morts. Vingt blessés.", ["Dix morts.", "Vingt blessés."], id="points"),
        pytest.param("Dix morts ! Vingt blessés ? Oui.", ["Dix morts !", "Vingt blessés ?", "Oui."], id="other-points"),
        pytest.param("Dix morts… Vingt blessés.", ["Dix morts…", "Vingt blessés."], id="ellipsis-sign"),
        pytest.param("Dix morts... Vingt blessés.", ["Dix morts...", "Vingt blessés."], id="ellipsis-points"),
        pytest.param("On a compté... et recompté.", ["On a compté... et recompté."], id="ellipsis-inside"),
        pytest.param("Le plus lourd (...) depuis mai.", ["Le plus lourd (...) depuis mai."], id="ellipsis-in-brackets"),
        pytest.param("Il y a 250.000 habitants.", ["Il y a 250.000 habitants."], id="thousands"),
        pytest.param("De 1,5 à 2.5 tonnes.", ["De 1,5 à 2.5 tonnes."], id="decimals"),
        pytest.param("Tué à 12.30 par M. Diallo.", ["Tué à 12.30 par M. Diallo."], id="abbreviation"),
        pytest.param("Le Dr. Ba et MME. Sow.", ["Le Dr. Ba et MME. Sow."], id="abbreviation-in-capitals"),
        pytest.param("J. F. Kennedy est mort.", ["J. F. Kennedy est mort."], id="initials"),
        pytest.param("Au nord de l'Irak. L'armée avance.", ["Au nord de l'Irak.", "L'armée avance."], id="elision"),
        pytest.param(
            "Le bilan est de 12. Huit sont civils.", ["Le bilan est de 12.", "Huit sont civils."], id="digits"
        ),
        pytest.param("Ils sont partis. 25 sont morts.", ["Ils sont partis.", "25 sont morts."], id="digit-begins"),
        pytest.param("Ils sont partis. Élu hier.", ["Ils sont partis.", "Élu hier."], id="accent-begins"),
        pytest.param("etc. puis plus rien.", ["etc. puis plus rien."], id="small-letter-follows"),
        pytest.param("« Dix morts. » Il pleure.", ["« Dix morts. »", "Il pleure."], id="guillemets-with-spaces"),
        pytest.param('"Dix morts." Il pleure.', ['"Dix morts."', "Il pleure."], id="quote-closes"),
        pytest.param('Il a dit. "Dix morts."', ["Il a dit.", '"Dix morts."'], id="quote-opens"),
        pytest.param("Fini. « Dix morts. »", ["Fini.", "« Dix morts. »"], id="guillemets-open"),
        pytest.param("Fini. — Dix morts.", ["Fini.", "— Dix morts."], id="dash-opens"),
        pytest.param("Fini.  \u00a0 Dix morts.  ", ["Fini.", "Dix morts."], id="white-space"),
        pytest.param("Dix morts\nVingt blessés", ["Dix morts", "Vingt blessés"], id="a-line-is-a-paragraph"),
        pytest.param("Dix morts\r\n\r\nVingt blessés\r\n", ["Dix morts", "Vingt blessés"], id="crlf"),
        pytest.param("site.fr a été bloqué.", ["site.fr a été bloqué."], id="point-in-a-word"),
        pytest.param("Il est mort.L'armée avance.", ["Il est mort.", "L'armée avance."], id="no-space-after"),
        pytest.param('Il "part".Elle reste.', ['Il "part".', "Elle reste."], id="no-space-after-a-quote"),
        pytest.param('Il est mort."Elle reste."', ["Il est mort.", '"Elle reste."'], id="no-space-before-a-quote"),
        pytest.param("Voir www.journal.Paris ce soir.", ["Voir www.journal.Paris ce soir."], id="address"),
        pytest.param("", [], id="empty"),
        pytest.param(" \n\t\n", [], id="white-space-alone"),
        pytest.param("...", ["..."], id="points-alone"),
    ],
)
def test_sentences(text: str, gives: list[str]):
    assert split(text) == gives


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("Mali : dix morts\n\nDix soldats sont morts.", [HEADLINE, PROSE], id="headline"),
        pytest.param("Dix soldats sont morts.\n\nOui", [PROSE, PROSE], id="first-line-with-a-point"),
        pytest.param("Combien de morts ?\nDix.", [PROSE, PROSE], id="first-line-that-asks"),
        pytest.param("a " * 150, [PROSE], id="too-long-for-a-headline"),
        pytest.param("Dix morts.\n- Linceul blanc -\nFini.", [PROSE, INTERTITLE, PROSE], id="intertitle"),
        pytest.param("Dix morts.\n – Linceul blanc – \nFini.", [PROSE, INTERTITLE, PROSE], id="long-dashes"),
        pytest.param("- Linceul blanc -\nFini.", [INTERTITLE, PROSE], id="intertitle-first"),
        pytest.param("Dix morts.\n- Dix morts, dit-il.", [PROSE, PROSE], id="one-dash-is-speech"),
        pytest.param("\n\nMali : dix morts\nFini.", [HEADLINE, PROSE], id="headline-after-empty-lines"),
    ],
)
def test_kind(text: str, kinds: list[Kind]):
    assert [one.kind for one in sentences(text, SHORT)] == kinds


def test_what_runs_on_is_cut_between_words():
    found = [one.span for one in sentences("mot " * 2_000, SHORT)]
    assert max(span.end - span.start for span in found) <= MOST_CHARACTERS
    assert all(len(range(span.start, span.end)) % 4 == 3 for span in found)
    assert len(sentences("m" * 5_000, SHORT)) == 3


def test_paragraphs_are_counted():
    assert [one.paragraph for one in sentences("Un. Deux.\n\n \nTrois.\nQuatre.", SHORT)] == [0, 0, 1, 2]


@given(st.text(st.sampled_from('Aé b1. !?…\n\r"«»(-\u00a0M'), max_size=60))
def test_nothing_but_white_space_is_left_out(text: str):
    found = [one.span for one in sentences(text, SHORT)]
    assert all(a.end <= b.start for a, b in pairwise(found))
    inside = {i for span in found for i in range(span.start, span.end)}
    assert {i for i, sign in enumerate(text) if not sign.isspace()} <= inside
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] != "" for span in found)
