import json
import shutil
from pathlib import Path

import pytest

from cli.conftest import Run
from toll.settings import PROJECT
from toll.tables import CLAIMS

ALEP = PROJECT / "examples" / "articles" / "alep.txt"


def test_one_object_a_claim_with_every_column_and_its_article(run: Run) -> None:
    done = run("claims", ALEP)
    claims = [json.loads(line) for line in done.out.splitlines()]
    text = ALEP.read_bytes().decode()
    assert (done.code, done.err) == (0, "")
    assert claims
    assert {tuple(claim) for claim in claims} == {("article", *CLAIMS.schema.names)}
    assert {claim["article"] for claim in claims} == {"alep.txt"}
    assert [c["quote"] for c in claims] == [text[c["quote_start"] : c["quote_end"]] for c in claims]


def test_an_article_without_claims_has_no_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "calm.txt").write_text("Le ministre a inauguré la nouvelle bibliothèque de la ville, mardi.")
    done = run("claims", tmp_path / "calm.txt")
    assert (done.code, done.out, done.err) == (0, "", "")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"a\0b", "", id="binary"),
        pytest.param(None, "", id="missing"),
        pytest.param("Dreißig Menschen wurden bei dem Anschlag am Dienstag getötet.".encode(), "de", id="no pack"),
    ],
)
def test_a_file_that_cannot_be_read_does_not_hold_up_the_others(
    run: Run, tmp_path: Path, content: bytes | None, reason: str
) -> None:
    if content is not None:
        (tmp_path / "bad.txt").write_bytes(content)
    good = shutil.copy(ALEP, tmp_path / "good.txt")
    done = run("claims", tmp_path / "bad.txt", good)
    assert done.code == 1
    assert done.err.startswith(f"toll: {tmp_path}/bad.txt: ")
    assert reason in done.err
    assert done.err.count("\n") == 1
    assert {json.loads(line)["article"] for line in done.out.splitlines()} == {"good.txt"}


def test_no_file_is_wrong_usage(run: Run) -> None:
    assert run("claims").code == 2
