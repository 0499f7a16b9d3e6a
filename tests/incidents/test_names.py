"""Names that two tellings share, and those that tell nothing."""

from __future__ import annotations

import numpy as np
import pytest

from incidents.incident_cases import ArticleCase, EventCase, lake
from toll.incidents import facts, names
from toll.incidents.everyday import is_everyday

ONE = "Hier soir, Rémi Garnier et Lina Sosso ont été abattus devant le café Montaigne."


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param("La mort de Lina Sosso émeut le quartier.", (2, 2), id="two names of her"),
        pytest.param("Au café Montaigne, des fleurs.", (1, 1), id="one name"),
        pytest.param("Deux morts devant un café.", (0, 0), id="no name at all"),
        pytest.param("Rémi est un prénom.", (0, 0), id="the first word has a capital anyway"),
        pytest.param("À Lens, une foule.", (0, 0), id="the place of both is no name"),
        pytest.param("Selon Aurèle Verdier et Jeanne Roque, rien.", (0, 4), id="other names"),
    ],
)
def test_shared(other: str, expected: tuple[int, int]) -> None:
    told = [EventCase(id=f"e{n}", place="Lens", country="FR", sentence=words) for n, words in enumerate((ONE, other))]
    cases = [ArticleCase(id=event.id, published=None, events=(event,)) for event in told]
    events, articles, claims = lake(cases)
    known = facts.gather(events, articles, claims)
    count, possible = names.shared(names.gather(known), np.array([0]), np.array([1]))
    assert (int(count[0]), int(possible[0])) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("afp", True, id="an agency"),
        pytest.param("oms", True, id="an institution"),
        pytest.param("nigérians", True, id="a demonym"),
        pytest.param("nigeria", True, id="a country"),
        pytest.param("londres", True, id="a large town"),
        pytest.param("trump", True, id="who held an office"),
        pytest.param("michel", True, id="a first name"),
        pytest.param("montaigne", False, id="a café's name"),
        pytest.param("boustane", False, id="a quarter"),
        pytest.param("sosso", False, id="a family name"),
    ],
)
def test_everyday(word: str, expected: bool) -> None:
    assert is_everyday(word) is expected
