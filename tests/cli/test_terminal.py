import pytest

from toll.cli.terminal import harmless, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Cité «El-Kef» 東京 👩‍👧", "Cité «El-Kef» 東京 👩‍👧", id="any script stays"),
        pytest.param("a\x1b]8;;http://x\x07b", "a\\x1b]8;;http://x\\x07b", id="escape sequences"),
        pytest.param("a\x9b2Jb", "a\\x9b2Jb", id="C1 controls"),
        pytest.param("a\u202eb\u2066c", "a\\u202eb\\u2066c", id="changes of direction"),
        pytest.param("a\r\nb\tc\u2028d", "a b c d", id="white space"),
        pytest.param("a\ud800b", "a\\ud800b", id="lone surrogate"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_harmless(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_visible_keeps_what_it_is_told() -> None:
    assert visible("a  b\n\x1b\t", keep="\n") == "a  b\n\\x1b\\t"
