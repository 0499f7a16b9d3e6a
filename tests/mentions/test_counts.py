"""French counting phrases and the figures that the coding manual gives them; and numbers that count no victims."""

from __future__ import annotations

import pytest

from newsroom import Bounds, bounds, harms
from toll.codes import CountKind

EXACT, AT_LEAST, AT_MOST = CountKind.EXACT, CountKind.AT_LEAST, CountKind.AT_MOST
ABOUT, RANGE, VAGUE = CountKind.ABOUT, CountKind.RANGE, CountKind.VAGUE


def exactly(n: int) -> tuple[Bounds, CountKind]:
    return (n, n, n), EXACT


def at_least(n: int) -> tuple[Bounds, CountKind]:
    return (n, n, None), AT_LEAST


def about(n: int) -> tuple[Bounds, CountKind]:
    return (None, n, None), ABOUT


def at_most(n: int) -> tuple[Bounds, CountKind]:
    return (None, None, n), AT_MOST


def between(low: int, high: int) -> tuple[Bounds, CountKind]:
    return (low, None, high), RANGE


def vaguely(least: int) -> tuple[Bounds, CountKind]:
    return (least, None, None), VAGUE


PLURALS = [
    ("25 personnes", exactly(25)),
    ("2 300 personnes", exactly(2300)),
    ("2\u00a0300 personnes", exactly(2300)),
    ("2\u202f300 personnes", exactly(2300)),
    ("2.300 personnes", exactly(2300)),
    ("2300 personnes", exactly(2300)),
    ("1.250.000 personnes", exactly(1_250_000)),
    ("1,5 million de personnes", exactly(1_500_000)),
    ("deux millions de personnes", exactly(2_000_000)),
    ("trois millions et demi de personnes", exactly(3_500_000)),
    ("12 millions de personnes", exactly(12_000_000)),
    ("deux personnes", exactly(2)),
    ("seize personnes", exactly(16)),
    ("dix-sept personnes", exactly(17)),
    ("vingt et une personnes", exactly(21)),
    ("vingt-et-une personnes", exactly(21)),
    ("trente-deux personnes", exactly(32)),
    ("soixante et onze personnes", exactly(71)),
    ("soixante-dix-sept personnes", exactly(77)),
    ("septante personnes", exactly(70)),
    ("septante-huit personnes", exactly(78)),
    ("huitante-trois personnes", exactly(83)),
    ("quatre-vingts personnes", exactly(80)),
    ("quatre-vingt-un civils", exactly(81)),
    ("quatre-vingt-onze personnes", exactly(91)),
    ("nonante-neuf personnes", exactly(99)),
    ("cent personnes", exactly(100)),
    ("cent vingt personnes", exactly(120)),
    ("deux cents personnes", exactly(200)),
    ("trois cent quarante-cinq personnes", exactly(345)),
    ("mille personnes", exactly(1000)),
    ("mille deux cents personnes", exactly(1200)),
    ("trois mille cinq cents personnes", exactly(3500)),
    ("les trois soldats", exactly(3)),
    ("ses deux fils", exactly(2)),
    ("trois autres soldats", exactly(3)),
    ("au moins 25 personnes", at_least(25)),
    ("25 personnes au moins", at_least(25)),
    ("au minimum douze personnes", at_least(12)),
    ("plus de 300.000 personnes", at_least(300_000)),
    ("plus d'une centaine de personnes", at_least(100)),
    ("pas moins de 40 personnes", at_least(40)),
    ("au moins une dizaine de personnes", at_least(10)),
    ("environ 30 personnes", about(30)),
    ("près de 500 personnes", about(500)),
    ("quelque 300 personnes", about(300)),
    ("à peu près vingt personnes", about(20)),
    ("une dizaine de personnes", about(10)),
    ("une douzaine de personnes", about(12)),
    ("une quinzaine de personnes", about(15)),
    ("une vingtaine de personnes", about(20)),
    ("une trentaine d'autres personnes", about(30)),
    ("une cinquantaine de personnes", about(50)),
    ("une centaine de personnes", about(100)),
    ("un millier de personnes", about(1000)),
    ("près d'un millier de personnes", about(1000)),
    ("près d'une centaine de personnes", about(100)),
    ("jusqu'à 60 personnes", at_most(60)),
    ("moins de 50 personnes", at_most(50)),
    ("au plus dix personnes", at_most(10)),
    ("entre dix et quinze personnes", between(10, 15)),
    ("entre 1.200 et 1.500 personnes", between(1200, 1500)),
    ("10 à 15 personnes", between(10, 15)),
    ("de 10 à 15 personnes", between(10, 15)),
    ("deux ou trois personnes", between(2, 3)),
    ("une ou deux personnes", between(1, 2)),
    ("plusieurs personnes", vaguely(2)),
    ("quelques personnes", vaguely(2)),
    ("des enfants", vaguely(2)),
    ("de nombreuses personnes", vaguely(2)),
    ("plusieurs autres personnes", vaguely(2)),
    ("des dizaines de personnes", vaguely(20)),
    ("plusieurs dizaines de personnes", vaguely(20)),
    ("des centaines de personnes", vaguely(200)),
    ("plusieurs centaines de personnes", vaguely(200)),
    ("des milliers de personnes", vaguely(2000)),
    ("des dizaines de milliers de personnes", vaguely(20_000)),
    ("des centaines de milliers de personnes", vaguely(200_000)),
]

SINGLES = [
    ("un homme", exactly(1)),
    ("une femme", exactly(1)),
    ("le journaliste", exactly(1)),
    ("un deuxième soldat", exactly(1)),
    ("un troisième maire", exactly(1)),
    ("au moins une personne", at_least(1)),
    ("aucun civil", exactly(0)),
    ("aucune personne", exactly(0)),
]

