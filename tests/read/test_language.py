import pytest

from toll.read.language import identify


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("fr", "Douze soldats ont été tués mardi près de Ménaka, a annoncé l'armée.", id="French"),
        pytest.param("fr", "Trois morts, vingt blessés", id="short French"),
        pytest.param("en", "Twelve soldiers were killed on Tuesday near Menaka, the army said.", id="English"),
        pytest.param("de", "Zwölf Soldaten sind am Dienstag bei Menaka getötet worden.", id="German"),
        pytest.param("es", "Doce soldados murieron el martes cerca de Ménaka, anunció el ejército.", id="Spanish"),
        pytest.param("ar", "قتل اثنا عشر جنديا يوم الثلاثاء", id="Arabic"),
        pytest.param("ru", "Двенадцать солдат погибли во вторник", id="Russian"),
    ],
)
def test_identify(language: str, text: str) -> None:
    assert identify(text) == language
