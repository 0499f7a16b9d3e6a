"""Who says so: names as the article writes them, and their kinds."""

from __future__ import annotations

import pytest

from newsroom import readings


def voices(text: str) -> list[tuple[str, str]]:
    return [(voice.name, voice.type.value) for one in readings(text) for voice in one.voices]


@pytest.mark.parametrize(
    ("sentence", "gives"),
    [
        pytest.param("Dix soldats sont morts, selon l'armée.", [("armée", "military")], id="according-to"),
        pytest.param("Dix civils sont morts, d'après le gouvernement.", [("gouvernement", "official")], id="after"),
        pytest.param("Dix civils sont morts, selon des témoins.", [("témoins", "witness")], id="witnesses"),
        pytest.param(
            "Dix civils sont morts, selon une source médicale.", [("source médicale", "medical")], id="medical"
        ),
        pytest.param("Dix civils sont morts, selon la Croix-Rouge.", [("Croix-Rouge", "ngo")], id="organisation"),
        pytest.param("Dix civils sont morts, selon l'AFP.", [("AFP", "media")], id="agency"),
        pytest.param("Selon l'ONU, dix civils sont morts.", [("ONU", "ngo")], id="first"),
        pytest.param(
            "Dix civils sont morts, a annoncé le ministère de l'Intérieur.",
            [("ministère de l'Intérieur", "official")],
            id="said-after",
        ),
        pytest.param(
            "Le procureur a affirmé que dix civils étaient morts.", [("procureur", "official")], id="said-before"
        ),
        pytest.param(
            "Des témoins ont indiqué que dix civils étaient morts.", [("témoins", "witness")], id="said-before-plural"
        ),
        pytest.param(
            "Dix civils sont morts, selon l'armée et des témoins.",
            [("armée", "military"), ("témoins", "witness")],
            id="two",
        ),
        pytest.param("Dix civils sont morts, selon les rebelles.", [("rebelles", "armed_group")], id="armed-group"),
        pytest.param("Deux attaques à Gao revendiquées par les rebelles ont fait dix morts.", [], id="claimed-by"),
        pytest.param(
            "Selon un nouveau bilan établi lundi par la préfecture, dix civils sont morts.",
            [("préfecture", "official")],
            id="count-by",
        ),
        pytest.param(
            "Dix civils sont morts, selon le dernier bilan du gouvernement.",
            [("gouvernement", "official")],
            id="count-of",
        ),
        pytest.param("Dix civils sont morts, selon le parquet de Gao.", [("parquet de Gao", "official")], id="court"),
        pytest.param("Les autorités font état de dix morts.", [("autorités", "official")], id="tells-of"),
        pytest.param("La mairie évoque dix blessés.", [("mairie", "official")], id="evokes"),
        pytest.param("Dix civils sont morts.", [], id="nobody"),
        pytest.param("Dix civils sont morts selon toute vraisemblance.", [], id="no-voice"),
    ],
)
def test_voices(sentence: str, gives: list[tuple[str, str]]):
    assert voices(sentence) == gives


def test_a_long_name_that_gives_its_acronym_is_called_by_it():
    text = "Dix civils sont morts, selon l'Observatoire syrien des droits de l'Homme (OSDH)."
    assert voices(text) == [("OSDH", "ngo")]


def test_a_speaker_is_named_once_a_sentence():
    assert voices("Selon l'armée, dix civils sont morts, a indiqué l'armée.") == [("armée", "military")]
