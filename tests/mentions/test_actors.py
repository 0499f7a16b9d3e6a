"""Who did it: the perpetrators that a sentence names, as written, and their kinds."""

from __future__ import annotations

import pytest

from newsroom import readings

STATE, REBELS = "State forces", "Rebel groups"


def perpetrators(text: str) -> list[tuple[str, str]]:
    return [(actor.name, actor.type.value) for one in readings(text) for actor in one.perpetrators]


@pytest.mark.parametrize(
    ("sentence", "gives"),
    [
        pytest.param("Dix civils ont été tués par l'armée.", [("armée", STATE)], id="by"),
        pytest.param("Dix civils ont été tués par des hommes armés.", [("hommes armés", REBELS)], id="by-armed-men"),
        pytest.param("Dix civils ont été tués par Boko Haram.", [("Boko Haram", REBELS)], id="by-group"),
        pytest.param("Les rebelles ont tué dix civils.", [("rebelles", REBELS)], id="subject"),
        pytest.param("Des jihadistes ont enlevé deux humanitaires.", [("jihadistes", REBELS)], id="subject-abducts"),
        pytest.param("Des policiers ont abattu un homme.", [("policiers", STATE)], id="police"),
        pytest.param(
            "Quatre personnes ont été tuées par des tirs de roquettes des rebelles.",
            [("rebelles", REBELS)],
            id="owner-of-weapons",
        ),
        pytest.param("Des avions russes ont tué dix civils.", [("avions russes", STATE)], id="aircraft-of-a-state"),
        pytest.param(
            "Dix civils ont été tués avec leur guide par des hommes armés.", [("hommes armés", REBELS)], id="in-company"
        ),
        pytest.param("Dix civils ont été tués dans un village tenu par les rebelles.", [], id="of-another-participle"),
        pytest.param('L\'armée "a tué dix civils".', [("armée", STATE)], id="before-a-quotation"),
        pytest.param(
            "Il accuse les jihadistes qui ont tué dix civils.", [("jihadistes", REBELS)], id="of-whom-who-tells"
        ),
        pytest.param(
            "Des attaques coordonnées de rebelles ont fait dix morts.", [("rebelles", REBELS)], id="past-an-adjective"
        ),
        pytest.param("Dix civils sont morts dans l'attentat jihadiste de Gao.", [], id="attack-itself"),
        pytest.param("Dix civils sont morts dans l'attentat du Grand Palace.", [], id="of-a-place"),
        pytest.param(
            "L'attaque, dont l'auteur a été abattu jeudi par la police, a fait dix morts.",
            [],
            id="shot-attacker",
        ),
        pytest.param("Dix civils ont été tués par une mine.", [], id="by-a-thing"),
        pytest.param("Il a attaqué des policiers, blessant dix civils.", [], id="object-of-a-verb"),
        pytest.param("Dix civils sont morts dans le crash d'un Iliouchine militaire.", [], id="crash-of-an-aircraft"),
        pytest.param("Dix civils sont morts dans un accident.", [], id="nobody"),
        pytest.param("L'armée a perdu dix soldats.", [], id="loser"),
        pytest.param("Dix soldats de l'armée ont été tués.", [], id="victims-are-none"),
    ],
)
def test_perpetrators(sentence: str, gives: list[tuple[str, str]]):
    assert perpetrators(sentence) == gives


def test_the_words_of_a_perpetrator_are_those_of_the_text():
    text = "A l'aube, les rebelles ont tué dix civils."
    (actor,) = [actor for one in readings(text) for actor in one.perpetrators]
    assert text[actor.span.start : actor.span.end].endswith(actor.name)


@pytest.mark.parametrize(
    ("sentence", "name", "firmly"),
    [
        pytest.param("Boko Haram a revendiqué l'attentat.", "Boko Haram", "claimed_or_admitted", id="claims"),
        pytest.param(
            "L'attentat a été revendiqué par Boko Haram.", "Boko Haram", "claimed_or_admitted", id="claimed-by"
        ),
        pytest.param(
            "L'attentat a été revendiqué samedi par Boko Haram.",
            "Boko Haram",
            "claimed_or_admitted",
            id="claimed-on-a-day",
        ),
        pytest.param(
            "Le gouvernement a attribué cette attaque aux rebelles.", "rebelles", "suspected_or_accused", id="blamed"
        ),
        pytest.param("Dix civils ont été tués mardi par les rebelles.", "rebelles", "reported_as_fact", id="fact"),
    ],
)
def test_how_firmly_somebody_is_named(sentence: str, name: str, firmly: str):
    (found,) = [actor for one in readings(sentence) for actor in one.perpetrators]
    assert (found.name, found.responsibility) == (name, firmly)
