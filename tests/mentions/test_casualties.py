"""Who was harmed, in sentences written for the purpose: outcome, number, group; parts; what is denied or not yet so."""

from __future__ import annotations

import pytest

from newsroom import harms, readings
from toll.mentions.harm import Harm


def told(harm: Harm) -> str:
    """`killed 4 children of 0`: the last the index of the whole that it is a part of."""
    whole = "" if harm.whole is None else f" of {harm.whole}"
    return f"{harm.outcome} {harm.count.figure.value} {harm.group}{whole}"


CASES = {
    "outcomes": {
        "Trois civils ont été tués.": ["killed 3 civilians"],
        "Trois civils sont morts.": ["killed 3 civilians"],
        "Trois civils ont péri.": ["killed 3 civilians"],
        "Trois civils ont trouvé la mort dans l'explosion.": ["killed 3 civilians"],
        "L'explosion a coûté la vie à trois civils.": ["killed 3 civilians"],
        "Un obus tue trois civils.": ["killed 3 civilians"],
        "Un obus est tombé sur le marché, tuant trois civils.": ["killed 3 civilians"],
        "Trois civils ont été blessés.": ["injured 3 civilians"],
        "Un obus a blessé trois civils.": ["injured 3 civilians"],
        "Trois civils sont portés disparus.": ["missing 3 civilians"],
        "Trois civils ont été enlevés.": ["abducted 3 civilians"],
        "Trois civils ont été pris en otages.": ["abducted 3 civilians"],
        "Des hommes armés ont kidnappé deux médecins.": ["abducted 2 aid_workers"],
        "Douze manifestants ont été arrêtés.": ["detained 12 civilians"],
        "La police a interpellé douze manifestants.": ["detained 12 civilians"],
        "Huit soldats ont été capturés.": ["detained 8 state_forces"],
        "L'armée a neutralisé huit jihadistes.": ["casualties 8 non_state_fighters"],
        "Huit jihadistes ont été tués ou blessés.": ["casualties 8 non_state_fighters"],
        "L'attaque a fait huit victimes.": ["casualties 8 people"],
        "Le séisme a fait 12 morts et 40 blessés.": ["killed 12 people", "injured 40 people"],
        "Le séisme a fait 12 morts, 40 blessés et trois disparus.": [
            "killed 12 people",
            "injured 40 people",
            "missing 3 people",
        ],
        "Cinq soldats ont été tués et neuf civils blessés.": ["killed 5 state_forces", "injured 9 civilians"],
    },
    "groups": {
        "Deux enfants ont été tués.": ["killed 2 children"],
        "Deux femmes ont été tuées.": ["killed 2 women"],
        "Deux gendarmes ont été tués.": ["killed 2 state_forces"],
        "Deux Casques bleus ont été tués.": ["killed 2 state_forces"],
        "Deux rebelles ont été tués.": ["killed 2 non_state_fighters"],
        "Deux humanitaires ont été tués.": ["killed 2 aid_workers"],
        "Deux secouristes ont été tués.": ["killed 2 aid_workers"],
        "Deux journalistes ont été tués.": ["killed 2 journalists"],
        "Deux passagers ont été tués.": ["killed 2 people"],
        "Deux Maliens ont été tués.": ["killed 2 people"],
        "Un maire a été tué.": ["killed 1 civilians"],
        "Dix personnes, en majorité des femmes, ont été tuées.": ["killed 10 people"],
    },
    "parts": {
        "Au moins 25 civils, dont quatre enfants, ont péri.": ["killed 25 civilians", "killed 4 children of 0"],
        "Vingt personnes, dont cinq femmes et trois enfants, ont été tuées.": [
            "killed 20 people",
            "killed 5 women of 0",
            "killed 3 children of 0",
        ],
        "Six personnes, parmi lesquelles un prêtre, ont été tuées.": ["killed 6 people", "killed 1 civilians of 0"],
        "L'attaque a fait douze morts, dont trois policiers.": ["killed 12 people", "killed 3 state_forces of 0"],
        "L'attaque a fait 12 morts, dont trois enfants, et 30 blessés.": [
            "killed 12 people",
            "killed 3 children of 0",
            "injured 30 people",
        ],
        "Trente personnes ont été blessées, dont huit grièvement.": ["injured 30 people", "injured 8 people of 0"],
        "Trois personnes, deux hommes et une femme, ont été tuées.": [
            "killed 3 people",
            "killed 2 people of 0",
            "killed 1 women of 0",
        ],
        "Deux attaques ont tué dix soldats, dont un colonel.": ["killed 10 state_forces", "killed 1 state_forces of 0"],
    },
    "several": {
        "Deux des trois otages ont été tués.": ["killed 2 people"],
        "Sur les 42 passagers, onze sont morts.": ["killed 11 people"],
        "Un policier et un civil ont été tués.": ["killed 1 state_forces", "killed 1 civilians"],
        "Trois soldats, deux policiers et un civil ont été tués.": [
            "killed 3 state_forces",
            "killed 2 state_forces",
            "killed 1 civilians",
        ],
        "L'explosion a tué deux soldats et blessé cinq civils.": ["killed 2 state_forces", "injured 5 civilians"],
        "Quatre soldats ont été tués et deux rebelles arrêtés.": [
            "killed 4 state_forces",
            "detained 2 non_state_fighters",
        ],
    },
    "single": {
        "Le journaliste a été tué.": ["killed 1 journalists"],
        "Nabil Haddad a été tué.": ["killed 1 people"],
        "Un kamikaze s'est fait exploser devant la caserne.": ["killed 1 non_state_fighters"],
        "C'est le deuxième maire tué en un mois.": ["killed 1 civilians"],
        "La mort de deux militaires a été annoncée.": ["killed 2 state_forces"],
        "Cela porte à 17 le nombre de gendarmes tués.": ["killed 17 state_forces"],
        "Les corps de trois hommes ont été découverts.": ["killed 3 people"],
    },
    "none": {
        "L'explosion n'a fait aucun blessé.": ["injured 0 people"],
        "L'explosion n'a pas fait de victime.": ["casualties 0 people"],
        "Aucun civil n'a été tué.": ["killed 0 civilians"],
        "L'incendie s'est éteint sans faire de victime.": ["casualties 0 people"],
    },
    "victims": {
        "Une troisième victime est dans le coma.": ["injured 1 people"],
        "Deux victimes ont été blessées au bras.": ["injured 2 people"],
        "Les médecins ont pris en charge huit autres victimes.": ["casualties 8 people"],
        "Quarante victimes de l'attentat ont saisi le fonds de garantie.": [],
        "Le fonds a promis d'indemniser 300 victimes.": [],
        "Près de 500 victimes et leurs proches ont été prises en charge par une association.": [],
        "L'évêque a reçu une victime du prêtre.": [],
        "Une victime a raconté son enfance au juge.": [],
        "Le père d'une victime quitte la salle.": [],
        "La fondation compte 12 victimes de harcèlement.": [],
        "Une victime d'un ancien entraîneur témoignera.": ["casualties 1 people"],
    },
    "others": {
        "Au moins dix soldats ont été tués ou grièvement blessés.": ["casualties 10 state_forces"],
        "Une personne est morte et d'autres ont été brûlées.": ["killed 1 people", "injured 2 people"],
        "Deux soldats ont été abattus et un troisième, âgé de 30 ans, blessé.": [
            "killed 2 state_forces",
            "injured 1 people",
        ],
        "Six hommes ont été gravement blessés et huit plus légèrement.": ["injured 6 people", "injured 8 people"],
        'Trois soldats, gravement atteints jeudi, ont "succombé".': ["killed 3 state_forces"],
        "Six hommes, pour la plupart des jeunes de 16 à 30 ans tués par balles.": ["killed 6 people"],
        "La guerre fit des millions de morts.": ["killed 2000000 people"],
        "Les frères Haddad ont été tués.": ["killed 2 people"],
        "L'armée a libéré six otages, dont trois touristes enlevés en mai.": [],
        "Une vague s'est abattue sur le port.": [],
        "Il a tué le gardien et gravement blessé un passant.": ["killed 1 civilians", "injured 1 civilians"],
        "Les restes de deux des six marins ont été remontés.": ["killed 2 civilians"],
        "Sa fille fait partie des blessés.": ["injured 1 children"],
        "Un homme a été touché à la jambe.": ["injured 1 people"],
        "Le berger, qui aurait eu 40 ans en mai, a succombé.": ["killed 1 civilians"],
        "Au Tchad, où sont déjà morts 40 soldats.": ["killed 40 state_forces"],
        "Il a tué au couteau quatre de ses cousins.": ["killed 4 people"],
        "Il retient en otage plusieurs clients.": ["abducted 2 civilians"],
        "Deux bergers ont été tués à Gao avec leur chauffeur et leur guide.": [
            "killed 2 civilians",
            "killed 1 civilians",
            "killed 1 civilians",
        ],
        "Deux bergers ont été tués dans une dispute avec leur frère.": ["killed 2 civilians"],
        "Le pays compte 700 tués cette année, contre 1.700 en 2019.": ["killed 700 people", "killed 1700 people"],
        "Cinq corps avaient déjà été relevés.": ["killed 5 people"],
        "Six suspects ont été placés mardi en garde à vue.": ["detained 6 people"],
        "Attentat de Gao: cinq suspects en garde à vue": ["detained 5 people"],
        "Paul Durand retourne en prison.": [],
        "Deux bergers se sont fait tuer.": ["killed 2 civilians"],
        "L'attaque a coûté la vie au gendarme Paul Durand.": ["killed 1 state_forces"],
        "Une 86e victime est décédée.": ["killed 1 people"],
        "Des tirs ont touché trois passants.": ["casualties 3 civilians"],
        "Une bombe a fait deux morts et des blessés.": ["killed 2 people", "injured 2 people"],
        "L'armée compte 549 morts, dont 141 au Liban et 129 au Tchad.": [
            "killed 549 people",
            "killed 141 people of 0",
            "killed 129 people of 0",
        ],
        "Les familles des soldats tués sont là.": [],
        "Les victimes sont des civils.": [],
        "Le camion de Paul Durand ont été arrêtés.": [],
        "Le car ne s'est pas arrêté, les policiers se sont arrêtés.": [],
        "Le bilan est passé de trois morts à plus de 20.": ["killed 20 people"],
        "Trois hommes ont été mis en examen et écroués.": ["detained 3 people"],
        "Un ancien policier a été tué.": ["killed 1 people"],
        "Un avion de la compagnie Air Xyz, qui s'est écrasé.": [],
    },
    "nobody": {
        "Les blessés ont été évacués.": [],
        "Cette attaque meurtrière a été condamnée.": [],
        "La guerre tue des enfants.": [],
        "Trois civils ont été évacués.": [],
        "Trois otages ont été libérés.": [],
        "Les passagers sont indemnes.": [],
        "L'équipe a perdu trois matches.": [],
        "Le film a été primé.": [],
        "Trois civils sont tués chaque jour.": [],
    },
}


