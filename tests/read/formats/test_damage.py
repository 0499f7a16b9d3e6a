"""Files of every packed and office format, damaged at random: they are read or refused, and nothing else happens."""

import io
from contextlib import suppress

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packing import STREAMS, tarred, zipped
from printing import printed
from reading import read_bytes
from toll.errors import UnreadableError
from toll.read.document import Refused

NEWS = "Douze soldats ont été tués mardi près de Ménaka."
HTTP = f"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{NEWS}\r\n".encode()
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org\r\nWARC-Date: 2022-03-05T10:00:00Z\r\n"
    b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n" % (len(HTTP), HTTP)
)


def word() -> bytes:
    document, raw = docx.Document(), io.BytesIO()
    document.add_paragraph(NEWS)
    document.save(raw)
    return raw.getvalue()


TREE = {"a.txt": NEWS.encode(), "b.txt": NEWS.encode()}
FILES = {
    "a.zip": zipped(TREE),
    "a.tar": tarred(TREE),
    "a.warc": WARC * 2,
    "a.pdf": printed([[(50, 700, NEWS)]]),
    "a.docx": word(),
    **{f"a.tar{suffix}": pack(tarred(TREE)) for suffix, pack in STREAMS.items()},
}


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=80, deadline=None)
@given(st.data())
def test_any_byte_changed(name: str, data: st.DataObject) -> None:
    raw = bytearray(FILES[name])
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    is_told(bytes(raw), name)


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_cut(name: str, data: st.DataObject) -> None:
    is_told(FILES[name][: data.draw(st.integers(1, len(FILES[name]) - 1))], name)


def is_told(raw: bytes, name: str) -> None:
    with suppress(UnreadableError):
        assert all(one.reason if isinstance(one, Refused) else one.text for one in read_bytes(raw, name))
