import gzip

import pytest

from reading import documents_of, read_bytes
from toll.errors import UnreadableError
from toll.read.document import Document, Refused

NEWS = "Douze soldats ont été tués près de Ménaka."
AT = "http://example.org/mali"


def record(body: bytes, kind: str = "text/plain; charset=utf-8", status: str = "200 OK", head: str = "") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{head}\r\n".encode() + body
    return warc("response", "application/http; msgtype=response", http)


def warc(kind: str, media: str, body: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {AT}\r\nWARC-Date: 2022-03-05T10:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:7d7b1c1e-0000-4000-8000-000000000001>\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


INFO = warc("warcinfo", "application/warc-fields", b"software: none\r\n")
PAGE = record(NEWS.encode())


def test_pages_are_articles() -> None:
    raw = INFO + warc("request", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n") + PAGE
    (document,) = documents_of(raw, "a.warc")
    assert (document.text, document.locator, document.url) == (NEWS, "record 3", AT)
    assert (document.copied, document.published) == ("2022-03-05T10:00:00Z", None)


def test_records_packed_each_by_itself() -> None:
    raw = b"".join(gzip.compress(one) for one in (INFO, PAGE, PAGE))
    assert [one.locator for one in documents_of(raw, "a.warc.gz")] == ["a.warc!record 2", "a.warc!record 3"]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(record(NEWS.encode("latin-1"), "text/plain; charset=iso-8859-1"), id="encoding of the server"),
        pytest.param(record(gzip.compress(NEWS.encode()), head="Content-Encoding: gzip\r\n"), id="packed page"),
        pytest.param(warc("conversion", "text/plain", NEWS.encode()), id="text of a page (WET)"),
        pytest.param(warc("resource", "text/plain", NEWS.encode()), id="resource"),
        pytest.param(record(NEWS.encode(), "text/plain; charset=latin-9x"), id="unknown encoding"),
    ],
)
def test_pages_of_every_kind(page: bytes) -> None:
    assert [one.text for one in documents_of(page, "a.warc")] == [NEWS]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(record(b"", status="301 Moved"), id="redirect"),
        pytest.param(record(NEWS.encode(), status="404 Not Found"), id="no page"),
        pytest.param(record(b"\x89PNG", "image/png"), id="picture"),
    ],
)
def test_what_is_no_page_is_passed_over(page: bytes) -> None:
    assert len(documents_of(page + PAGE, "a.warc")) == 1
    with pytest.raises(UnreadableError, match="it holds no page"):
        read_bytes(INFO + page, "a.warc")


@pytest.mark.parametrize(
    ("raw", "locator", "reason"),
    [
        pytest.param(PAGE + PAGE[:-20], "record 2", "it breaks off", id="cut in a page"),
        pytest.param(PAGE + PAGE[: PAGE.index(b"text/plain")], "record 2", "it is empty", id="cut in its head"),
        pytest.param(PAGE + b"Douze morts " * 9, "the rest", "it is damaged after record 1", id="no record"),
        pytest.param(PAGE + record(b"\0\0\0"), "record 2", "it is binary", id="no text"),
        pytest.param(PAGE + record(b"a" * 20_000_001), "record 2", "it is larger than", id="too large"),
    ],
)
def test_what_came_before_damage_is_kept(raw: bytes, locator: str, reason: str) -> None:
    first, second = read_bytes(raw, "a.warc")
    assert isinstance(first, Document)
    assert isinstance(second, Refused)
    assert second.locator == locator
    assert reason in second.reason
