"""Dispatches of our own, read as any article is: which of them are one dispatch, and which are news (cases.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import newsroom
from toll import copies, extract, rows
from toll.extract import Extraction
from toll.packs import Contract, load
from toll.tables import ARTICLES, CLAIMS

RUN = {"batch_id": "b", "ingested_at": datetime(2021, 4, 1, tzinfo=UTC), "extractor_version": "test"}


DAY = date(2021, 3, 16)


class Dispatch(Contract):
    """The dispatch that the others are compared with."""

    published: date
    text: str


class Variant(Contract):
    """What an article makes of the dispatch."""

    published: date | None = DAY
    instead: Mapping[str, str] = {}
    until: str | None = None
    more: str = ""
    text: str | None = None
    language: str = "fr"

    def of(self, dispatch: str) -> str:
        """Its text."""
        text = self.text or dispatch
        for old, new in self.instead.items():
            assert old in text
            text = text.replace(old, new)
        if self.until:
            assert self.until in text
            text = text[: text.index(self.until)]
        return f"{text.rstrip()}\n\n{self.more}"


class Cases(Contract):
    """All cases."""

    dispatch: Dispatch
    copies: Mapping[str, Variant]
    news: Mapping[str, Variant]
    bulletins: Mapping[str, str]


CASES = load(Path(__file__).parent / "cases.yaml", Cases)
ORIGINAL = "original"


def told(name: str, text: str, published: date | None, language: str = "fr") -> Extraction:
    """What the article `name` tells; its claims bear its name too."""
    article = replace(newsroom.article(text, published, language), article_id=name)
    return extract.extract(article) if extract.supports(language) else Extraction(article, (), ())


def found(*articles: Extraction) -> dict[str, str]:
    """Which of the articles are copies, and of which."""
    claims = rows.arrow(CLAIMS, [claim for one in articles for claim in one.claims])
    copied = copies.find(rows.arrow(ARTICLES, [one.article for one in articles], **RUN), claims)
    return {row["article_id"]: row["duplicate_of"] for row in copied.to_pylist()}


def original() -> Extraction:
    return told(ORIGINAL, CASES.dispatch.text, CASES.dispatch.published)


def variant(name: str, case: Variant) -> Extraction:
    return told(name, case.of(CASES.dispatch.text), case.published, case.language)


def cases(named: Mapping[str, Variant]) -> list[Any]:
    return [pytest.param(name, case, id=name) for name, case in named.items()]


@pytest.mark.parametrize(("name", "case"), cases(CASES.copies))
def test_a_reprint_is_a_copy(name: str, case: Variant) -> None:
    assert found(variant(name, case), original()) == {name: ORIGINAL}


@pytest.mark.parametrize(("name", "case"), cases(CASES.news))
def test_news_is_none(name: str, case: Variant) -> None:
    assert found(original(), variant(name, case)) == {}


@pytest.mark.parametrize(
    ("short", "full"),
    [
        pytest.param(CASES.copies["half_of_it"], Variant(), id="longer"),
        pytest.param(
            Variant(), CASES.news["what_else_happened"].model_copy(update={"published": DAY}), id="more-figures"
        ),
    ],
)
def test_of_one_day_the_fuller_article_is_the_original(short: Variant, full: Variant) -> None:
    assert found(variant("a", short), variant("b", full)) == {"a": "b"}


def test_an_original_may_reach_us_after_its_copies() -> None:
    known = [variant(name, CASES.copies[name]) for name in ("a_typo_mended", "of_no_known_day")]
    assert found(*known) == {"of_no_known_day": "a_typo_mended"}
    assert found(*known, original()) == {"of_no_known_day": ORIGINAL, "a_typo_mended": ORIGINAL}


def test_bulletins_that_tell_no_figure_have_to_be_the_same() -> None:
    told_by = [told(name, text, date(2021, 3, 15)) for name, text in CASES.bulletins.items()]
    assert found(*told_by) == {"same": "first"}
