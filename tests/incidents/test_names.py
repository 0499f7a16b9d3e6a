"""Names that two tellings share, and those that tell nothing."""

from __future__ import annotations

import numpy as np
import pytest

from incidents.incident_cases import ArticleCase, EventCase, lake
from toll.incidents import facts, names

ONE = "Hier soir, Rémi Garnier et Lina Sosso ont été abattus devant le café Montaigne."


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param("La mort de Lina Sosso émeut le quartier.", (2, 2), id="two names of her"),
        pytest.param("Au café Montaigne, des fleurs.", (1, 1), id="one name"),
        pytest.param("Deux morts devant un café.", (0, 0), id="no name at all"),
        pytest.param("Rémi est un prénom.", (0, 0), id="the first word has a capital anyway"),
        pytest.param("À Lens, une foule.", (0, 0), id="the place of both is no name"),
        pytest.param("Selon Paul Verdier et Jeanne Roque, rien.", (0, 4), id="other names"),
    ],
)
def test_shared(other: str, expected: tuple[int, int]) -> None:
    told = [EventCase(id=f"e{n}", place="Lens", country="FR", sentence=words) for n, words in enumerate((ONE, other))]
    cases = [ArticleCase(id=event.id, published=None, events=(event,)) for event in told]
    events, articles, _ = lake(cases)
    known = facts.gather(events, articles)
    count, possible = names.shared(names.gather(known), np.array([0]), np.array([1]))
    assert (int(count[0]), int(possible[0])) == expected


def test_a_name_that_many_events_have_tells_nothing() -> None:
    cases = [
        ArticleCase(id=f"a{n}", published=None, events=(EventCase(id=f"e{n}", sentence="Selon Sana, des morts."),))
        for n in range(names.COMMON_AT_LEAST + 1)
    ]
    events, articles, _ = lake(cases)
    assert (names.gather(facts.gather(events, articles)) == facts.UNKNOWN).all()
    events, articles, _ = lake(cases[:2])
    assert (names.gather(facts.gather(events, articles)) != facts.UNKNOWN).any()