TOLLS = [
    ("25 morts", exactly(25)),
    ("un mort", exactly(1)),
    ("au moins un mort", at_least(1)),
    ("aucun mort", exactly(0)),
    ("plus de 1.200 morts", at_least(1200)),
    ("une centaine de morts", about(100)),
    ("des morts", vaguely(2)),
    ("plusieurs morts", vaguely(2)),
    ("une dizaine de milliers de morts", about(10_000)),
    ("un demi-million de morts", about(500_000)),
    ("un million de morts", exactly(1_000_000)),
    ("deux à trois morts", between(2, 3)),
    ("quatre morts au moins", at_least(4)),
    ("zéro mort", exactly(0)),
    ("deux trois morts", vaguely(2)),
]


def cases(table: list[tuple[str, tuple[Bounds, CountKind]]]) -> list[object]:
    return [pytest.param(words, figure, kind, id=words) for words, (figure, kind) in table]


RISING = [
    ("est passé de neuf à 14 morts", exactly(14)),
    ("passe de 30 à 45 morts", exactly(45)),
]


@pytest.mark.parametrize(("words", "figure", "kind"), cases(PLURALS))
def test_people_harmed(words: str, figure: Bounds, kind: CountKind):
    counted(f"{words[0].upper()}{words[1:]} ont été tuées dans cette attaque.", figure, kind)


@pytest.mark.parametrize(("words", "figure", "kind"), cases(SINGLES))
def test_one_or_none_harmed(words: str, figure: Bounds, kind: CountKind):
    verb = "n'a" if figure == (0, 0, 0) else "a"
    counted(f"{words[0].upper()}{words[1:]} {verb} été tué dans cette attaque.", figure, kind)


@pytest.mark.parametrize(("words", "figure", "kind"), cases(TOLLS))
def test_tolls(words: str, figure: Bounds, kind: CountKind):
    counted(f"L'attaque a fait {words} dans la ville.", figure, kind)


@pytest.mark.parametrize(("words", "figure", "kind"), cases(RISING))
def test_a_toll_that_rises_is_its_last_figure(words: str, figure: Bounds, kind: CountKind):
    counted(f"Le bilan {words}.", figure, kind)


def counted(sentence: str, figure: Bounds, kind: CountKind) -> None:
    assert [(bounds(harm.count.figure), harm.count.kind) for harm in harms(sentence)] == [(figure, kind)]


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        pytest.param("Un homme de 34 ans a été tué.", [1], id="age"),
        pytest.param("Un homme, 34 ans, a été tué.", [1], id="age-between-commas"),
        pytest.param("Deux frères de 6 et 8 ans ont été tués.", [2], id="two-ages"),
        pytest.param("Un garçonnet de trois ans a été blessé.", [1], id="age-in-words"),
        pytest.param("Trois civils ont été tués le 14 mars 2019.", [3], id="date"),
        pytest.param("En 2014, trois civils ont été tués.", [3], id="year"),
        pytest.param("Vers 14h30, trois civils ont été tués.", [3], id="time"),
        pytest.param("A 18 heures, trois civils ont été tués.", [3], id="time-in-hours"),
        pytest.param("Trois civils ont été tués à 40 km de Gao.", [3], id="distance"),
        pytest.param("Trois civils ont été tués à deux kilomètres de la frontière.", [3], id="distance-in-words"),
        pytest.param("Le 3e régiment a perdu deux soldats.", [2], id="regiment"),
        pytest.param("Deux soldats du 21e RIMa ont été tués.", [2], id="regiment-of-marines"),
        pytest.param("Deux soldats du 2e régiment étranger ont été blessés.", [2], id="regiment-of-victims"),
        pytest.param("Trois civils ont été tués par 12 obus.", [3], id="shells"),
        pytest.param("Trois civils ont été tués par un tir d'AK-47.", [3], id="weapon"),
        pytest.param("Un MiG-29 s'est écrasé, faisant trois morts.", [3], id="aircraft"),
        pytest.param("Trois civils ont été tués sur la N20.", [3], id="road"),
        pytest.param("Une rançon de 500.000 dollars a été versée pour les trois otages enlevés.", [3], id="money"),
        pytest.param("Le voleur a pris 3.000 euros et a blessé deux passants.", [2], id="money-before"),
        pytest.param("Deux joueurs blessés manquaient lors de la victoire 3-0 sur Lille.", [2], id="score"),
        pytest.param("Environ 12 % des blessés étaient des enfants.", [], id="percentage"),
        pytest.param("Le taux est de 12 morts pour 100.000 habitants.", [], id="rate"),
        pytest.param("Les 250.000 habitants craignent un massacre.", [], id="inhabitants"),
        pytest.param("Plus de 3.000 personnes ont fui après ce massacre.", [], id="displaced"),
        pytest.param("Deux maisons ont été touchées.", [], id="houses"),
        pytest.param("Quatre véhicules ont été détruits et deux soldats tués.", [2], id="vehicles"),
        pytest.param("Trois avions ont été abattus.", [], id="aircraft-shot-down"),
        pytest.param("Il a été condamné à 20 ans de prison pour avoir tué deux femmes.", [2], id="sentence"),
        pytest.param("La guerre de Cent Ans a tué.", [], id="name-of-a-war"),
        pytest.param("L'équipe a été éliminée au deuxième tour.", [], id="cup"),
        pytest.param("Dix soldats sont arrivés mardi.", [], id="no-harm"),
    ],
)
def test_numbers_that_count_no_victims(sentence: str, figures: list[int]):
    assert [harm.count.figure.value for harm in harms(sentence)] == figures
