"""What agencies deliver, in files written for these tests: each format's documents, field by field."""

from pathlib import Path
from typing import Any

import pytest

from reading import documents_of, read_bytes
from toll.errors import UnreadableError
from toll.read.document import Document, Refused
from toll.read.formats import Format
from toll.read.formats.ninjs import is_ninjs

FILES = Path(__file__).parent / "files"
KIDAL = "urn:newsml:agence.example:20140517T183000Z:KID42"

WHOLE: dict[str, dict[str, Any]] = {
    "kidal.newsml-g2.xml": {
        "text": "KIDAL (Mali), 17 mai 2014 (AGEX) - Huit soldats ont été tués samedi dans l'attaque d'un poste "
        "militaire de Kidal, a annoncé le ministère de la Défense.\n\nTrois assaillants sont morts & cinq ont fui."
        "\n\nLe calme est revenu.",
        "format": Format.NEWSML_G2,
        "outlet": "Agence Exemple",
        "title": "Mali: huit soldats tués dans l'attaque d'un poste",
        "published": "2014-05-17T18:30:00Z",
        "uri": KIDAL,
        "revision": 1,
        "embargoed_until": "2014-05-17T19:00:00Z",
    },
    "bangui.newsml.xml": {
        "text": "BANGUI, 6 déc 2013 (AGEX) - Vingt personnes ont été tuées vendredi à Bangui.\n\nUne cinquantaine ont "
        "été blessées, selon un médecin.",
        "format": Format.NEWSML,
        "outlet": "Agence Exemple",
        "title": "Centrafrique: vingt morts à Bangui",
        "published": "2013-12-06T10:14:59+01:00",
        "uri": "urn:newsml:agence.example:20131206:BGI7",
        "revision": 2,
        "embargoed_until": "2013-12-06T12:00:00+00:00",
    },
    "mopti.nitf.xml": {
        "text": "BAMAKO, 18 mars 2019 - Seize militaires ont été tués dimanche dans l'attaque de leur camp à Dioura."
        "\n\nRecherches\n\nLes recherches continuent\xa0: deux soldats manquent.",
        "format": Format.NITF,
        "outlet": "Agence Exemple",
        "url": "https://agence.example/mopti",
        "title": "Mali: seize militaires tués à Dioura",
        "published": "2019-03-18T14:15:00+00:00",
        "uri": "agex.20190318.mopti.1",
        "revision": 4,
        "embargoed_until": "2019-03-18T15:00:00+00:00",
    },
    "diffa.ninjs.json": {
        "text": "Trente-deux soldats ont été tués vendredi à Bosso.\n\nSoixante-sept sont blessés.",
        "format": Format.NINJS,
        "outlet": "Agence Exemple",
        "title": "Niger: 32 soldats tués à Bosso",
        "published": "2016-06-04T09:30:00Z",
        "uri": "https://agence.example/depeches/diffa-9",
        "revision": 2,
        "embargoed_until": "2016-06-04T10:00:00Z",
    },
    "fil.atom.xml": {
        "text": "Six civils ont été tués jeudi à Taëz par des roquettes.\n\nLa ville est assiégée.",
        "format": Format.FEED,
        "locator": "item 1",
        "outlet": "Agence Exemple",
        "url": "https://fil.example/42",
        "title": "Yémen: six morts à Taëz",
        "published": "2015-08-20T10:00:00Z",
        "uri": "tag:fil.example,2015:42",
    },
    "depeches.rdf.xml": {
        "text": "Quatre policiers ont été tués mardi à Mossoul par une bombe.\n\nDeux passants ont été blessés.",
        "format": Format.FEED,
        "locator": "item 1",
        "outlet": "Dépêches",
        "url": "https://rdf.example/1",
        "title": "Irak: quatre policiers tués",
        "published": "2013-07-02T12:00:00+03:00",
    },
}


def raw(name: str) -> bytes:
    return (FILES / name).read_bytes()


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_that_is_one_dispatch(name: str) -> None:
    assert documents_of(raw(name), name) == [Document(**WHOLE[name])]


