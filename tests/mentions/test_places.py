from __future__ import annotations

import pytest

from toll import gazetteer
from toll.errors import ConfigurationError
from toll.gazetteer import PlaceKind
from toll.mentions import places
from toll.mentions.places import PlaceMention
from toll.model import Span
from toll.settings import INCLUDE

FRENCH = places.load(INCLUDE / "languages" / "fr")


def found(text: str, span: Span | None = None) -> tuple[PlaceMention, ...]:
    return places.find(text, FRENCH, gazetteer.load(), span)


def told(mention: PlaceMention) -> str:
    place = mention.place
    assert place is not None
    sign = "+ " if mention.locative else ""
    return f"{sign}{place.name} > {place.location}, {place.country_code or '-'}, {place.where_prec}"


@pytest.mark.parametrize("example", [pytest.param(e, id=e.text[:48]) for e in FRENCH.examples])
def test_examples_of_the_pack(example):
    mentions = [m for m in found(example.text) if m.kind is not PlaceKind.ADJECTIVE]
    assert [told(m) for m in mentions] == list(example.places)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        pytest.param("Des combats au Mozambique. Palma est tombée.", "Palma", "MZ", id="Palma in Cabo Delgado"),
        pytest.param("Vacances en Espagne : Palma déborde de monde.", "Palma", "ES", id="Palma de Majorque"),
        pytest.param("Boko Haram au Nigeria : Bama est attaquée.", "Bama", "NG", id="Bama in Borno"),
        pytest.param("Une mine au Burkina Faso, à Bama, près de Bobo-Dioulasso.", "Bama", "BF", id="Bama in Burkina"),
        pytest.param("Une rixe à Valence.", "Valence", "FR", id="Valence without context is the French town"),
        pytest.param("Un incendie en Espagne, à Valence.", "Valence", "ES", id="Valence in Spain"),
        pytest.param(
            "Au Royaume-Uni, les Britanniques pensent à Boston.", "Boston", "US", id="a world city stays itself"
        ),
        pytest.param(
            "Une tornade aux Etats-Unis, à Atlanta (Géorgie).", "Géorgie", "US", id="the state, not the country"
        ),
        pytest.param(
            "Les Congolais de Brazzaville. Au Congo, dix morts à Pointe-Noire.", "Congo", "CG", id="one Congo"
        ),
        pytest.param(
            "Dans l'est du Congo, à Goma et à Beni, dans le Nord-Kivu.", "est du Congo", "CD", id="other Congo"
        ),
    ],
)
def test_an_ambiguous_name_goes_to_the_country_of_the_article(text, name, country):
    assert [m.country_code for m in found(text) if m.place and m.place.name == name] == [country]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("Des avions russes et l'armée syrienne.", ["RU", "SY"], id="feminine and plural"),
        pytest.param("Les Maliens et des Nord-Coréens.", ["ML", "KP"], id="people"),
        pytest.param("Un rapport pakistanais, disent-ils.", ["PK"], id="before a comma"),
        pytest.param("La banque suissesse.", [], id="not inside a word"),
    ],
)
def test_adjectives_name_a_country_and_no_place(text, codes):
    mentions = found(text)
    assert [(m.kind, m.place) for m in mentions] == [(PlaceKind.ADJECTIVE, None)] * len(codes)
    assert [m.country_code for m in mentions] == codes


def test_spans_hold_the_name_and_the_whole_phrase():
    text = "Dix morts dans le quartier de Hamdaniyé, à Alep."
    spans = [(text[m.span.start : m.span.end], text[m.phrase.start : m.phrase.end]) for m in found(text)]
    assert spans == [("Hamdaniyé", "dans le quartier de Hamdaniyé"), ("Alep", "à Alep")]


def test_a_capital_is_called_as_the_article_calls_it():
    assert [told(m) for m in found("Damas est calme. Un obus sur la capitale syrienne.")][
        1
    ] == "+ Damas > Damascus, SY, 1"


def test_a_span_limits_what_is_given_back_but_not_the_context():
    text = "Deux soldats libanais sont morts au Liban. Un blessé à Tripoli."
    (mention,) = found(text, Span(text.index("Un blessé"), len(text)))
    assert mention.country_code == "LB"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(
            "Attaque au Niger : la France pleure six Français. Au Niger, l'enquête commence.", "NE", id="headline"
        ),
        pytest.param("Rien n'est dit ici.", None, id="none"),
    ],
)
def test_country_of_an_article(text, code):
    assert places.country(found(text)) == code


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "’", "d'", "À", "(Alep", "Alep’", "de la de la", "Le Le Le", "İstanbul İ"]
)
def test_odd_texts_are_read_without_error(text):
    assert all(0 <= m.phrase.start <= m.span.start < m.span.end <= len(text) for m in found(text))


def test_a_form_for_two_countries_is_refused(tmp_path):
    for name in ("places.yaml", "common.txt"):
        (tmp_path / name).write_text(
            (INCLUDE / "languages" / "fr" / name).read_text(encoding="utf-8"), encoding="utf-8"
        )
    (tmp_path / "demonyms.csv").write_text("country_code,forms\nCD,congolais\nCG,congolais\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="'congolais' stands for CD and CG"):
        places.load(tmp_path)
