from __future__ import annotations

import json

import pytest

from reading import read_bytes
from toll.errors import UnreadableError
from toll.read.document import Document, Refused
from toll.read.limits import Limits

GOOD = '{"titre": "Attaque à Gao", "texte": "Douze morts à Gao.", "date": "2022-03-05", "source": {"name": "Le Matin"}}'


def test_a_line_is_an_article() -> None:
    (document,) = read_bytes(f"{GOOD}\n\n".encode(), "export.jsonl")
    assert document == Document(
        text="Douze morts à Gao.",
        format="jsonl",
        locator="line 1",
        outlet="Le Matin",
        title="Attaque à Gao",
        published="2022-03-05",
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param("{bad", "it is no JSON (Expecting property name", id="no JSON"),
        pytest.param('{"text": "a"', "it is no JSON (Expecting ',' delimiter", id="cut"),
        pytest.param('"Douze morts"', "it is no JSON object", id="a string"),
        pytest.param('{"titre": "Attaque"}', "it tells of an article (titre) but holds no text", id="a title alone"),
        pytest.param('{"n": 12}', "it holds no text (looked for text, body", id="something else"),
        pytest.param('{"text": "  "}', "it holds no text", id="blank"),
        pytest.param('{"text": 12}', "it holds no text", id="a number"),
        pytest.param('{"text": NaN}', "it holds no text", id="NaN"),
        pytest.param('{"text": "a", "text": "b"}', 'it says "text" more than once', id="two texts"),
        pytest.param('{"text": "a\\u0000b"}', "it is binary", id="NUL"),
        pytest.param('{"text": "Douze morts… [+2034 chars]"}', "it holds only the beginning", id="cut text"),
        pytest.param('{"a":' * 20_000, "its JSON is nested too deeply", id="depth bomb"),
        pytest.param('{"text": "' + "a" * 300_000 + '"}', "it is larger than 200,000 bytes", id="too large"),
    ],
)
def test_a_bad_line_harms_no_other(line: str, reason: str) -> None:
    limits = Limits(document_bytes=200_000)
    first, bad, last = read_bytes(f"{GOOD}\n{line}\n{GOOD}".encode(), "export.jsonl", limits)
    assert isinstance(first, Document)
    assert isinstance(bad, Refused)
    assert bad.locator == "line 2"
    assert bad.reason.startswith(reason)
    assert bad.content in (line.encode(), b"" if len(line) > limits.document_bytes else None)
    assert isinstance(last, Document)
    assert last.locator == "line 3"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        pytest.param('{"text": "demi \\ud83d signe"}', "demi \ufffd signe", id="a lone surrogate"),
        pytest.param('{"text": "a", "n": ' + "1" * 5000 + "}", "a", id="a huge number"),
        pytest.param('{"text": "a", "n": 1e999999}', "a", id="a huge exponent"),
        pytest.param('{"text": "a", "title": NaN}', "a", id="NaN for nothing"),
        pytest.param('{"text": "a\tb"}', "a\tb", id="a bare tab in a string"),
        pytest.param('{"text": "a", "text": "a"}', "a", id="the same twice"),
        pytest.param('{"text": "a", "tag": 1, "tag": 2}', "a", id="another field twice"),
        pytest.param('\x1e{"text": "a"}\r', "a", id="record separator, Windows line end"),
    ],
)
def test_odd_lines_that_are_read(line: str, text: str) -> None:
    _, document = read_bytes(f"{GOOD}\n{line}\n".encode(), "export.jsonl")
    assert isinstance(document, Document)
    assert document.text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str) -> None:
    documents = read_bytes(f"{GOOD}\n{GOOD}\n".encode(encoding), "export.jsonl")
    assert [one.text for one in documents if isinstance(one, Document)] == ["Douze morts à Gao."] * 2


def test_blank_lines_alone() -> None:
    with pytest.raises(UnreadableError, match="nothing but white space"):
        read_bytes(b"\n\n", "export.jsonl")


def test_numbers_of_lines_count_blank_ones() -> None:
    raw = f"{GOOD}\n\n{json.dumps({'text': 'a'})}\n".encode()
    assert [one.locator for one in read_bytes(raw, "export.jsonl")] == ["line 1", "line 3"]
