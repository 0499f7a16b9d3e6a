"""The coding manual says what each code means, and its examples are coded as it says."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest

from newsroom import article, bounds, harms
from toll import codes, extract

MANUAL = (Path(__file__).parents[1] / "docs" / "coding.md").read_text(encoding="utf-8")
SECTIONS = {part.split("\n", 1)[0]: part for part in MANUAL.split("\n## ")[1:]}
LISTS = {
    "`outcome`": codes.Outcome,
    "`victim_group`": codes.VictimGroup,
    "`scope`": codes.Scope,
    "`is_background` and `status`": codes.Status,
    "`sources`": codes.SourceType,
    "`means`": codes.Means,
    "`domain`": codes.Domain,
    "`low`": codes.CountKind,
    "From claims": codes.Grading,
}
FIELDS = {
    "`outcome`": "outcome",
    "`victim_group`": "victim_group",
    "`scope`": "scope",
    "`is_background` and `status`": "status",
}
DAY = date(2021, 4, 28)


def section(begins: str) -> str:
    return next(text for title, text in SECTIONS.items() if title.startswith(begins))


def examples() -> list[object]:
    row = re.compile(r"^\| `(\w+)` .*« (.+) » \|$", re.MULTILINE)
    return [
        pytest.param(FIELDS[title], code, words, id=f"{FIELDS[title]}-{code}")
        for title in FIELDS
        for code, words in row.findall(section(title))
    ]


def counts() -> list[object]:
    row = re.compile(r"^\| ([^|`]+) \| (\d*) ?\| (\d*) ?\| (\d*) ?\| `(\w+)` \|$", re.MULTILINE)
    return [
        pytest.param(words, tuple(int(n) if n else None for n in told), kind, id=words)
        for words, *told, kind in row.findall(section("`low`"))
    ]


@pytest.mark.parametrize("title", LISTS)
def test_every_code_is_explained(title: str):
    kinds: type[StrEnum] = LISTS[title]
    assert {kind.value for kind in kinds} <= set(re.findall(r"`(\w+)`", section(title)))


@pytest.mark.parametrize(("field", "code", "words"), examples())
def test_an_example_is_coded_as_the_manual_says(field: str, code: str, words: str):
    (claim,) = extract.extract(article(words, DAY)).claims
    assert getattr(claim, field) == code


@pytest.mark.parametrize(("words", "figure", "kind"), counts())
def test_words_count_as_the_manual_says(words: str, figure: tuple[int | None, ...], kind: str):
    verb = "n'ont" if figure == (0, 0, 0) else "ont"
    (harm,) = harms(f"{words[0].upper()}{words[1:]} {verb} été tués mardi.")
    assert (bounds(harm.count.figure), harm.count.kind) == (figure, kind)


def test_the_examples_are_found():
    assert len(examples()) == len(codes.Outcome) + len(codes.VictimGroup) + len(codes.Scope) + len(codes.Status)
    assert len(counts()) == 16
