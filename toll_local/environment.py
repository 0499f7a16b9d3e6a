"""The environment of every Airflow process: `config/airflow.env`, laid over what the user's shell has.

Settings of another Airflow that the shell may carry are left out, so that Toll's never mixes with it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from string import Template

from dotenv import dotenv_values

from toll.errors import ConfigurationError
from toll.settings import cores

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = ROOT / "config" / "airflow.env"
DEFAULT_PORT = 8080

_SPARE = 2
"""Tasks at once beyond one for each core: more wear out the cores' caches, and one that waits wastes none."""

_MOST_TASKS = 1024

_LEFT_OUT = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONHOME")
"""Without compiled bytecode a start takes twice as long; the other two would bring in foreign packages."""


def environment(outer: Mapping[str, str] | None = None) -> dict[str, str]:
    """The whole environment for Airflow; raises ConfigurationError where a port or a number of tasks is none.

    TOLL_AIRFLOW_HOME, TOLL_PORT, TOLL_PARALLELISM and TOLL_DATA may be set in `outer` (default: this process's
    environment).
    """
    given = dict(os.environ if outer is None else outer)
    kept = {name: value for name, value in given.items() if not name.startswith("AIRFLOW") and name not in _LEFT_OUT}
    kept |= {
        "TOLL_ROOT": str(ROOT),
        "TOLL_BIN": str(Path(sys.executable).parent),
        "TOLL_AIRFLOW_HOME": str(Path(given.get("TOLL_AIRFLOW_HOME") or ROOT / ".airflow").absolute()),
        "TOLL_DATA": str(Path(given.get("TOLL_DATA") or ROOT / "data").absolute()),
        "TOLL_PORT": str(port_number(given.get("TOLL_PORT") or str(DEFAULT_PORT))),
        "TOLL_PARALLELISM": str(_parallelism(given.get("TOLL_PARALLELISM") or str(cores() + _SPARE))),
    }
    return kept | _file(kept)


def port_number(text: str) -> int:
    """`text` as a port that an ordinary user may open; raises ConfigurationError."""
    if not text.isascii() or not text.isdigit() or not 1024 <= int(text) <= 65535:
        raise ConfigurationError(f"TOLL_PORT={text!r} is not a port from 1024 to 65535")
    return int(text)


def _parallelism(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= _MOST_TASKS:
        raise ConfigurationError(f"TOLL_PARALLELISM={text!r} is not a number of tasks from 1 to {_MOST_TASKS}")
    return int(text)


def home(env: Mapping[str, str]) -> Path:
    """Airflow's own folder: database, logs, login."""
    return Path(env["AIRFLOW_HOME"])


def program(name: str) -> str:
    """Path of a program that is installed beside this Python."""
    return str(Path(sys.executable).with_name(name))


def _file(variables: Mapping[str, str]) -> dict[str, str]:
    raw = dotenv_values(SETTINGS, interpolate=False)
    return {name: _expand(value or "", variables) for name, value in raw.items()}


def _expand(value: str, variables: Mapping[str, str]) -> str:
    return Template(value).substitute(variables)
