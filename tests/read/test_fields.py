from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import pytest

from toll.errors import UnreadableError
from toll.read import epochs, fields, markup
from toll.read.formats import Format


def read(**record: Any) -> Any:
    return fields.document({"text": "Douze morts.", **record}, Format.JSON, None)


@pytest.mark.parametrize(
    "name",
    ["text", "Body", "CONTENT", "main_text", "maintext", "articleBody", "full text", "Texte", "contenu", "corps"],
)
def test_names_of_texts(name: str) -> None:
    assert fields.document({name: "Douze morts.", "id": 7}, Format.JSON, None).text == "Douze morts."


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        pytest.param({"headline": " Attaque\nà Gao "}, "title", "Attaque à Gao", id="one line"),
        pytest.param({"titre": "L&rsquo;attaque"}, "title", "L’attaque", id="entities"),
        pytest.param({"title": "", "titre": "Gao"}, "title", "Gao", id="an empty one is none"),
        pytest.param({"title": {"rendered": "<b>Gao</b>"}}, "title", "Gao", id="WordPress"),
        pytest.param({"title": 12}, "title", None, id="a number is no title"),
        pytest.param({"link": "https://e.org/1"}, "url", "https://e.org/1", id="link"),
        pytest.param({"source": {"id": None, "name": "Le Matin"}}, "outlet", "Le Matin", id="source as an object"),
        pytest.param({"source_domain": "e.org", "outlet": "Le Matin"}, "outlet", "Le Matin", id="the better name"),
        pytest.param({"publishedAt": "2022-03-05T10:00:00Z"}, "published", "2022-03-05T10:00:00Z", id="publishedAt"),
        pytest.param({"date": {"$date": {"$numberLong": "1646427900000"}}}, "published", "2022-03-04T21:05:00+00:00"),
        pytest.param({"date": "5 mars 2022"}, "published", "5 mars 2022", id="words stay"),
        pytest.param({"date": "", "created": 1646427900}, "published", "2022-03-04T21:05:00+00:00", id="created"),
    ],
)
def test_what_it_says(record: dict[str, Any], field: str, value: str | None) -> None:
    assert getattr(read(**record), field) == value


@pytest.mark.parametrize(
    "record",
    [
        pytest.param({"source": {"title": "T", "text": "a"}, "id": 1}, id="source"),
        pytest.param({"_source": {"title": "T", "body": "a"}}, id="_source"),
        pytest.param({"title": "T", "fields": {"bodyText": "a"}}, id="fields beside a title"),
    ],
)
def test_wrapped(record: dict[str, Any]) -> None:
    document = fields.document(record, Format.JSON, None)
    assert (document.text, document.title, document.outlet) == ("a", "T", None)


@pytest.mark.parametrize(
    ("value", "time"),
    [
        pytest.param(1646427900, "2022-03-04T21:05:00+00:00", id="seconds"),
        pytest.param(1646427900.25, "2022-03-04T21:05:00.250000+00:00", id="parts of a second"),
        pytest.param(1646427900000, "2022-03-04T21:05:00+00:00", id="milliseconds"),
        pytest.param("1646427900", "2022-03-04T21:05:00+00:00", id="seconds in words"),
        pytest.param(1646427900_000_000_000, "2022-03-04T21:05:00+00:00", id="nanoseconds"),
        pytest.param("20220304210500", "2022-03-04T21:05:00", id="a capture of a crawl"),
        pytest.param(20220304, "2022-03-04", id="a day as a number"),
        pytest.param("20221340", "20221340", id="no day"),
        pytest.param(2022, None, id="a year as a number"),
        pytest.param("2022", "2022", id="a year"),
        pytest.param("2022-03", "2022-03", id="a month"),
        pytest.param("2022-03-04 21:05:00+0100", "2022-03-04T21:05:00+0100", id="with a blank and a zone"),
        pytest.param("Fri, 04 Mar 2022 21:05:00 GMT", "2022-03-04T21:05:00+00:00", id="RFC 2822"),
        pytest.param(datetime(2022, 3, 4, 21, tzinfo=UTC), "2022-03-04T21:00:00+00:00", id="a time"),
        pytest.param(date(2022, 3, 4), "2022-03-04", id="a day"),
        pytest.param(True, None, id="a truth"),
        pytest.param(10**400, None, id="a huge number"),
        pytest.param(float("nan"), None, id="NaN"),
        pytest.param("9" * 5000, None, id="gigantic"),
        pytest.param("  ", None, id="blank"),
    ],
)
def test_times(value: object, time: str | None) -> None:
    assert epochs.iso(value) == time


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        pytest.param("2 < 3 & 4 > 1, AT&T; <AFP>", "2 < 3 & 4 > 1, AT&T; <AFP>", id="no markup"),
        pytest.param("<p>Un</p>\n <p>Deux <b>morts</b>.</p>", "Un\n\nDeux morts.", id="paragraphs"),
        pytest.param("Un<br/>Deux<BR>Trois", "Un\nDeux\nTrois", id="lines"),
        pytest.param("<div>Un<script>var x='<p>Non</p>'</script></div>Deux", "Un\n\nDeux", id="a script"),
        pytest.param("<ul><li>Un</li><li>Deux</li></ul>", "Un\n\nDeux", id="a list"),
        pytest.param("<p>2 &lt; 3&nbsp;morts<!-- non --></p>", "2 < 3\xa0morts", id="entities and a comment"),
        pytest.param("L&#8217;arm&eacute;e", "L’armée", id="entities alone"),
        pytest.param("<p>Un <img src='http://e.org/x'><a href='http://e.org'>Deux", "Un Deux", id="links"),
        pytest.param('<!DOCTYPE x SYSTEM "file:///etc/passwd"><p>Un&x;</p>', "Un&x;", id="a document type"),
    ],
)
def test_markup(written: str, plain: str) -> None:
    assert markup.plain(written) == plain


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        pytest.param("<div>" * 100_000 + "x", "its HTML is nested too deeply", id="deep"),
        pytest.param("<p></p><script>x</script>", "its HTML holds no words", id="no words"),
    ],
)
@pytest.mark.timeout(20)
def test_markup_refused(written: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        markup.plain(written)


@pytest.mark.parametrize("piece", ["<p ", "<!--", "<b>x", "<p>x", "&#x", "<p a='", "&amp;", "x<p>x<"])
@pytest.mark.timeout(20)
def test_no_markup_takes_long(piece: str) -> None:
    with suppress(UnreadableError):
        assert "<p>" not in markup.plain(piece * 100_000)
