"""From dispatches to incidents, over stories written for the purpose: each alone, and all in one lake.

`pytest -s tests/incidents/test_stories.py -k links` prints every pair that is linked or kept apart in error.
"""

from __future__ import annotations

from typing import Any

import pytest

from incidents.story_cases import SLUGS, story
from incidents.story_faults import Outcome, outcome

PROMISED = 0.95


def _case(slug: str) -> Any:
    fault = story(slug).truth.known_fault
    return pytest.param(slug, marks=pytest.mark.xfail(reason=fault, strict=True) if fault else ())


@pytest.mark.parametrize("slug", [_case(slug) for slug in SLUGS])
def test_story(slug: str) -> None:
    assert outcome([story(slug)]).faults() == []


@pytest.fixture(scope="module")
def together() -> Outcome:
    return outcome([story(slug) for slug in SLUGS])


def test_links(together: Outcome) -> None:
    links = together.links
    told = f"{len(links.right)} right, {len(links.wrong)} wrong, {len(links.missed)} missed"
    print(f"\nprecision {links.precision:.3f}, recall {links.recall:.3f}: {told}")
    print("\nlinked in error", *together.told(links.wrong), sep="\n  ")
    print("\nnot linked", *together.told(links.missed), sep="\n  ")
    print("\nfaults", *together.faults(), sep="\n  ")
    assert min(links.precision, links.recall) >= PROMISED


def test_every_quote_stands_once_in_its_dispatch() -> None:
    for slug in SLUGS:
        one = story(slug)
        for _, name, quote in one.found:
            assert one.dispatches[name].article.text.count(quote) == 1, f"{slug}/{name}: {quote}"
