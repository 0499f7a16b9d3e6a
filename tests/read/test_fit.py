"""What holds for the findings of every reader: characters, lengths, and an end of refusals."""

from __future__ import annotations

import io
import json

import pytest

from packing import zipped
from reading import read_bytes
from toll import read
from toll.errors import UnreadableError
from toll.read import fit
from toll.read.document import Document, Found, Refused
from toll.read.limits import Budget, Limits, OverBudgetError

GOOD, BAD = b'{"text": "Douze morts"}', b'{"n": 1}'
FEW = Limits(refusals=20)


@pytest.mark.parametrize(
    ("lines", "kept", "reason"),
    [
        pytest.param([BAD] * 50, 20, "20 of its members give no article, and 0 do", id="all bad"),
        pytest.param([GOOD, *[BAD] * 50], 21, "20 of its members give no article, and 1 do", id="one good"),
        pytest.param([*[GOOD] * 2, *[BAD] * 50], 23, "21 of its members give no article, and 2 do", id="two good"),
        pytest.param([*[BAD] * 19, GOOD], 20, None, id="just enough"),
        pytest.param([*[BAD] * 4, GOOD] * 12, 60, None, id="every fifth good"),
    ],
)
@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.zip"])
def test_a_file_of_bad_records_ends(lines: list[bytes], kept: int, reason: str | None, name: str) -> None:
    found = read_bytes(_file(lines, name), name, FEW)
    *found, rest = found if reason else [*found, None]
    assert len(found) == kept
    if reason:
        assert isinstance(rest, Refused)
        assert (rest.locator, rest.reason) == ("the rest", f"{reason}; drop those that are articles")


def _file(lines: list[bytes], name: str) -> bytes:
    if name == "a.zip":
        return zipped({f"{at}.json": line for at, line in enumerate(lines)})
    return b"\n".join(lines) if name == "a.jsonl" else b"[%b]" % b",".join(lines)


def test_no_column_gets_what_no_text_can_hold() -> None:
    told = {"text": "Douze morts", "title": "Ga\0o\ud800", "url": "http://a\0", "source": "x" * 5_000, "date": "\0"}
    (document,) = read_bytes(json.dumps(told).encode(), "a.json")
    assert isinstance(document, Document)
    assert (document.title, document.url) == ("Gao\ufffd", "http://a")
    assert (document.published, len(document.outlet or "")) == (None, fit.LONGEST)


@pytest.mark.parametrize("locator", [None, "a.pdf"])
def test_a_text_that_unpacked_itself_is_refused(locator: str | None) -> None:
    found: list[Found] = [Document(text="a" * 11, format="pdf", locator=locator)]
    limits = Limits(document_bytes=10)
    if locator is None:
        with pytest.raises(UnreadableError, match="its text is longer than 10 characters"):
            list(fit.found(found, limits, Budget(limits, 0)))
    else:
        (one,) = fit.found(found, limits, Budget(limits, 0))
        assert isinstance(one, Refused)


def test_items_within_items_are_told_within_bounds() -> None:
    raw = "<rss><channel>" + "".join(f"<item><title>{at}</title>" for at in range(200)) + "x" * 10_000
    found = read.found(io.BytesIO(raw.encode()), "a.xml", Limits(unpacked_bytes=500_000, ratio=10))
    with pytest.raises(OverBudgetError):
        list(found)
