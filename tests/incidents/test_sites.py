"""What was hit, as the words of two tellings name it."""

from __future__ import annotations

import pytest

from incidents.incident_cases import ArticleCase, EventCase, lake
from toll.incidents import facts, sites

HIT = "Une voiture piégée a explosé près du marché."


@pytest.mark.parametrize(
    ("other", "shared", "named"),
    [
        pytest.param("Les marchés étaient pleins.", True, True, id="the plural of it"),
        pytest.param("Le bazar a brûlé.", True, True, id="another word of its kind"),
        pytest.param("La mosquée était pleine.", False, True, id="another site"),
        pytest.param("Le marché longe la gare.", True, True, id="one of two"),
        pytest.param("Des supermarchés ?", True, True, id="a kind of it"),
        pytest.param("La marche a été longue.", False, False, id="a word that only looks like it"),
        pytest.param("Les blessés sont à l'hôpital.", False, False, id="where the wounded lie"),
        pytest.param("Onze morts, selon le ministère.", False, False, id="a ministry that speaks"),
        pytest.param("Il a visé le ministère.", False, True, id="a ministry that was hit"),
    ],
)
def test_sites(other: str, shared: bool, named: bool) -> None:
    told = [EventCase(id=f"e{number}", sentence=words) for number, words in enumerate((HIT, other))]
    cases = [ArticleCase(id=event.id, published=None, events=(event,)) for event in told]
    one, two = sites.gather(facts.gather(*lake(cases))).tolist()
    assert (bool(one & two), bool(two)) == (shared, named)
