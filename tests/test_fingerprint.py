import hashlib
import struct
import unicodedata

import pytest
from rensa import RMinHash

from toll.fingerprint import BYTES, RUN, SLOTS, fingerprint

TEXT = " ".join(f"{word} {n}" for n in range(60) for word in ("Le marché de Djibo", "a rouvert"))


def slots(text: str) -> tuple[int, ...]:
    return struct.unpack(f"<{SLOTS + 1}I", fingerprint(text))[:-1]


def alike(one: str, other: str) -> float:
    """The estimate of what two texts have in common."""
    return sum(a == b for a, b in zip(slots(one), slots(other), strict=True)) / SLOTS


def common(one: str, other: str) -> float:
    """What two texts really have in common."""
    runs = [{tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)} for words in (one.split(), other.split())]
    return len(runs[0] & runs[1]) / len(runs[0] | runs[1])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Neuf morts à Djibo, dit l'armée.", "NEUF MORTS\n\nà Djibo dit l’armée", id="case-signs-space"),
        pytest.param("Une fusillade à Orléans a fait", "Une fusillade à Orléans a fait.", id="full-stop"),
        pytest.param("Blessés à l'été", unicodedata.normalize("NFD", "Blessés à l'été"), id="unicode-form"),
        pytest.param("1.200 blessés", "1 200 blessés", id="thousands"),
    ],
)
def test_texts_that_differ_in_form_alone_look_the_same(one: str, other: str) -> None:
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize("text", ["", "...", "Brève", "Quatre mots en tout"])
def test_a_text_shorter_than_a_run_is_one_run(text: str) -> None:
    assert len(fingerprint(text)) == BYTES
    assert fingerprint(text)[-4:] == b"\1\0\0\0"


@pytest.mark.parametrize("kept", [0.3, 0.5, 0.7, 0.9])
def test_the_estimate_is_near_the_truth(kept: float) -> None:
    cut = TEXT[: int(len(TEXT) * kept)].rsplit(" ", 1)[0]
    assert alike(TEXT, cut) == pytest.approx(common(TEXT, cut), abs=0.2)


@pytest.mark.parametrize(
    ("text", "digest"),
    [
        pytest.param("Au moins neuf villageois ont été tués", "3979994c2e90aaba", id="short"),
        pytest.param(TEXT, "0433eafe247f7355", id="long"),
    ],
)
def test_sketches_in_old_parts_compare_with_new_ones(text: str, digest: str) -> None:
    # Where this fails the library makes other sketches, and a lake made before has to be made anew.
    assert RMinHash.ALGORITHM_VERSION == 2
    assert hashlib.sha256(fingerprint(text)).hexdigest()[:16] == digest