@pytest.mark.parametrize(
    ("sentence", "gives"),
    [
        pytest.param(sentence, gives, id=f"{kind}-{sentence}")
        for kind, table in CASES.items()
        for sentence, gives in table.items()
    ],
)
def test_harms(sentence: str, gives: list[str]):
    assert [told(harm) for harm in harms(sentence)] == gives


@pytest.mark.parametrize(
    ("sentence", "mood", "negated"),
    [
        pytest.param("Trois civils ont été tués.", "fact", False, id="fact"),
        pytest.param("Trois civils auraient été tués.", "rumour", False, id="rumour"),
        pytest.param("Trois civils seraient morts.", "rumour", False, id="rumour-being"),
        pytest.param("Trois otages seront tués si la rançon n'est pas versée.", "future", False, id="future"),
        pytest.param("Elle exige l'arrestation de trois soldats.", "unreal", False, id="demanded"),
        pytest.param("Il craint que trois civils aient été tués.", "unreal", False, id="feared"),
        pytest.param("Trois civils n'ont pas été tués.", "fact", True, id="denied"),
        pytest.param("Il craint que trois civils ne soient tués.", "unreal", False, id="expletive"),
        pytest.param("C'était avant que deux d'entre elles ne soient tuées.", "fact", False, id="expletive-before"),
        pytest.param("Le raid n'a pas tué trois civils.", "fact", True, id="denied-active"),
    ],
)
def test_mood_and_negation(sentence: str, mood: str, negated: bool):
    (harm,) = harms(sentence)
    assert (harm.mood, harm.negated) == (mood, negated)


