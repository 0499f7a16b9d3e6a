"""Every mistake in a data file is told with its file and line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from pydantic import ValidationError

from toll.errors import ConfigurationError
from toll.packs import Contract, load


class Word(Contract):
    form: str
    weight: int = 1


class Words(Contract):
    language: str
    words: tuple[Word, ...]
    notes: Mapping[str, str] | None = None


GOOD = """\
# a comment
language: fr
words:
  - form: tué
    weight: 2
  - form: blessé
notes:
  tué: passive
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "words.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_load(file: Path):
    assert load(file, Words) == Words(
        language="fr", words=(Word(form="tué", weight=2), Word(form="blessé")), notes={"tué": "passive"}
    )


def test_contracts_are_frozen(file: Path):
    with pytest.raises(ValidationError, match="frozen"):
        load(file, Words).language = "en"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("written", "becomes", "says"),
    [
        pytest.param("language: fr", "langage: fr", ":1: language: Field required", id="missing-key"),
        pytest.param("notes:", "remarks:", ":7: remarks: Extra inputs are not permitted", id="unknown-key"),
        pytest.param("    weight: 2", "    wait: 2", ":5: words.0.wait: Extra inputs", id="unknown-key-within"),
        pytest.param("  - form: blessé", "  - weight: 3", ":6: words.1.form: Field required", id="missing-key-within"),
        pytest.param(
            "weight: 2", "weight: heavy", ":5: words.0.weight: Input should be a valid integer", id="wrong-type"
        ),
        pytest.param(
            "tué: passive", "tué: [passive]", ":8: notes.tué: Input should be a valid string", id="wrong-value"
        ),
        pytest.param("language: fr", "language: [fr", ":3: .+", id="no-yaml"),
        pytest.param("language: fr", "language: fr\nlanguage: en", ":3: language: given twice", id="key-twice"),
        pytest.param("    weight: 2", "    form: mort", ":5: form: given twice", id="key-twice-within"),
        pytest.param("language: fr", "language: \x07", ": control characters are not allowed", id="control-character"),
        pytest.param(GOOD, "", ":1: Input should be a valid", id="empty"),
        pytest.param(GOOD, "- fr", ":1: Input should be a valid", id="list-for-a-mapping"),
        pytest.param(GOOD, "language: fr\n---\nlanguage: en", ":2: .*another document", id="two-documents"),
    ],
)
def test_a_mistake_is_told_with_its_line(file: Path, written: str, becomes: str, says: str):
    assert written in GOOD
    file.write_text(GOOD.replace(written, becomes), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=f"^{file}{says}") as told:
        load(file, Words)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(None, r"cannot be read \(No such file or directory\)", id="no-file"),
        pytest.param("language: fr\nnotes: {a: tué}".encode("latin-1"), "not UTF-8", id="latin-1"),
    ],
)
def test_an_unreadable_file_is_refused(tmp_path: Path, content: bytes | None, says: str):
    path = tmp_path / "words.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigurationError, match=f"^{path}.*{says}"):
        load(path, Words)
