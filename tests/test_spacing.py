"""White space made even, and every character's way back to where it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toll.model import Span
from toll.spacing import even


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param("Dix morts à Gao.", "Dix morts à Gao.", id="even as it is"),
        pytest.param("Dix  morts\tà Gao.", "Dix morts à Gao.", id="two spaces, a tab"),
        pytest.param("Un titre\r\n\r\nDix morts.\r\n", "Un titre\nDix morts.", id="Windows"),
        pytest.param("Un titre \n \n\n  Dix morts.", "Un titre\nDix morts.", id="spaces around empty lines"),
        pytest.param("\n\n Dix morts. \n", "Dix morts.", id="around the whole"),
        pytest.param("250\u00a0000 morts", "250\u00a0000 morts", id="a space within a number stays what it is"),
        pytest.param("Fin.\u2028Suite", "Fin.\nSuite", id="the line separator of web pages"),
        pytest.param("", "", id="nothing"),
        pytest.param(" \n ", "", id="nothing but space"),
    ],
)
def test_even(written: str, read: str) -> None:
    assert even(written).text == read


@given(st.text("ab \n\r\t\u00a0é", max_size=40))
def test_every_word_leads_back(written: str) -> None:
    form = even(written)
    assert even(form.text).text == form.text
    assert form.text.split() == written.split()
    for start in range(len(form.text)):
        for end in range(start + 1, len(form.text) + 1):
            where = form.written(Span(start, end))
            assert written[where.start : where.end].split() == form.text[start:end].split()
