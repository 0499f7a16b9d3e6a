"""A claim's key is of its article, the place of its words and its outcome: what else is found changes none."""

from __future__ import annotations

import pytest

from toll import records
from toll.codes import CountKind, Outcome, PublishedBasis, VictimGroup
from toll.mentions.counts import Count
from toll.mentions.harm import Harm
from toll.model import Article, Figure, Published, Span

ARTICLE = Article(
    article_id="a",
    source_file="a.txt",
    source_sha256="0",
    source_format="text",
    language="fr",
    published=Published(None, PublishedBasis.NONE),
    text="",
    fingerprint=b"",
)


def _harm(start: int, end: int, outcome: Outcome = Outcome.KILLED) -> Harm:
    return Harm(Span(start, end), outcome, Count(Figure(1, 1, 1), CountKind.EXACT, 0, 0), VictimGroup.PEOPLE, "rule")


BEFORE = _harm(0, 5)


@pytest.mark.parametrize(
    ("harm", "other"),
    [
        pytest.param(_harm(10, 20), _harm(10, 20, Outcome.INJURED), id="outcome"),
        pytest.param(_harm(10, 20), _harm(10, 21), id="place"),
    ],
)
def test_a_key_is_of_its_own_words(harm: Harm, other: Harm) -> None:
    (alone,) = records._keys(ARTICLE, [harm])
    assert records._keys(ARTICLE, [BEFORE, harm])[1] == alone
    assert records._keys(ARTICLE, [BEFORE, other, harm])[2] == alone
    assert records._keys(ARTICLE, [other])[0] != alone


def test_no_two_claims_of_an_article_share_a_key() -> None:
    assert len(set(records._keys(ARTICLE, [BEFORE, BEFORE, _harm(10, 20), BEFORE]))) == 4