@pytest.mark.parametrize(
    ("sentence", "quotes"),
    [
        pytest.param(
            "Mardi, au moins 25 civils, dont quatre enfants, ont péri à Alep.",
            ["au moins 25 civils, dont quatre enfants, ont péri", "quatre enfants"],
            id="whole-and-part",
        ),
        pytest.param("Le séisme a fait 12 morts et 40 blessés.", ["12 morts", "40 blessés"], id="tolls"),
        pytest.param("Un tireur a tué trois personnes à Lyon.", ["a tué trois personnes"], id="active"),
        pytest.param("Hier, Nabil Haddad a été tué.", ["Nabil Haddad a été tué"], id="name"),
        pytest.param(
            "Le maire a vu les corps sans vie de deux enfants.", ["corps sans vie de deux enfants"], id="bodies"
        ),
    ],
)
def test_quote_is_the_shortest_run_of_number_and_harm(sentence: str, quotes: list[str]):
    assert [sentence[harm.span.start : harm.span.end] for harm in harms(sentence)] == quotes


def test_the_means_that_the_word_of_harm_tells():
    means = [
        harm.means for harm in harms("Deux otages ont été décapités. Un homme a été poignardé. Un autre a été tué.")
    ]
    assert means == ["execution", "stabbing", None]


def test_a_sentence_counts_its_own_harms_from_nought():
    first, second = readings("Dix soldats, dont un colonel, sont morts. Vingt civils, dont un enfant, sont morts.")
    assert [harm.whole for harm in (*first.harms, *second.harms)] == [None, 0, None, 0]