def test_a_message_gives_each_item_or_says_why_not() -> None:
    package, gao, photo, kill, plain = read_bytes(raw("livraison.newsml-g2.xml"))
    assert isinstance(package, Refused)
    assert "only points to other items" in package.reason
    assert gao == Document(
        text="GAO - Deux civils ont été tués samedi par une mine près de Gao.",
        format=Format.NEWSML_G2,
        locator="item 2",
        outlet="Agence Exemple",
        title="Gao: deux civils tués par une mine",
        published="2014-05-18T05:30:00Z",
        uri="urn:newsml:agence.example:20140518:GAO",
        revision=3,
    )
    assert isinstance(photo, Refused)
    assert "it holds no text" in photo.reason
    assert isinstance(kill, Document)
    assert (kill.is_withdrawn, kill.uri, kill.revision) == (True, KIDAL, 3)
    assert kill.text == "Dépêche annulée: l'attaque n'a pas eu lieu"
    assert isinstance(plain, Document)
    assert plain.text == "Un premier paragraphe.\n\nUn second."
    assert str(plain.embargoed_until).startswith("9999")


def test_a_refused_item_is_kept_so_that_it_can_be_dropped_alone() -> None:
    photo = read_bytes(raw("livraison.newsml-g2.xml"))[2]
    assert isinstance(photo, Refused)
    with pytest.raises(UnreadableError, match="it holds no text"):
        read_bytes(photo.content)


def test_a_feed_gives_whole_articles_and_refuses_teasers() -> None:
    whole, teaser, summary = read_bytes(raw("monde.rss.xml"))
    assert whole == Document(
        text="Douze élèves ont été tués lundi à Potiskum par un kamikaze."
        "\n\nTrente autres sont blessés, selon la police.",
        format=Format.FEED,
        locator="item 1",
        outlet="Le Quotidien d'exemple",
        url="https://quotidien.example/nigeria-12",
        title="Nigeria: douze élèves tués",
        published="2014-11-11T08:30:00+01:00",
        uri="quotidien-12",
    )
    assert isinstance(teaser, Refused)
    assert (teaser.locator, teaser.reason) == ("item 2", "it holds a teaser of 41 characters, not the article")
    assert isinstance(summary, Document)
    assert (summary.url, summary.published) == ("https://quotidien.example/long", "2014-11-10T06:00:00Z")
    assert summary.text.count("\n\n") == 1


def test_a_feed_that_breaks_off_gives_what_came_before_and_says_so() -> None:
    broken = raw("monde.rss.xml").split(b"<title>Une br")[0]
    whole, _, end = read_bytes(broken)
    assert isinstance(whole, Document)
    assert isinstance(end, Refused)
    assert end.locator == "end"
    assert "broken at line" in end.reason


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY %s>]>
<nitf><body><body.content><p>&x;</p></body.content></body></nitf>"""
DEEP = b"<nitf>" + b"<p>" * 100_000 + b"</p>" * 100_000 + b"</nitf>"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (ENTITIES % b'x SYSTEM "file:///etc/hostname"', "declares entities"),
        (ENTITIES % b'x SYSTEM "http://127.0.0.1:9/x"', "declares entities"),
        (ENTITIES % b'a "aaaa"><!ENTITY x "&a;&a;&a;"', "declares entities"),
        (b'<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY x "y">]><nitf>&x;</nitf>'.replace(b"?", b"?"), "declares"),
        ((ENTITIES % b'x "y"').decode().replace("?><!", " encoding='utf-16'?><!", 1).encode("utf-16"), "declares"),
        (DEEP, "no well-formed XML"),
        (b"<nitf><body>", "no well-formed XML"),
        (b"<nitf/>", "it holds no text"),
        (b"<NewsML Version='1.2'><NewsEnvelope/></NewsML>", "no NewsItem"),
        (b"<packageItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='x'/>", "only points to other items"),
        (b"<rss version='2.0'><channel><title>Rien</title></channel></rss>", "a feed without items"),
        (b'{"uri": "x", "pubstatus": "usable", "versioncreated": "2016-06-04"}', "it holds no text"),
    ],
)
def test_what_gives_nothing_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read_bytes(content, "dropped.xml")


@pytest.mark.parametrize(
    ("obj", "expected"),
    [
        ({"uri": "x", "standard": {"name": "ninjs"}}, True),
        ({"uri": "x", "versioncreated": "2016", "body_text": "y"}, True),
        ({"uri": "x", "versionCreated": "2016", "bodies": []}, True),
        ({"uri": "x", "body": "y", "title": "z"}, False),
        ({"versioncreated": "2016", "pubstatus": "usable"}, False),
        ({"uri": 3, "standard": {"name": "ninjs"}}, False),
    ],
)
def test_which_objects_are_ninjs(obj: dict[str, Any], expected: bool) -> None:
    assert is_ninjs(obj) is expected
