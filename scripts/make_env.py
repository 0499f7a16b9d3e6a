"""`make env`: write .env from .env.example, each empty secret filled with a random value. Runs on any Python 3.

What .env has already stays; a variable that is new in .env.example is added. Nothing secret is printed.
"""

from __future__ import annotations

import base64
import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NOBODY_SPECIAL = 1000
"""The number that the first user of most machines has; taken where root runs this, since no container runs as root."""

MAKERS: dict[str, Callable[[], str]] = {
    "POSTGRES_PASSWORD": lambda: secrets.token_urlsafe(32),
    "REDIS_PASSWORD": lambda: secrets.token_urlsafe(32),
    "TOLL_ADMIN_PASSWORD": lambda: secrets.token_urlsafe(12),
    "AIRFLOW_JWT_SECRET": lambda: secrets.token_urlsafe(64),
    "AIRFLOW_API_SECRET_KEY": lambda: secrets.token_urlsafe(32),
    "AIRFLOW_FERNET_KEY": lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    "TOLL_UID": lambda: str(os.getuid() or NOBODY_SPECIAL),
    "TOLL_GID": lambda: str(os.getgid() or NOBODY_SPECIAL),
}


def main(root: Path = ROOT) -> None:
    """Write `root`/.env, readable by its owner alone, and make `root`/data for the containers' user."""
    target = root / ".env"
    before = target.read_text(encoding="utf-8") if target.exists() else ""
    after = filled((root / ".env.example").read_text(encoding="utf-8"), before)
    if after != before:
        _write(target, after)
    _data_folder(root / "data", values(after))
    print(f"{target}: {'written' if not before else 'completed' if after != before else 'is complete, unchanged'}")
    print("Start with: docker compose up --build --detach, then log in as admin with TOLL_ADMIN_PASSWORD of .env")


def filled(example: str, existing: str) -> str:
    """`existing` with what it lacks of `example`; every empty variable that has a maker gets a value."""
    known = values(existing)
    missing = [line for line in example.splitlines() if _name(line) not in known or not _name(line)]
    lines = [*existing.splitlines(), *(missing if not existing else [line for line in missing if _name(line)])]
    return "\n".join(_filled(line) for line in lines) + "\n"


def values(text: str) -> dict[str, str]:
    """The variables that `text` sets."""
    return {name: line.split("=", 1)[1] for line in text.splitlines() if (name := _name(line))}


def _name(line: str) -> str:
    return "" if line.lstrip().startswith("#") or "=" not in line else line.split("=", 1)[0].strip()


def _filled(line: str) -> str:
    name = _name(line)
    empty = bool(name) and not line.split("=", 1)[1].strip()
    return f"{name}={MAKERS[name]()}" if empty and name in MAKERS else line


def _write(target: Path, text: str) -> None:
    aside = target.with_name(".env.new")
    aside.unlink(missing_ok=True)
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    aside.replace(target)


def _data_folder(data: Path, variables: dict[str, str]) -> None:
    # Docker would make a missing folder as root, where the containers' user could not write.
    owner = int(variables["TOLL_UID"])
    if not data.exists():
        (data / "inbox").mkdir(parents=True)
        if os.getuid() == 0:
            for folder in (data, data / "inbox"):
                os.chown(folder, owner, int(variables["TOLL_GID"]))
    elif data.stat().st_uid != owner:
        print(f"{data} belongs to user {data.stat().st_uid}, the containers run as {owner}: chown -R {owner} {data}")


if __name__ == "__main__":
    if sys.platform == "win32":
        sys.exit("make env: run it inside WSL, where Docker sees this folder")
    main()
