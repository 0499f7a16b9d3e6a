"""`make readme`: write into README.md what its commands and questions really answer over the example articles.

Fences marked `console` hold commands, `$ ` before each, and under each its output. A fence marked `sql` is asked of the
lake, and the Markdown table under it is the answer. Other fences (`console make`: what needs Airflow or Docker) stay.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
WIDTH = 100

_BLOCK = re.compile(
    r"^```(?P<kind>console|sql)\n(?P<body>.*?)^```\n(?P<answer>\n(?:\|[^\n]*\n)+)?", re.MULTILINE | re.DOTALL
)
_COMMAND = re.compile(r"^\$ (?P<command>.*)\n", re.MULTILINE)


def refreshed(text: str, stage: Path) -> str:
    """`text` with the outputs that its blocks give, run in their order in `stage` (as made by `prepare`).

    Raises CalledProcessError, with what the command said, where one ends with another exit code than 0.
    """
    return _BLOCK.sub(lambda block: _console(block, stage) if block["kind"] == "console" else _sql(block, stage), text)


def prepare(stage: Path) -> None:
    """Make `stage`, an empty folder, look like a checkout after `make demo`: the examples, and a lake of them."""
    shutil.copytree(ROOT / "examples", stage / "examples")
    shutil.copytree(stage / "examples" / "articles", stage / "data" / "inbox")
    _output("toll ingest", stage)


def _console(block: re.Match[str], stage: Path) -> str:
    commands = (found["command"] for found in _COMMAND.finditer(block["body"]))
    told = "".join(f"$ {command}\n{_output(command, stage)}" for command in commands)
    return f"```console\n{told}```\n{block['answer'] or ''}"


def _sql(block: re.Match[str], stage: Path) -> str:
    # tabulate pads every cell to its column's width; here the source should be readable in a diff.
    answer = re.sub(r" *\| *", " | ", _output("toll sql --format markdown", stage, block["body"]))
    rows = [line.strip() for line in answer.splitlines()]
    rows[1] = re.sub(r"-+", "---", rows[1])
    return f"```sql\n{block['body']}```\n\n" + "".join(f"{row}\n" for row in rows)


def _output(command: str, stage: Path, said: str = "") -> str:
    done = subprocess.run(  # noqa: S603
        ["bash", "-c", command],  # noqa: S607
        cwd=stage,
        env=_environment(stage),
        input=said,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, f"{command}\n{done.stdout}")
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.rstrip().splitlines())


def _environment(stage: Path) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TOLL_")}
    programs = Path(sys.executable).parent
    return kept | {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "TOLL_DATA": str(stage / "data"),
        "TOLL_BUILD": os.environ.get("TOLL_BUILD") or str(ROOT / "build"),
        "TOLL_SETTLE_SECONDS": "0.1",
        "COLUMNS": str(WIDTH),
        "LC_ALL": "C.UTF-8",
    }


def main() -> None:
    """Bring README.md up to date."""
    before = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        after = refreshed(before, Path(folder))
    README.write_text(after, encoding="utf-8")
    print("README.md was up to date" if after == before else "README.md has new outputs: git diff README.md")


if __name__ == "__main__":
    main()
