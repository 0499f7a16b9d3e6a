import codecs
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reading import read_bytes
from toll.errors import UnreadableError
from toll.read.document import Document

WORDS = "Douze soldats ont été tués près de Ménaka."


@pytest.mark.parametrize(
    "unchanged",
    [
        pytest.param(" date 2022-03 Douze morts\r\n\r\nà Ménaka \n", id="white space and line ends"),
        pytest.param("e\u0301te\u0301", id="decomposed letters"),
        pytest.param("l\u2019arme\u0301e\u00a0: «\u202fdouze\u202f»", id="narrow spaces"),
        pytest.param("\x01ZCZC " + "dépêche " * 40 + "\x03", id="marks of a wire service"),
        pytest.param("une\x0cpage", id="form feed"),
    ],
)
def test_the_text_is_the_file_unchanged(unchanged: str) -> None:
    (document,) = read_bytes(unchanged.encode())
    assert document.text == unchanged
    assert document.format == "text"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        pytest.param(b" \n\t\r\n", "it holds nothing but white space", id="blank"),
        pytest.param(codecs.BOM_UTF8, "it holds nothing but white space", id="only a byte order mark"),
        pytest.param(b"Douze\0morts", "it is binary (it holds NUL bytes)", id="NUL"),
        pytest.param(b"a\0b", "it is binary (it holds NUL bytes)", id="NUL, short"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0", "it is a picture (PNG)", id="picture"),
        pytest.param(b"\x81\x8d\x8f\x90\x9d" * 9, "its encoding is not known; save it as UTF-8", id="no encoding"),
        pytest.param(b"---\ntitle: Rien\n---\n \n", "it holds front matter and no article", id="front matter alone"),
        pytest.param(codecs.BOM_UTF8 + b"abc\xff", "it is not UTF-8 (byte 7); save it as UTF-8", id="bad byte"),
        pytest.param(codecs.BOM_UTF16_LE + b"a", "it is not UTF-16-LE (byte 3); save it as UTF-8", id="cut UTF-16"),
        pytest.param(
            b"\x01\x02\x03abc",
            "it is binary (3 of its 6 characters are control characters)",
            id="control characters",
        ),
        pytest.param(
            codecs.BOM_UTF16_LE + "a\0b".encode("utf-16-le"),
            "it is binary (1 of its 3 characters are control characters)",
            id="NUL within UTF-16",
        ),
    ],
)
def test_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_bytes(raw)
    assert str(refused.value) == reason


@pytest.mark.parametrize(
    ("head", "date"),
    [
        pytest.param(" date 2022-03 Après un calme", "2022-03", id="bare"),
        pytest.param("date: 2022-03-05\n\nDouze morts", "2022-03-05", id="with colon"),
        pytest.param("\n\nDATE = 05/03/2022\n", "05/03/2022", id="French order"),
        pytest.param("Date: 2022-03-05.", "2022-03-05", id="full stop"),
        pytest.param("date: 2022-13-45\n", "2022-13-45", id="as given even where it is none"),
        pytest.param("date: 2022\n", "2022", id="a year"),
        pytest.param("date: 2022-03-05T10:00:00Z\n", "2022-03-05", id="with time"),
        pytest.param("La date 2022-03 est loin", None, id="not at the head"),
        pytest.param("date d'hier", None, id="no number"),
        pytest.param("dates 2022-03", None, id="another word"),
        pytest.param("Date 202212345678901", None, id="too many digits"),
    ],
)
def test_header_date(head: str, date: str | None) -> None:
    (document,) = read_bytes(head.encode())
    assert document.header_date == date


@given(st.binary(max_size=200))
@example(b"date 2022-")
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    with suppress(UnreadableError):
        assert all(one.text.strip() if isinstance(one, Document) else one.reason for one in read_bytes(raw))


@given(st.text(min_size=1))
def test_any_text_without_controls_comes_back(words: str) -> None:
    kept = "".join(c for c in words if c >= " " and not "\x7f" <= c <= "\x9f" and not "\ud800" <= c <= "\udfff")
    # What begins like JSON or a mark-up is not plain text, and UTF-8 that was read as Latin-1 is mended.
    kept = "".join(c for c in kept if not "\xc2" <= c <= "\xf4")
    if kept.strip() and not kept.startswith("\ufeff") and not kept.lstrip().startswith(("{", "[", "<")):
        assert read_bytes(kept.encode())[0].text == kept
