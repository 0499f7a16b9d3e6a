import re
from html.parser import HTMLParser

import pytest
from batches import BATCH, Story, batch

from toll.validate import judge, page

HOSTILE = "<script src=https://example.org/x.js></script>"


class Elements(HTMLParser):
    """Collects tags with their attributes, and the text between them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


@pytest.fixture(scope="module")
def written() -> str:
    stories = (Story("a"), Story("b", part={"outcome": HOSTILE, "claim_id": f"{HOSTILE}-2"}))
    return page(judge(batch(*stories), batch_id=BATCH, max_rejected_share=1.0), f"Batch {HOSTILE}")


@pytest.fixture(scope="module")
def read(written) -> Elements:
    elements = Elements()
    elements.feed(written)
    return elements


def test_every_value_is_escaped(read):
    assert HOSTILE in read.text
    assert "script" not in {tag for tag, _ in read.tags}


def test_nothing_is_fetched(written, read):
    outside = [v for _, attributes in read.tags for k, v in attributes.items() if k in {"src", "href"}]
    assert outside == ["data:,"]
    assert not re.search(r"url\(|@import", written)


def test_it_says_what_was_checked_and_what_failed(read):
    text = " ".join(read.text.split())
    for words in ("3 rows rejected, the rest accepted", "claims.outcome_from_its_list", "1 of 4 rows failed"):
        assert words in text
    assert len(re.findall(r"✓|✗", read.text)) > 150


@pytest.mark.parametrize(
    ("stories", "share", "says"),
    [
        pytest.param((Story("a"),), 0.2, "Every row accepted", id="accepted"),
        pytest.param((Story("a", part={"low": 9}),), 0.2, "Refused, nothing of it is published: 1 of 2", id="refused"),
    ],
)
def test_the_head_tells_the_outcome(stories, share, says):
    assert says in page(judge(batch(*stories), batch_id=BATCH, max_rejected_share=share), "Batch")


def test_it_fits_a_narrow_screen_and_both_schemes(read, written):
    assert ("viewport", "width=device-width, initial-scale=1") in [
        (attributes.get("name"), attributes.get("content")) for tag, attributes in read.tags if tag == "meta"
    ]
    assert "prefers-color-scheme: dark" in written
    assert "overflow-wrap: anywhere" in written
