"""What a statement takes up again: "the two wounded" are those of whom the article told two wounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toll.mentions.harm import Harm
from toll.mentions.reading import Reading
from toll.scenes.scene import Scene

_REACH = 200
"""Sentences back in which what is taken up may stand."""


def of(harm: Harm, said: Scene, readings: Sequence[Reading], scenes: Sequence[Sequence[Scene]]) -> Scene:
    """What was last spoken of, on the day and at the place of the statement that `harm` takes up, if it takes up one.

    `scenes` are those of the statements of `readings`, the sentences before.
    """
    if not harm.is_reference:
        return said
    near = zip(readings[-_REACH:], scenes[-_REACH:], strict=True)
    told = (pair for reading, here in near for pair in zip(reading.harms, here, strict=True))
    same = [scene for other, scene in told if _is_same(harm, other)]
    return replace(said, moment=same[-1].moment, place=same[-1].place or said.place) if same else said


def _is_same(harm: Harm, other: Harm) -> bool:
    return other.count.figure.value == harm.count.figure.value and (harm.is_open or harm.outcome is other.outcome)
