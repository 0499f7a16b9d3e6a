"""One-off start of the Compose stack: data, login, index of places, Airflow's database. Again it changes nothing.

Needs TOLL_ADMIN_PASSWORD in the environment; the login is kept where only Airflow's own user may read it.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from toll import extract, settings


def main() -> None:
    """Prepare, then become `airflow db migrate`."""
    inbox = settings.from_environment().inbox
    try:
        inbox.mkdir(parents=True, exist_ok=True)
    except PermissionError:
        sys.exit(f"{inbox} cannot be written by user {os.getuid()}; on the host: chown -R {os.getuid()} data")
    login(Path(os.environ["AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE"]), os.environ["TOLL_ADMIN_PASSWORD"])
    extract.preload()  # builds the index of places, which every worker then opens
    os.execvp("airflow", ["airflow", "db", "migrate"])  # noqa: S606, S607


def login(path: Path, password: str) -> None:
    """Write the password of `admin`, readable by the owner alone."""
    aside = path.with_name(path.name + ".new")
    aside.unlink(missing_ok=True)
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump({"admin": password}, file)
    aside.replace(path)


if __name__ == "__main__":
    main()
