"""What those are called whom a statement counts, and which names are of one person."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from newsroom import readings
from toll.mentions.called import are_alike


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        pytest.param("Louis Petit a été tué à Gao.", ("louis petit",), id="subject"),
        pytest.param("Une femme de 41 ans, Anna Petit, est morte à Gao.", ("anna petit",), id="apposition"),
        pytest.param("Anna Petit, une marchande, est morte à Gao.", ("anna petit",), id="described"),
        pytest.param("Le soldat Louis Petit a été tué à Gao.", ("louis petit",), id="rank"),
        pytest.param("On a appris la mort du pasteur Louis Petit.", ("louis petit",), id="title"),
        pytest.param("La mort d'un berger de 18 ans, Louis Petit, a ému.", ("louis petit",), id="of-age"),
        pytest.param(
            "Deux journalistes, Anna Petit et Louis Grand, ont été tués.", ("anna petit", "louis grand"), id="two"
        ),
        pytest.param("Trois soldats, Anna Petit et Louis Grand, ont été tués.", (), id="another-number"),
        pytest.param("La mort d'un policier, Louis Petit est venu le dire.", (), id="subject-of-another-verb"),
        pytest.param("Un berger a été tué à Gao.", (), id="nobody-named"),
    ],
)
def test_the_names_of_those_harmed(sentence: str, names: tuple[str, ...]):
    first = next(harm for one in readings(sentence) for harm in one.harms)
    assert first.names == names


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (["louis petit"], ["petit"], True),
        (["louis petit"], ["louis"], True),
        (["louis petit"], ["anna petit"], False),
        (["louis petit", "anna grand"], ["grand", "petit"], True),
        (["louis petit", "anna grand"], ["petit"], False),
        ([], ["louis petit"], None),
    ],
)
def test_names_of_one_person(one: Sequence[str], other: Sequence[str], alike: bool | None):
    assert are_alike(one, other) is alike
