"""Sentences at a glance: what is asked of them is the same as when every word is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom import readings

TESTS = Path(__file__).parents[1]
TEXTS = [*sorted(TESTS.glob("golden/fr/*/article.txt")), TESTS.parent / "examples" / "articles" / "alep.txt"]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.parent.name)
def test_a_glance_tells_the_words_that_all_words_tell(path: Path):
    text = path.read_bytes().decode()
    for glanced, whole in zip(readings(text), readings(text, trace=[]), strict=True):
        assert {key: set(found) for key, found in glanced.words.items()} == {
            key: set(found) for key, found in whole.words.items()
        }
        assert (glanced.harms, glanced.places, glanced.times) == (whole.harms, whole.places, whole.times)
