from __future__ import annotations

import os
import subprocess
import sys

import pytest

from toll import gazetteer
from toll.errors import ConfigurationError
from toll.gazetteer import PlaceKind, fold, lists


@pytest.mark.parametrize(
    ("name", "location", "country", "where_prec"),
    [
        pytest.param("Alep", "Aleppo", "SY", 1, id="French name"),
        pytest.param("ALEP", "Aleppo", "SY", 1, id="capitals"),
        pytest.param("Saint Etienne", "Saint-Étienne", "FR", 1, id="no hyphen, no accent"),
        pytest.param("N’Djamena", "N'Djamena", "TD", 1, id="curly apostrophe"),
        pytest.param("Ouagadougou", "Ouagadougou", "BF", 1, id="French capital in Africa"),
        pytest.param("Idleb", "Idlib", "SY", 1, id="our spelling of a GeoNames town"),
        pytest.param("Deir Ezzor", "Deir ez-Zor", "SY", 1, id="spelling of the press"),
        pytest.param("Syrie", "Syria", "SY", 6, id="country"),
        pytest.param("RDC", "Democratic Republic of the Congo", "CD", 6, id="abbreviated country"),
        pytest.param("Centrafrique", "Central African Republic", "CF", 6, id="Centrafrique"),
        pytest.param("Birmanie", "Myanmar", "MM", 6, id="Birmanie"),
        pytest.param("Côte d'Ivoire", "Ivory Coast", "CI", 6, id="elision"),
        pytest.param("Niger", "Niger", "NE", 6, id="country before province and river"),
        pytest.param("Cisjordanie", "West Bank", "PS", 4, id="Cisjordanie"),
        pytest.param("bande de Gaza", "Gaza Strip", "PS", 4, id="province by its French name"),
        pytest.param("Nord-Kivu", "North Kivu", "CD", 4, id="province"),
        pytest.param("Ghouta orientale", "Eastern Ghouta", "SY", 3, id="region of a war"),
        pytest.param("Donbass", "Donbass", "UA", 5, id="fuzzy region"),
        pytest.param("Haut Karabakh", "Haut-Karabakh", "AZ", 4, id="disputed region"),
        pytest.param("lac Tchad", "Lac Tchad", None, 5, id="region of several countries"),
        pytest.param("Méditerranée", "Méditerranée", None, 7, id="sea"),
        pytest.param("Boustane al-Qasr", "Boustane al-Qasr", "SY", 1, id="quarter"),
    ],
)
def test_lookup_gives_the_best_first(name, location, country, where_prec):
    best = gazetteer.load().lookup(name)[0]
    assert (best.name, best.location, best.country_code, best.where_prec) == (name, location, country, where_prec)


@pytest.mark.parametrize("name", ["", " ", "-", "Zarbouchan", "OSDH", "Poutine"])
def test_names_of_no_place_have_no_candidates(name):
    assert gazetteer.load().lookup(name) == ()


def test_candidates_come_from_every_country():
    assert {"LY", "LB", "GR"} <= {place.country_code for place in gazetteer.load().lookup("Tripoli")}


def test_a_town_has_its_province_and_coordinates():
    deraa = gazetteer.load().lookup("Deraa")[0]
    assert (deraa.geonameid, deraa.adm_1) == (170905, "Daraa")
    assert (deraa.latitude, deraa.longitude) == pytest.approx((32.6, 36.1), abs=0.1)


def test_a_quarter_lies_within_its_town():
    assert gazetteer.load().lookup("Hamdaniyé")[0].within == "Aleppo"


def test_every_country_has_a_name_and_lies_somewhere():
    known = gazetteer.load()
    rows = lists.countries(gazetteer.LISTS / "countries.csv")
    assert [known.country(row.country_code).name for row in rows] == [row.name for row in rows]
    assert len(rows) == 250


def test_a_code_of_no_country_is_refused():
    with pytest.raises(ConfigurationError, match="'ZZ' is no ISO 3166-1 code"):
        gazetteer.load().country("ZZ")


@pytest.mark.parametrize(
    ("code", "capital"),
    [("SY", "Damascus"), ("IL", "Jerusalem"), ("CI", "Yamoussoukro"), ("US", "Washington"), ("TD", "N'Djamena")],
)
def test_capitals(code, capital):
    place = gazetteer.load().capital(code)
    assert place is not None
    assert (place.location, place.country_code) == (capital, code)


def test_no_capital_where_nobody_lives():
    assert gazetteer.load().capital("AQ") is None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        pytest.param("Xyz,,hamlet,SY,1,,1.0,2.0", "'hamlet' is not a valid PlaceKind", id="unknown kind"),
        pytest.param("Xyz,,town,SY,one,,1.0,2.0", "invalid literal for int", id="no number"),
        pytest.param("Xyz,,town", "", id="fields missing"),
    ],
)
def test_a_wrong_line_is_refused_with_file_and_line(tmp_path, line, told):
    path = tmp_path / "places.csv"
    path.write_text(f"name,names,kind,country_code,where_prec,within,latitude,longitude\n{line}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=rf"places\.csv:2: .*{told}"):
        lists.places(path)


def test_our_lists_name_only_known_countries_and_kinds():
    codes = {row.country_code for row in lists.countries(gazetteer.LISTS / "countries.csv")} | {None}
    rows = (*lists.provinces(gazetteer.LISTS / "provinces.csv"), *lists.places(gazetteer.LISTS / "places.csv"))
    assert [row.name for row in rows if row.country_code not in codes or row.kind is PlaceKind.ADJECTIVE] == []
    assert [row.name for row in rows if not 1 <= row.where_prec <= 7] == []


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("St-Denis", "saint denis"),
        ("Œuilly", "oeuilly"),
        ("Łódź", "lodz"),
        ("L’Aquila", "l aquila"),
        ("N'Djaména", "ndjamena"),
        ("日本", ""),
    ],
)
def test_fold(name, key):
    assert fold(name) == key


def test_nowhere_to_build_is_told_in_one_line(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    code = "from toll import gazetteer, errors\ntry: gazetteer.load()\nexcept errors.ConfigurationError as e: print(e)"
    environ = {**os.environ, "TOLL_BUILD": str(tmp_path / "file")}
    told = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True).stdout
    assert "set TOLL_BUILD to a folder" in told
