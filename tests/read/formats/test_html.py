"""Pages saved from a browser: what is kept of them, what they say of themselves, and pages that are no articles."""

import re
from pathlib import Path

import pytest

from reading import documents_of
from toll.errors import UnreadableError
from toll.read.document import Document

PAGE = (Path(__file__).parent / "files" / "courrier.html").read_text()
TITLES = ("Douze soldats tués à Ménaka", "Embuscade à Ménaka : douze morts")
PROSE = "".join(
    f"<p>Le jour {n}, des soldats ont été tués dans une embuscade près de Ménaka, a annoncé l'état-major du pays.</p>"
    for n in range(2, 8)
)


def _read(markup: str | bytes, name: str = "a.html") -> Document:
    (document,) = documents_of(markup.encode() if isinstance(markup, str) else markup, name)
    return document


def test_a_page_of_news() -> None:
    document = _read(PAGE)
    assert document.format == "html"
    assert document.title == "Douze soldats tués à Ménaka"
    assert document.published == "2022-03-05T21:10:00+01:00"
    assert document.outlet == "Le Courrier du Sahel"
    assert document.url == "https://courrier.example/mali/embuscade.html"
    paragraphs = document.text.split("\n\n")
    assert paragraphs[-2].startswith("Sept autres ont été blessés")
    assert any("tués vendredi dans une embuscade près de Ménaka, dans le nord-est" in one for one in paragraphs)
    for boilerplate in ("Quarante", "Cent morts", "Accueil", "traceurs", "droits", "color", "<"):
        assert boilerplate not in document.text


@pytest.mark.parametrize(
    ("cut", "published", "title", "outlet"),
    [
        pytest.param("ld+json", "2022-03-06T08:00:00+01:00", TITLES[1], "Le Courrier", id="meta"),
        pytest.param("property", "2022-03-05T21:10:00+01:00", TITLES[0], "Le Courrier du Sahel", id="JSON-LD"),
    ],
)
def test_what_is_believed_in_turn(cut: str, published: str, title: str, outlet: str) -> None:
    document = _read(PAGE.replace(cut, "x"))
    assert (document.published, document.title, document.outlet) == (published, title, outlet)


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        pytest.param("", '<article><time datetime="2022-03-05T10:00Z">hier</time>', "2022-03-05T10:00Z", id="time"),
        pytest.param('<meta name="dcterms.created" content="2022-03-05">', "", "2022-03-05", id="another mark"),
        pytest.param('<meta itemprop="datePublished" content="2022-03-05">', "", "2022-03-05", id="microdata"),
        pytest.param('<meta property="article:published_time" content="bientôt">', "", None, id="no date"),
        pytest.param('<script type="application/ld+json">{"@type": "NewsArticle", </script>', "", None, id="broken"),
        pytest.param(
            '<script type="application/ld+json">[[{"@type":"Person"}, 3]]</script>', "", None, id="no article"
        ),
        pytest.param("", "<footer><time datetime='2020-01-01'></time></footer>", None, id="a time elsewhere"),
    ],
)
def test_dates(head: str, body: str, published: str | None) -> None:
    assert _read(f"<html><head>{head}</head><body>{body}{PROSE}</body></html>").published == published


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("<p>Douze <b>morts</b> à Gao.</p>", "Douze morts à Gao.", id="one paragraph"),
        pytest.param(
            "<h1>Gao</h1><p>Douze morts.<p>Sept\nblessés.", "Gao\n\nDouze morts.\n\nSept blessés.", id="fragment"
        ),
        pytest.param("<div>Douze morts.<br>Sept blessés.</div>", "Douze morts.\n\nSept blessés.", id="line breaks"),
        pytest.param("<p>Douze morts.</p><script>x</script><style>y</style>", "Douze morts.", id="scripts"),
        pytest.param("<p>l&rsquo;arm&eacute;e &amp; l&#233;tat</p>", "l’armée & létat", id="entities"),
        pytest.param("<p>Douze\0 morts\0.</p>".encode("utf-16"), None, id="NUL within UTF-16"),
    ],
)
def test_words(markup: str | bytes, text: str | None) -> None:
    if text is None:
        with pytest.raises(UnreadableError, match="binary"):
            _read(markup)
    else:
        assert _read(markup).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16", "utf-16-le"])
def test_encodings(encoding: str) -> None:
    markup = f'<html><head><meta charset="{encoding}"></head><body>{PROSE}</body></html>'
    assert "des soldats ont été tués" in _read(markup.encode(encoding)).text


def test_a_declared_encoding_is_believed() -> None:
    markup = '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>Двенадцать погибли.</p>'
    assert _read(markup.encode("koi8-r")).text == "Двенадцать погибли."


TEASERS = "".join(
    f"<h2><a href='/{n}'>Attaque numéro {n}</a></h2><p>Des morts près de la ville {n}.</p>" for n in range(9)
)


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        pytest.param(f"<html><body><main>{TEASERS}</main></body></html>", "it is a list of articles", id="front"),
        pytest.param(
            "<html><body><div id=app></div><script>a()</script>", "it shows no words", id="loaded by a script"
        ),
        pytest.param("<html><body><nav><a href=/>Accueil</a></nav>", "it shows no words", id="only a menu"),
        pytest.param("<!DOCTYPE html>", "it is a page without a word", id="nothing"),
    ],
)
def test_refused(markup: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        _read(markup)


def test_an_article_that_links_to_others_is_one() -> None:
    assert "Le jour 7" in _read(PAGE.replace("</main>", f"{PROSE}</main>{TEASERS}")).text


SIZE = 60_000


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<div>" * SIZE + "Douze morts." + "</div>" * SIZE, id="deep"),
        pytest.param("<p><b>" * SIZE + "Douze morts.", id="unclosed"),
        pytest.param(f"<p {' '.join(f'a{n}=1' for n in range(SIZE))}>Douze morts.</p>", id="attributes"),
        pytest.param("<p>Douze morts.</p>" * SIZE, id="many"),
        pytest.param("<p>" + "Douze morts. " * SIZE, id="one line"),
        pytest.param("<p>Douze morts.<" + "<" * SIZE, id="angles"),
        pytest.param("<p>Douze morts.<!-" + "<!-" * SIZE, id="comments"),
        pytest.param(f"<script>{'x' * SIZE * 50}</script><p>Douze morts.", id="script"),
        pytest.param(f"<script type='application/ld+json'>{'[' * SIZE}</script><p>Douze morts.", id="deep JSON"),
        pytest.param("<!DOCTYPE html [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><p>Douze morts. &b;", id="entities"),
        pytest.param('<!DOCTYPE html SYSTEM "file:///etc/passwd"><p>Douze morts. &x;', id="outside entity"),
        pytest.param("<p>" + "&#" * SIZE + "Douze morts.", id="broken references"),
        pytest.param("<table><tr><td>" * SIZE + "Douze morts.", id="tables"),
        pytest.param("<article><time datetime=2022-03-05>5</time></article>" * 150_000 + "<p>Douze morts.", id="times"),
        pytest.param("<h2><a href=/>Gao</a></h2>" * 200_000, id="headings"),
    ],
)
@pytest.mark.timeout(120)
def test_a_hostile_page_is_read_or_refused(markup: str) -> None:
    assert re.search(r"Douze morts\.|^it shows no words|^it is a list of articles", _outcome(markup))


def _outcome(markup: str) -> str:
    try:
        return _read(markup).text
    except UnreadableError as error:
        return str(error)
