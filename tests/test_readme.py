"""The pages that people read first: every command of README.md is run, every name in the pages exists."""

from __future__ import annotations

import difflib
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from scripts import readme
from toll.cli import app

ROOT = readme.ROOT
PAGES = [
    pytest.param(path, id=str(path.relative_to(ROOT))) for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
]

_FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?://)(?P<path>[^)#]*)(?:#(?P<anchor>[^)]+))?\)")
_CODE = re.compile(r"`([^`\n]+)`")


def told(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def codes(page: Path) -> list[str]:
    """What stands between back quotes, and the commands of the fences that are not run."""
    unrun = [fence["body"] for fence in _FENCE.finditer(told(page)) if fence["info"] == "console make"]
    return [
        *_CODE.findall(_FENCE.sub("", told(page))),
        *(line.removeprefix("$ ") for line in "".join(unrun).splitlines()),
    ]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    readme.prepare(folder)
    return folder


def test_readme_shows_what_its_commands_give(stage: Path) -> None:
    shown, given = told(readme.README), readme.refreshed(told(readme.README), stage)
    changed = "\n".join(
        difflib.unified_diff(shown.splitlines(), given.splitlines(), "shown", "given", lineterm="", n=0)
    )
    assert not changed, f"run `make readme`, and look whether this is meant:\n{changed}"


STALE = """\
```console
$ echo one; echo two >&2
three
$ true
four
```

```sql
SELECT 1 AS one
```

| two |
| --- |

```console make
$ make up
told
```
| kept |
"""

FRESH = """\
```console
$ echo one; echo two >&2
one
two
$ true
```

```sql
SELECT 1 AS one
```

| one |
| ---: |
| 1 |

```console make
$ make up
told
```
| kept |
"""


def test_a_stale_output_is_replaced_and_the_rest_kept(stage: Path) -> None:
    assert readme.refreshed(STALE, stage) == FRESH
    assert readme.refreshed(FRESH, stage) == FRESH


def test_a_command_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError, match="echo why >&2; exit 3\nwhy"):
        readme.refreshed("```console\n$ echo why >&2; exit 3\n```\n", tmp_path)


def test_fences_are_run_or_known_not_to_be() -> None:
    kinds = {fence["info"] for fence in _FENCE.finditer(told(readme.README))}
    assert kinds <= {"console", "sql", "console make"}


@pytest.mark.parametrize("page", PAGES)
def test_make_targets_exist(page: Path) -> None:
    named = {found for code in codes(page) for found in re.findall(r"\bmake ([a-z][a-z-]*)", code)}
    targets = re.findall(r"^([a-z][a-z-]*):", told(ROOT / "Makefile"), re.MULTILINE)
    assert named <= set(targets)


@pytest.mark.parametrize("page", PAGES)
def test_toll_commands_exist(page: Path) -> None:
    named = {found for code in codes(page) for found in re.findall(r"^toll ([a-z]+)", code)}
    callbacks = [command.callback for command in app.registered_commands]
    assert named <= {callback.__name__ for callback in callbacks if callback}


@pytest.mark.parametrize("page", PAGES)
def test_compose_services_exist(page: Path) -> None:
    named = {found for code in codes(page) for found in re.findall(r"--scale ([a-z-]+)=", code)}
    assert named <= set(yaml.safe_load(told(ROOT / "docker-compose.yaml"))["services"])


@pytest.mark.parametrize("page", PAGES)
def test_variables_are_read_somewhere(page: Path) -> None:
    sources = [*ROOT.glob("include/toll/**/*.py"), *ROOT.glob("toll_local/*.py"), ROOT / ".env.example"]
    code = "".join(told(source) for source in sources)
    # settings.py reads TOLL_<LIMIT> for each of its fields
    known = {f"TOLL_{limit.upper()}" for limit in re.findall(r"^    (\w+): (?:int|float) =", code, re.MULTILINE)}
    assert {name for name in re.findall(r"\bTOLL_[A-Z_]+\b", told(page)) if name not in code} <= known


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: Path) -> None:
    for link in _LINK.finditer(told(page)):
        target = (page.parent / link["path"]).resolve() if link["path"] else page
        assert target.exists(), link[0]
        assert not link["anchor"] or link["anchor"] in anchors(target), link[0]


@pytest.mark.parametrize("page", PAGES)
def test_paths_exist(page: Path) -> None:
    tops = "include|dags|plugins|config|toll_local|tests|scripts|examples|docs"
    named = [code for code in codes(page) if re.fullmatch(rf"(?:{tops})/[\w./*<>-]*", code)]
    assert [path for path in named if not any(ROOT.glob(re.sub("<[^>]*>", "*", path.rstrip("/"))))] == []


def test_architecture_names_every_room() -> None:
    project = tomllib.loads(told(ROOT / "pyproject.toml"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    rooms = [room.strip() for layer in layers for room in layer.split("|")]
    named = "".join(re.findall(r"^\| (`toll.*?) \|", told(ROOT / "ARCHITECTURE.md"), re.MULTILINE))
    assert re.findall(r"`(toll\.\w+)`", named) == rooms


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", _FENCE.sub("", told(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
