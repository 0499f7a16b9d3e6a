from __future__ import annotations

import json
from typing import Any

import pytest

from reading import documents_of, read_bytes
from toll.errors import UnreadableError
from toll.read.document import Document, Refused
from toll.read.limits import Limits

ONE = {"title": "Attaque à Gao", "text": 'Douze morts [au moins] à "Gao" {Mali}.', "datePublished": "2022-03-05T10:00Z"}
TWO = {"title": "Crue", "text": "Trois noyés à Niamey.", "url": "https://example.org/2"}
TEXTS = [ONE["text"], TWO["text"]]


@pytest.mark.parametrize(
    "value",
    [
        pytest.param([ONE, TWO], id="a list"),
        pytest.param({"status": "ok", "articles": [ONE, TWO]}, id="articles"),
        pytest.param({"Items": [ONE, TWO], "next": None}, id="items, in capitals"),
        pytest.param({"response": {"status": "ok", "docs": [ONE, TWO]}}, id="response.docs"),
        pytest.param({"took": 3, "hits": {"total": 2, "hits": [{"_source": ONE}, {"_source": TWO}]}}, id="searched"),
        pytest.param({"data": [{"id": "1", "attributes": ONE}, {"id": "2", "attributes": TWO}]}, id="JSON:API"),
        pytest.param({"response": {"results": [{"fields": ONE}, {"fields": TWO}]}}, id="fields"),
        pytest.param([{"article": ONE}, {"article": TWO}], id="each in an object of its own"),
        pytest.param([{"content": {"rendered": one["text"]}} for one in (ONE, TWO)], id="WordPress"),
    ],
)
@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("is_ascii", [True, False])
def test_lists(value: Any, indent: int | None, is_ascii: bool) -> None:
    documents = documents_of(json.dumps(value, indent=indent, ensure_ascii=is_ascii).encode(), "export.json")
    assert [one.text for one in documents] == TEXTS
    assert [one.locator for one in documents] == ["item 1", "item 2"]


def test_a_lone_object_is_the_article() -> None:
    assert documents_of(json.dumps(ONE).encode(), "a.json") == [
        Document(text=TEXTS[0], format="json", title="Attaque à Gao", published="2022-03-05T10:00Z")
    ]


def test_a_text_makes_an_object_an_article_whatever_lists_it_has() -> None:
    assert [one.text for one in documents_of(json.dumps({"items": [TWO], **ONE}).encode(), "a.json")] == TEXTS[:1]


def test_objects_one_after_another() -> None:
    raw = "\n".join(json.dumps(one, indent=1) for one in (ONE, TWO)).encode()
    assert [one.text for one in documents_of(raw, "a.json")] == TEXTS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    raw = json.dumps([ONE, TWO], ensure_ascii=False).encode(encoding)
    assert [one.text for one in documents_of(raw, "a.json")] == TEXTS


@pytest.mark.parametrize(
    ("written", "reasons"),
    [
        pytest.param('[{"text":"a"},{"text":"b\\q"},{"text":"c"}]', [None, "it is no JSON", None], id="an escape"),
        pytest.param('{"docs":[{"text":"a"},{"text":b},{"text":"c"}]}', [None, "it is no JSON", None], id="within"),
        pytest.param('[{"text":"a"},{"text":NaN},{"text":"c"}]', [None, "it holds no text", None], id="NaN"),
        pytest.param('[{"text":"a"},{"text":"b', [None, "the file ends in the middle"], id="cut"),
        pytest.param('[{"text":"a"},{"title":"b"}]', [None, "it tells of an article (title)"], id="no text"),
        pytest.param('[{"text":"a"}] fin', [None, "it is no JSON"], id="something after the list"),
        pytest.param('["a", {"text":"a"},]', ["it is no JSON object", None], id="a string, a comma too many"),
        pytest.param('[{"text":"a"},{"b":' + "[" * 9000 + "]" * 9000 + "}]", [None, "its JSON is nested"], id="depth"),
        pytest.param('[{"text":"a"},{"b":"' + "b" * 20_000 + '"},{"text":"c"}]', [None, "it is l", None], id="size"),
        pytest.param('[{"text":"a"},{"n":' + "1" * 9000 + ',"text":"b"}]', [None, None], id="a huge number"),
    ],
)
def test_a_bad_element_harms_no_other(written: str, reasons: list[str | None]) -> None:
    found = read_bytes(written.encode(), "export.json", Limits(document_bytes=19_000))
    told = [one.reason if isinstance(one, Refused) else None for one in found]
    assert [one and one[: len(reason or "")] for one, reason in zip(told, reasons, strict=True)] == reasons


def test_a_list_in_an_object_larger_than_a_document_is_streamed() -> None:
    raw = json.dumps({"status": "ok", "articles": [ONE] * 200, "page": 1}).encode()
    assert len(read_bytes(raw, "a.json", Limits(document_bytes=1000))) == 200


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        pytest.param("[]", "its list of articles is empty", id="empty list"),
        pytest.param('{"articles": []}', "its list of articles is empty", id="empty list in an object"),
        pytest.param("{}", "it holds no text", id="empty object"),
        pytest.param('{"name": "toll", "version": 3}', "it holds no text", id="another object"),
        pytest.param('{"published": "2022-03-05", "outlet": "x"}', "beside a text file of the", id="a sidecar"),
        pytest.param('{"text": "a"', "its JSON ends in the middle", id="cut"),
        pytest.param('{"a":' * 3000 + "1" + "}" * 3000, "its JSON is nested too deeply", id="depth"),
        pytest.param('{"a":"' + "a" * 20_000 + '"}', "larger than 19,000 bytes", id="too large"),
    ],
)
def test_refused(written: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read_bytes(written.encode(), "a.json", Limits(document_bytes=19_000))
