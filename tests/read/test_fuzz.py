"""A short run of `make fuzz`: changed files of every format give articles or a reason, and nothing else."""

from __future__ import annotations

import pytest

import seeds
from fuzzing import judged, made, tried
from toll.read.formats import Format

INPUTS = 300


@pytest.mark.parametrize("name", Format)
def test_good_files_are_read(name: Format) -> None:
    assert {judged(seed) for seed in seeds.seeds(name)} == {"read"}


@pytest.mark.parametrize("name", Format)
def test_changed_files_are_read_or_refused(name: Format) -> None:
    told = list(tried(name, INPUTS))
    assert [one for one in told if one.is_finding] == []
    assert len(told) == INPUTS


def test_an_input_is_known_by_its_number() -> None:
    for name in (Format.TAR, Format.DOCX):
        assert made(name, 7) == made(name, 7)
