from datetime import UTC, datetime

import pytest

from cli.conftest import Run
from dropping import Drop
from faults.trees import go_on
from toll.settings import Settings


@pytest.fixture
def quarantine(settings: Settings, drop: Drop, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A quarantine of an empty file and two pictures."""
    monkeypatch.setenv("TOLL_DATA", str(settings.data))
    drop("empty.txt")
    for number in range(2):
        drop(f"{number}.png", b"\x89PNG\r\n\x1a\n" + bytes([number]))
    go_on(settings, "run", datetime(2022, 3, 5, tzinfo=UTC))
    return settings


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        pytest.param([], ["0.png", "1.png", "empty.txt"], id="all"),
        pytest.param(["empty.txt"], ["empty.txt"], id="name"),
        pytest.param(["*.png"], ["0.png", "1.png"], id="pattern"),
        pytest.param(["--reason", "*picture*"], ["0.png", "1.png"], id="reason"),
        pytest.param(["1.*", "--reason", "*picture*"], ["1.png"], id="both"),
        pytest.param(["--since", "2022-03-06"], [], id="since"),
        pytest.param(["other.txt"], [], id="none"),
    ],
)
def test_what_is_put_back(quarantine: Settings, run: Run, arguments: list[str], files: list[str]) -> None:
    done = run("retry", *arguments)
    count = "1 file" if len(files) == 1 else f"{len(files)} files"
    *named, last = done.out.splitlines()
    assert (done.code, sorted(named)) == (0, files)
    assert last.startswith(f"{count} put back")
    assert sorted(path.name for path in quarantine.processing.rglob("claimed-*/*")) == files
    assert len(list(quarantine.quarantine.rglob("*.reason.json"))) == 3 - len(files)
