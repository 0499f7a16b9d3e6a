import doctest
import os
from pathlib import PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toll.files import names


@pytest.mark.parametrize(
    ("dropped", "stored"),
    [
        pytest.param("alep.txt", "alep.txt", id="plain"),
        pytest.param("Attentat à Ménaka – bilan.txt", "Attentat à Ménaka – bilan.txt", id="accents stay"),
        pytest.param("reuters/2022/a.txt", "reuters%2F2022%2Fa.txt", id="folders"),
        pytest.param("a\nb\tc\x1b[31m.txt", "a%0Ab%09c%1B[31m.txt", id="control characters"),
        pytest.param("gpj.\u202etxt", "gpj.%E2%80%AEtxt", id="right to left override"),
        pytest.param(os.fsdecode(b"caf\xe9.txt"), "caf%E9.txt", id="not UTF-8"),
        pytest.param("100%.txt", "100%.txt", id="a per cent sign that is none of ours"),
        pytest.param("100%25.txt", "100%2525.txt", id="a per cent sign like ours"),
        pytest.param("a%2Fb.txt", "a%252Fb.txt", id="a slash written out"),
        pytest.param("a.txt.reason.json", "a.txt%2Ereason.json", id="like a reason"),
        pytest.param("; rm -rf $HOME", "; rm -rf $HOME", id="shell words are only words"),
    ],
)
def test_stored(dropped: str, stored: str) -> None:
    assert names.stored(dropped) == stored


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        pytest.param("reuters%2Fa.txt", "reuters/a.txt", id="folders come back"),
        pytest.param("a%252Fb.txt", "a%252Fb.txt", id="a slash written out stays"),
        pytest.param("a%0Ab.txt", "a%0Ab.txt", id="control characters stay out"),
    ],
)
def test_shown(stored: str, shown: str) -> None:
    assert names.shown(stored) == shown


@pytest.mark.parametrize(
    "path",
    ["a.txt", "a.b.txt", "a", "a.", "a..json", ".a", "..a", "afp.com/a", "afp.com/a.txt", "afp/.a", "afp./a."],
)
def test_a_suffix_is_what_pathlib_calls_one(path: str) -> None:
    assert names.split(path) == (str(PurePosixPath(path).with_suffix("")), PurePosixPath(path).suffix)


def test_a_long_name_keeps_head_and_suffix_and_stays_its_own() -> None:
    first, second = (names.stored("é" * 120 + end + ".txt") for end in "ab")
    assert first.startswith("éééé")
    assert first.endswith(".txt")
    assert first != second
    assert max(len(first.encode()), len(second.encode())) <= names.LONGEST


dropped_names = st.binary(min_size=1, max_size=80).filter(lambda raw: b"\0" not in raw).map(os.fsdecode)


@given(dropped_names, dropped_names)
@example("a/b", "a%2Fb")
@example("%\x01", "%%01")
@example("a\n", "a%0A")
@example("x.reason.json", "x%2Ereason.json")
def test_two_names_never_become_one(one: str, other: str) -> None:
    assert (names.stored(one) == names.stored(other)) == (one == other)


@given(dropped_names)
def test_a_stored_name_is_one_printable_component(dropped: str) -> None:
    stored = names.stored(dropped)
    assert "/" not in stored
    assert not stored.endswith(names.REASON)
    assert stored.encode().decode() == stored
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in names.shown(stored))


def test_examples_of_the_docstrings() -> None:
    assert doctest.testmod(names).failed == 0
