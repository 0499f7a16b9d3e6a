"""The demonstration: the example articles dropped into the inbox, the three DAGs run by Airflow, the answers shown."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from toll.errors import TollError
from toll_local import api, processes, runs, stack
from toll_local.environment import ROOT, environment, program
from toll_local.say import say

EXAMPLES = ROOT / "examples" / "articles"


def run(env: Mapping[str, str]) -> int:
    """Run the demonstration; 0 where every DAG succeeded.

    Uses the running Airflow, or starts one and stops it again. Raises TollError where the examples would mix with the
    user's own articles, or where a DAG fails.
    """
    data = Path(env["TOLL_DATA"])
    examples = sorted(path for path in EXAMPLES.iterdir() if path.is_file())
    _refuse_to_mix(data, examples)
    before = _contents(data)
    started, there = stack.up(env if processes.running(env) else _with_free_port(env))
    try:
        if there["TOLL_DATA"] != env["TOLL_DATA"]:
            raise TollError(f"Toll is up over {there['TOLL_DATA']}; stop it first with: make down")
        _through_airflow(api.connect(there), data / "inbox", examples)
    finally:
        if started:
            say("Stopping Airflow")
            stack.down(there)
    _show(env, examples)
    _conclude(data, changed=_contents(data) != before)
    return 0


def _through_airflow(airflow: api.Api, inbox: Path, examples: list[Path]) -> None:
    follower = runs.Follower(airflow, runs.ended(airflow), say)
    dropped = [_drop(example, inbox) for example in examples]
    say(f"Dropped into {inbox}: {', '.join(path.name for path in dropped)}")
    followed = follower.follow(begun=lambda: not any(path.exists() for path in dropped))
    if failed := runs.failed(followed):
        raise TollError(f"These runs failed: {'; '.join(failed)}; look at them with: make up")


def _drop(example: Path, inbox: Path) -> Path:
    target = inbox / example.name
    if target.exists() and target.read_bytes() != example.read_bytes():
        raise TollError(f"{target} is there already and is another file than the example; take it away first")
    unfinished = inbox / f"{example.name}.part"
    shutil.copyfile(example, unfinished)
    return unfinished.rename(target)


def _refuse_to_mix(data: Path, examples: list[Path]) -> None:
    archived = {folder.name for folder in (data / "archive").glob("*/*")}
    ours = {hashlib.sha256(example.read_bytes()).hexdigest() for example in examples}
    if archived - ours and ours - archived:
        raise TollError(
            f"{data} holds {len(archived - ours)} files of your own, and the example would enter their figures; "
            "run it apart with: make demo TOLL_DATA=build/demo"
        )


def _with_free_port(env: Mapping[str, str]) -> Mapping[str, str]:
    try:
        processes.check_port(env)
    except TollError:
        return environment({**env, "TOLL_PORT": str(processes.free_port(env))})
    return env


def _contents(data: Path) -> dict[str, bytes]:
    tables = sorted((data / "lake").rglob("*.parquet"))
    return {str(path): hashlib.sha256(path.read_bytes()).digest() for path in tables}


def _show(env: Mapping[str, str], examples: list[Path]) -> None:
    for arguments in (*(["show", example.name] for example in examples), ["stats"]):
        say("")
        if subprocess.run([program("toll"), *arguments], env=dict(env), check=False).returncode:  # noqa: S603
            raise TollError(f"toll {' '.join(arguments)} failed")


def _conclude(data: Path, *, changed: bool) -> None:
    shown = data.relative_to(ROOT) if data.is_relative_to(ROOT) else data
    prefix = "" if data == ROOT / "data" else f"TOLL_DATA={shown} "
    say(
        ("" if changed else "\nNothing changed: these files were read before, and the tables hold the same bytes.")
        + f"\nAsk your own question:  {prefix}.venv/bin/toll sql"
        f"\nWatch it in the UI:     {'make up' if not prefix else f'make up TOLL_DATA={shown}'}"
    )
