"""WARC: the pages of a crawl (ISO 28500), such as Common Crawl's news, each read by its own format.

Requests, redirects, pages that failed, pictures and scripts are passed over: they are no articles. The date of the
crawl is known to be no date of publication and stands only where a page has none.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import IO, cast

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from toll.errors import UnreadableError
from toll.read.document import Document, Found, Refused
from toll.read.limits import OverBudgetError
from toll.read.source import Source, Unpacked

_PAGES = (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion)
_MARKED_UP = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_KINDS = _MARKED_UP | {"application/json", "application/ld+json", "text/xml", "application/xml", "application/pdf"}
_FETCHED = 200
_HEADER = 1 << 16


def documents(source: Source) -> Iterator[Found]:
    """The articles of its pages, located by `record 17`; raises UnreadableError where it holds no page at all."""
    gives = False
    for found in _records(source):
        gives = True
        yield found
    if not gives:
        raise UnreadableError("it holds no page that was fetched whole (HTTP 200)")


def _records(source: Source) -> Iterator[Found]:
    stream = cast(IO[bytes], _Told(source.stream))
    records = iter(ArchiveIterator(stream, stream_detect=False, auto_decode="all", max_header_len=_HEADER))
    count = 0
    while True:
        try:
            record = next(records, None)
        except OverBudgetError:
            raise
        except Exception as error:  # whatever fastwarc says of bytes that are no record
            reason = f"it is damaged after record {count} ({error}); fetch it again"
            yield Refused(locator=source.place("the rest"), reason=reason)
            return
        if record is None:
            return
        count += 1
        if _is_page(record):
            yield from _page(source, record, f"record {count}")


class _Told:
    """A stream that tells how far it was read, without which fastwarc wants to seek."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._read = 0

    def read(self, size: int = -1) -> bytes:
        block = self._stream.read(size)
        self._read += len(block)
        return block

    def tell(self) -> int:
        return self._read


def _is_page(record: WarcRecord) -> bool:
    if record.record_type not in _PAGES:
        return False
    if record.is_http and record.http_headers is not None and record.http_headers.status_code != _FETCHED:
        return False
    return _kind(record) in _KINDS


def _kind(record: WarcRecord) -> str:
    told = record.http_content_type if record.is_http else record.headers.get("Content-Type")
    return (told or "text/html").split(";")[0].strip().lower()


def _page(source: Source, record: WarcRecord, name: str) -> Iterator[Found]:
    url, crawled = record.headers.get("WARC-Target-URI"), record.headers.get("WARC-Date")
    try:
        page = _content(source, record)
    except OverBudgetError:
        raise
    except Exception as error:  # a page's own packing may be damaged, or the file end within it
        yield Refused(locator=source.place(name), reason=str(error))
        return
    for one in source.inside(name, io.BytesIO(page)):
        yield replace(one, url=one.url or url, copied=one.copied or crawled) if isinstance(one, Document) else one


def _content(source: Source, record: WarcRecord) -> bytes:
    """The page's bytes: in UTF-8 with its mark where the server names an encoding, so that no reader need guess it."""
    if record.is_http and record.http_headers is None:
        raise UnreadableError("it breaks off; fetch it again")
    whole = record.content_length
    page = replace(source, stream=cast(IO[bytes], io.BufferedReader(Unpacked(_body(record), source.budget)))).content()
    if len(page) < whole and not _is_packed(record):
        raise UnreadableError("it breaks off; fetch it again")
    if record.is_http and record.http_charset and _kind(record) in _MARKED_UP:
        with suppress(UnicodeDecodeError, LookupError):
            return codecs.BOM_UTF8 + page.decode(record.http_charset).removeprefix("\ufeff").encode()
    return page


def _body(record: WarcRecord) -> IO[bytes]:
    return cast(IO[bytes], record.reader)


def _is_packed(record: WarcRecord) -> bool:
    told = record.http_headers
    return told is not None and any(told.get(name) for name in ("Content-Encoding", "Transfer-Encoding"))
