"""Which characters bytes stand for: what is certain, what is declared, what is guessed, what is mended."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toll.errors import UnreadableError
from toll.read.decoding import decode

WORDS = "Douze soldats ont été tués près de Ménaka, a annoncé l'armée."
TYPESET = "« Le cœur de l’opération – un échec… » : 12 tués à Ménaka, 3 € la tête."
RUSSIAN = "Двенадцать солдат погибли в пятницу в засаде под Менакой, сообщила армия страны."
ARABIC = "قتل اثنا عشر جنديا يوم الجمعة في كمين قرب ميناكا في شمال شرق مالي حسب ما أعلن الجيش."
JAPANESE = "金曜日、マリ北東部で兵士12人が死亡したと軍が発表した。"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param(WORDS.encode(), WORDS, id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + WORDS.encode(), WORDS, id="UTF-8 with mark"),
        pytest.param(codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), WORDS, id="UTF-16 LE"),
        pytest.param(codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), WORDS, id="UTF-16 BE"),
        pytest.param(codecs.BOM_UTF32_LE + WORDS.encode("utf-32-le"), WORDS, id="UTF-32 LE"),
        pytest.param(WORDS.encode("utf-16-le"), WORDS, id="UTF-16 LE without mark"),
        pytest.param(WORDS.encode("utf-16-be"), WORDS, id="UTF-16 BE without mark"),
        pytest.param(WORDS.encode("utf-32-le"), WORDS, id="UTF-32 LE without mark"),
        pytest.param(WORDS.encode("utf-32-be"), WORDS, id="UTF-32 BE without mark"),
        pytest.param(WORDS.encode("cp1252"), WORDS, id="Windows-1252"),
        pytest.param(TYPESET.encode("cp1252"), TYPESET, id="Windows-1252, typeset"),
        pytest.param("Dix tués.".encode("latin-1"), "Dix tués.", id="Latin-1, short"),
        pytest.param((WORDS + " Un « cœur ».").encode("iso8859_15"), WORDS + " Un « cœur ».", id="Latin-9"),
        pytest.param(WORDS.encode("mac_roman"), WORDS, id="Mac"),
        pytest.param(WORDS.encode("cp850"), WORDS, id="DOS"),
        pytest.param(RUSSIAN.encode("cp1251"), RUSSIAN, id="Russian, Windows"),
        pytest.param(RUSSIAN.encode("koi8_r"), RUSSIAN, id="Russian, KOI8"),
        pytest.param(ARABIC.encode("cp1256"), ARABIC, id="Arabic, Windows"),
        pytest.param(JAPANESE.encode("shift_jis"), JAPANESE, id="Japanese"),
        pytest.param(
            WORDS.encode() + b"\n" + "l’hôpital".encode("cp1252"), WORDS + "\nl’hôpital", id="a line pasted into UTF-8"
        ),
    ],
)
def test_encodings(raw: bytes, text: str) -> None:
    assert decode(raw) == text


@pytest.mark.parametrize(
    ("raw", "declared", "text"),
    [
        pytest.param(RUSSIAN.encode("koi8_r"), "KOI8-R", RUSSIAN, id="believed"),
        pytest.param(WORDS.encode("cp1252"), "iso-8859-1", WORDS, id="Latin-1 means Windows-1252"),
        pytest.param(WORDS.encode(), "iso-8859-1", WORDS, id="UTF-8 is certain"),
        pytest.param(WORDS.encode("cp1252"), "utf-8", WORDS, id="wrong"),
        pytest.param(WORDS.encode("cp1252"), "rot13", WORDS, id="no encoding of characters"),
        pytest.param(WORDS.encode("cp1252"), "x" * 10_000 + "\0", WORDS, id="nonsense"),
    ],
)
def test_the_declared_encoding(raw: bytes, declared: str, text: str) -> None:
    assert decode(raw, declared) == text


@pytest.mark.parametrize(
    ("garbled", "text"),
    [
        pytest.param(WORDS.encode().decode("latin-1"), WORDS, id="UTF-8 read as Latin-1"),
        pytest.param(TYPESET.replace("à", "a").encode().decode("cp1252"), TYPESET.replace("à", "a"), id="as 1252"),
        pytest.param(WORDS.encode().decode("latin-1").encode().decode("latin-1"), WORDS, id="twice"),
        pytest.param("l\x92armée", "l’armée", id="Windows-1252 read as Latin-1"),
        pytest.param(RUSSIAN.encode().decode("latin-1"), RUSSIAN, id="Russian"),
    ],
)
def test_what_was_decoded_wrongly_is_mended(garbled: str, text: str) -> None:
    assert decode(garbled.encode()) == text


@pytest.mark.parametrize(
    "fine",
    [
        "VOILÀ « L’ÉTÉ » : NOËL À L’ÎLE D’OLÉRON…",
        "CHÂTEAU, ÂGÉ, PÂQUES… LE PÈRE LÂCHÉ — « Â » ; « Ã » ; Â…",
        "São Paulo, SÃO TOMÉ, MAÑANA, «\xa0Ça\xa0»",
        'l\'armée dit "non" & <b> &eacute; … ﬁn  ½ km²',
        "\ufb01n e\u0301te\u0301 １２ ᴀ",
        RUSSIAN,
        ARABIC,
        JAPANESE,
    ],
)
def test_fine_text_stays_as_it_is(fine: str) -> None:
    assert decode(fine.encode()) == fine


FRENCH = st.text("aeéèêëàâîïôûùçœÀÉÈÊÎÔÇNST .,;:!?…'’\"«»“”()–—-\u00a0\u202f0123€°\n", min_size=1)
WORD = st.sampled_from(
    [
        "armée",
        "l’été",
        "À",
        "ÂGÉ",
        "PÂQUES",
        "NOËL",
        "«",
        "»",
        "–",
        "…",
        "tués,",
        "hôpital.",
        "«\xa0Ça\xa0»",
        "ÎLE",
        "À\xa0:",
    ]
)


@given(st.lists(WORD, min_size=1).map(" ".join))
def test_french_words_stay_as_they_are(text: str) -> None:
    assert decode(text.encode()) == text


# No French text has "â€": it is what quotation marks and daggers look like once decoded wrongly.
@given(FRENCH.filter(lambda text: bool(text.strip()) and "â€" not in text))
def test_french_letters_in_any_order_stay_as_they_are(text: str) -> None:
    assert decode(text.encode()) == text


@given(st.lists(st.sampled_from(WORDS.split()), min_size=3).map(" ".join), st.sampled_from(["cp1252", "utf-16-le"]))
def test_encoded_and_decoded_is_the_same(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_give_the_same_twice(raw: bytes) -> None:
    assert _outcome(raw) == _outcome(raw)


def _outcome(raw: bytes) -> str:
    try:
        return decode(raw)
    except UnreadableError as error:
        return f"refused: {error}"
